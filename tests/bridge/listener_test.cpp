#include "bridge/http/listener.h"
#include "bridge/world/passed_sockets.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/ip/v6_only.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <optional>

#include <unistd.h>

using namespace porchlight::bridge;
using asio::ip::tcp;

namespace {

const auto kFour = asio::ip::make_address("127.0.0.1");
const auto kSix = asio::ip::make_address("::1");
const auto kAnywhere = asio::ip::make_address("0.0.0.0");

tcp::acceptor listening(asio::io_context& context, const asio::ip::address& at, std::uint16_t port = 0) {
    return {context, {at, port}, false};
}

bool has_six() {
    asio::io_context context;
    boost::system::error_code failed;
    tcp::acceptor acceptor(context);
    acceptor.open(tcp::v6(), failed);
    if (!failed)
        acceptor.bind({kSix, 0}, failed);
    return !failed;
}

// As systemd would pass it: a descriptor that the acceptor no longer owns.
template <class Socket>
std::vector<OpenFile> passed(Socket socket) {
    std::vector<OpenFile> out;
    out.emplace_back(::dup(socket.native_handle()));
    return out;
}

}  // namespace

TEST_CASE("a port that another program has on 127.0.0.1 is refused in a sentence") {
    asio::io_context context;
    const auto other = listening(context, kFour);
    const auto refused = Listener::open(context.get_executor(), other.local_endpoint().port());
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == "Port " + std::to_string(other.local_endpoint().port()) +
                                 " is in use: stop what uses it, or choose another with --port.");
}

TEST_CASE("a port that another program has on ::1 alone is refused: browsers would go there first") {
    asio::io_context context;
    if (!has_six()) {
        // No browser of this machine goes there: 127.0.0.1 alone will do.
        CHECK(Listener::open(context.get_executor(), 0).has_value());
        return;
    }
    std::optional<tcp::acceptor> other = listening(context, kSix);
    const auto port = other->local_endpoint().port();
    const auto refused = Listener::open(context.get_executor(), port);
    REQUIRE_FALSE(refused);
    CHECK(
        refused.error() ==
        "Port " + std::to_string(port) +
            " of the address ::1, where browsers look first, is in use: stop what uses it, or choose another with --port.");
    other.reset();
    CHECK(Listener::open(context.get_executor(), port).has_value());
}

TEST_CASE("a socket that was passed is listened on, and its port counts") {
    asio::io_context context;
    auto socket = listening(context, kFour);
    const auto port = socket.local_endpoint().port();
    auto sockets = check_passed_sockets(passed(std::move(socket)));
    REQUIRE(sockets);
    const auto listener = Listener::open(context.get_executor(), 1, std::move(*sockets));
    REQUIRE(listener);
    CHECK(listener->port() == port);
    if (has_six()) {
        boost::system::error_code failed;
        tcp::socket(context).connect({kSix, port}, failed);
        CHECK_FALSE(failed);
    }
}

TEST_CASE("what was passed and is no loopback socket that listens is refused in a sentence") {
    asio::io_context context;
    const auto refusal = [](std::vector<OpenFile> sockets) {
        const auto checked = check_passed_sockets(std::move(sockets));
        return checked ? "" : checked.error();
    };
    const std::string end = ": mend ListenStream= in porchlight-bridge.socket, which is 127.0.0.1:PORT.";
    CHECK(refusal(passed(listening(context, kAnywhere))) ==
          "The socket that systemd passed listens beyond this machine's loopback address" + end);
    tcp::socket quiet(context, tcp::endpoint(kFour, 0));
    CHECK(refusal(passed(std::move(quiet))) == "The socket that systemd passed is not a TCP socket that listens" + end);
    CHECK(refusal(passed(asio::ip::udp::socket(context, asio::ip::udp::endpoint(kFour, 0)))) ==
          "The socket that systemd passed is not a TCP socket that listens" + end);
    std::vector<OpenFile> nothing;
    nothing.emplace_back(1'000'000);
    CHECK(refusal(std::move(nothing)) == "The socket that systemd passed is not a TCP socket that listens" + end);
    if (has_six())
        CHECK(refusal(passed(listening(context, kSix))) ==
              "The socket that systemd passed does not listen on 127.0.0.1" + end);
    auto two = passed(listening(context, kFour));
    two.emplace_back(std::move(passed(listening(context, kFour)).front()));
    CHECK(refusal(std::move(two)) == "The socket that systemd passed has another port than the one beside it" + end);
}

TEST_CASE("sockets for another process are not taken, and the words about them are gone") {
    ::setenv("LISTEN_PID", std::to_string(::getppid()).c_str(), 1);
    ::setenv("LISTEN_FDS", "1", 1);
    const auto sockets = take_passed_sockets();
    REQUIRE(sockets);
    CHECK(sockets->empty());
    CHECK(std::getenv("LISTEN_FDS") == nullptr);
}
