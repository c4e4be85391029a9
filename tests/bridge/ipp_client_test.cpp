// Against a printer that never comes to an end.
#include "bridge/printer/ipp_client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <catch2/catch_test_macros.hpp>

#include <thread>

using namespace porchlight::bridge;
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::size_t kPlenty = 64 << 20;

// One attribute with a value of some kilobytes; the first has the name.
std::string attribute(const std::string& name) {
    constexpr std::size_t kValueBytes = 1000;
    std::string out("\x41", 1);  // textWithoutLanguage
    const auto add_length = [&](std::size_t length) {
        out += static_cast<char>(length >> 8);
        out += static_cast<char>(length & 0xFF);
    };
    add_length(name.size());
    out += name;
    add_length(kValueBytes);
    return out + std::string(kValueBytes, 'a');
}

const std::string kHead("\x02\x00\x00\x00\x00\x00\x00\x01\x04", 9);  // IPP 2.0, successful-ok, printer attributes
const std::string kEnd("\x03", 1);

// Answers one request with some attributes, or with more than anybody can want, and counts what it could send.
class Talker {
public:
    explicit Talker(std::size_t attributes) : m_attributes(attributes), m_thread([this] { talk(); }) {}
    ~Talker() { m_thread.join(); }
    Talker(const Talker&) = delete;
    Talker& operator=(const Talker&) = delete;

    IppAddress address() const {
        const auto port = m_acceptor.local_endpoint().port();
        return {
            .uri = "ipp://localhost:" + std::to_string(port) + "/", .host = "127.0.0.1", .port = port, .resource = "/"};
    }
    std::size_t sent() {
        m_thread.join();
        m_thread = std::thread([] {});
        return m_sent;
    }

private:
    void talk() {
        boost::system::error_code failed;
        auto socket = m_acceptor.accept(failed);
        asio::streambuf request;
        asio::read_until(socket, request, "\r\n\r\n", failed);
        asio::write(socket,
                    asio::buffer(std::string("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"
                                             "Content-Type: application/ipp\r\nConnection: close\r\n\r\n") +
                                 kHead),
                    failed);
        for (std::size_t i = 0; i < m_attributes && !failed; ++i)
            m_sent += asio::write(socket, asio::buffer(attribute("said-" + std::to_string(i))), failed);
        asio::write(socket, asio::buffer(kEnd), failed);
        // Closing with some of the request unread would take back what was sent.
        socket.shutdown(tcp::socket::shutdown_send, failed);
        while (!failed)
            asio::read(socket, request.prepare(1), failed);
    }

    asio::io_context m_context;
    tcp::acceptor m_acceptor{m_context, {asio::ip::address_v4::loopback(), 0}};
    std::size_t m_attributes;
    std::size_t m_sent = 0;
    std::thread m_thread;
};

IppMessage ask(const IppAddress& address) {
    auto client = IppClient::connect(address, std::chrono::seconds(10));
    REQUIRE(client);
    return client->send(client->request(IPP_OP_GET_PRINTER_ATTRIBUTES));
}

}  // namespace

TEST_CASE("an answer of a printer is read") {
    Talker printer(500);
    const auto answer = ask(printer.address());
    REQUIRE(answer);
    CHECK(text_values(answer.get(), "said-0").size() == 1);
    CHECK(text_values(answer.get(), "said-499").size() == 1);
}

TEST_CASE("an answer that does not end is not read to where it might") {
    Talker printer(kPlenty / attribute("").size());
    CHECK_FALSE(ask(printer.address()));
    // What the system holds between the two is a few megabytes.
    CHECK(printer.sent() < kPlenty / 4);
}
