#include "bridge/world/passed_sockets.h"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace porchlight::bridge {
namespace {

constexpr int kFirst = 3;  // SD_LISTEN_FDS_START
constexpr int kMost = 8;

std::unexpected<std::string> refused(const std::string& why) {
    return std::unexpected("The socket that systemd passed " + why +
                           ": mend ListenStream= in porchlight-bridge.socket, which is 127.0.0.1:PORT.");
}

std::optional<int> number_in(const char* variable) {
    const char* text = std::getenv(variable);
    int out = 0;
    if (text == nullptr)
        return std::nullopt;
    const auto* end = text + std::strlen(text);
    const auto parsed = std::from_chars(text, end, out);
    return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(out) : std::nullopt;
}

bool listens(int descriptor) {
    const auto is = [&](int option, int wanted) {
        int value = 0;
        socklen_t size = sizeof value;
        return ::getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 && value == wanted;
    };
    return is(SO_ACCEPTCONN, 1) && is(SO_TYPE, SOCK_STREAM) && is(SO_PROTOCOL, IPPROTO_TCP);
}

struct Place {
    bool is_four = false;
    in_port_t port = 0;  // in network order
};

// Nothing if it is not a loopback address.
std::optional<Place> place_of(int descriptor) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return std::nullopt;
    if (address.ss_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &address, sizeof four);
        return four.sin_addr.s_addr == htonl(INADDR_LOOPBACK) ? std::optional(Place{true, four.sin_port})
                                                              : std::nullopt;
    }
    if (address.ss_family == AF_INET6) {
        sockaddr_in6 six{};
        std::memcpy(&six, &address, sizeof six);
        return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) ? std::optional(Place{false, six.sin6_port}) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::expected<std::vector<OpenFile>, std::string> check_passed_sockets(std::vector<OpenFile> sockets) {
    std::optional<Place> four;
    std::optional<Place> first;
    for (const auto& socket : sockets) {
        ::fcntl(socket.descriptor(), F_SETFD, FD_CLOEXEC);
        if (!listens(socket.descriptor()))
            return refused("is not a TCP socket that listens");
        const auto place = place_of(socket.descriptor());
        if (!place)
            return refused("listens beyond this machine's loopback address");
        first = first.value_or(*place);
        if (place->port != first->port)
            return refused("has another port than the one beside it");
        if (place->is_four)
            four = place;
    }
    if (!sockets.empty() && !four)
        return refused("does not listen on 127.0.0.1");
    return sockets;
}

std::expected<std::vector<OpenFile>, std::string> take_passed_sockets() {
    const auto process = number_in("LISTEN_PID");
    const auto count = number_in("LISTEN_FDS");
    for (const char* variable : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"})
        ::unsetenv(variable);
    std::vector<OpenFile> sockets;
    // Meant for another process: its child inherited the words, and not the sockets.
    if (!count || process != ::getpid())
        return sockets;
    if (*count < 0 || *count > kMost)
        return refused("is one of too many");
    for (int i = 0; i < *count; ++i)
        sockets.emplace_back(kFirst + i);
    return check_passed_sockets(std::move(sockets));
}

}  // namespace porchlight::bridge
