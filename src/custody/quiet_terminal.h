// The terminal that this program was started from, while it does not show what is typed. However that ends, by Enter,
// Ctrl-C, Ctrl-Z or a signal from elsewhere, the terminal is put back first: else the shell would go on in silence.
// Main thread.
#pragma once

#include "custody/descriptor.h"

#include <termios.h>

#include <csignal>
#include <functional>
#include <optional>
#include <string_view>

namespace porchlight::custody {

class QuietTerminal {
public:
    // Nothing where there is no terminal.
    static std::optional<QuietTerminal> open();

    // Shows the question and calls read(descriptor) once a line is typed. A signal that would end or stop this process
    // waits until the terminal is as it was; who goes on after it (Ctrl-Z, then fg) is asked again. False if the
    // terminal cannot be written.
    bool ask(std::string_view question, const std::function<void(int)>& read) const;

private:
    QuietTerminal(Descriptor terminal, const termios& before) : m_terminal(std::move(terminal)), m_before(before) {}
    bool write(std::string_view text) const { return write_all(m_terminal, as_bytes(text)); }
    bool waits_for_line(const sigset_t& ending) const;

    Descriptor m_terminal;
    termios m_before;
};

}  // namespace porchlight::custody
