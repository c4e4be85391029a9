// Real printer programs for tests: processes, their folders and ports, and what they print. Tests only; one thread.
#pragma once

#include "base/crypto.h"
#include "bridge/printer/ipp_printer.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <thread>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace porchlight::bridge::testing {

namespace fs = std::filesystem;

// A child process, ended with its group when the value goes.
class Process {
public:
    explicit Process(std::vector<std::string> words) {
        m_pid = ::fork();
        if (m_pid != 0)
            return;
        ::setpgid(0, 0);
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ~Process() { stop(); }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    void stop() {
        if (m_pid <= 0)
            return;
        ::kill(-m_pid, SIGKILL);
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }

private:
    pid_t m_pid = -1;
};

inline bool wait_for(const std::function<bool()>& there) {
    for (int i = 0; i < 600; ++i) {
        if (there())
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

inline std::shared_ptr<const PrinterRegistry> registry() {
    const char* root = std::getenv("PORCHLIGHT_ROOT");
    static const auto all = std::make_shared<const PrinterRegistry>(
        *PrinterRegistry::load(fs::path(root != nullptr ? root : ".") / "assets/printers"));
    return all;
}

inline PrintSteps quiet() {
    return {[](int) {}, [] { return false; }};
}

inline Faces noise() {
    Faces faces{Raster(kCardWidth_dots, kCardHeight_dots), Raster(kCardWidth_dots, kCardHeight_dots)};
    random_bytes(faces.front.rgb.span());
    random_bytes(faces.back.rgb.span());
    return faces;
}

inline std::string tray_program() {
    const char* build = std::getenv("PORCHLIGHT_BUILD");
    return std::string(build != nullptr ? build : ".") + "/bin/porchlight-demo-tray";
}

// One that is free now.
inline std::string free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(socket);
    return bound ? std::to_string(ntohs(address.sin_port)) : "0";
}

// Does anyone answer at a socket's path? Its file is there before.
inline bool answers(const std::string& path) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const bool connected = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return connected;
}

}  // namespace porchlight::bridge::testing
