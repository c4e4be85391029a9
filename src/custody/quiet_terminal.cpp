#include "custody/quiet_terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>

#include <array>
#include <cerrno>

namespace porchlight::custody {
namespace {

constexpr const char* kTerminal = "/dev/tty";

// What ends or stops a program that people use.
sigset_t ending_signals() {
    sigset_t out{};
    ::sigemptyset(&out);
    for (const int one : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP})
        ::sigaddset(&out, one);
    return out;
}

}  // namespace

std::optional<QuietTerminal> QuietTerminal::open() {
    Descriptor terminal(::open(kTerminal, O_RDWR | O_CLOEXEC | O_NOCTTY));
    termios before{};
    if (!terminal.is_open() || ::tcgetattr(terminal.number(), &before) != 0)
        return std::nullopt;
    return QuietTerminal(std::move(terminal), before);
}

// False: a signal came first. It is only looked at here, and stays pending.
bool QuietTerminal::waits_for_line(const sigset_t& ending) const {
    const Descriptor signals(::signalfd(-1, &ending, SFD_CLOEXEC));
    std::array<pollfd, 2> either{{{m_terminal.number(), POLLIN, 0}, {signals.number(), POLLIN, 0}}};
    while (::poll(either.data(), either.size(), -1) < 0 && errno == EINTR) {
    }
    return either[1].revents == 0;
}

bool QuietTerminal::ask(std::string_view question, const std::function<void(int)>& read) const {
    const auto ending = ending_signals();
    termios silent = m_before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    while (true) {
        sigset_t unblocked{};
        ::sigprocmask(SIG_BLOCK, &ending, &unblocked);
        ::tcsetattr(m_terminal.number(), TCSAFLUSH, &silent);
        bool said = write(question);
        const bool is_typed = said && waits_for_line(ending);
        if (is_typed)
            read(m_terminal.number());
        ::tcsetattr(m_terminal.number(), TCSAFLUSH, &m_before);
        said = write("\n") && said;
        // Here whatever waited comes down.
        ::sigprocmask(SIG_SETMASK, &unblocked, nullptr);
        if (is_typed || !said)
            return said;
    }
}

}  // namespace porchlight::custody
