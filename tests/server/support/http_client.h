// A plain HTTP/1.1 client over a real socket: what is sent can be as wrong as a test needs it.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace porchlight::server::test {

struct HttpAnswer {
    int status = 0;                              // 0: the connection ended without an answer
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;

    // The code of an error answer.
    std::string error() const;
};

class HttpClient {
public:
    explicit HttpClient(std::uint16_t port);

    // Sends bytes as they are, and reads one answer.
    HttpAnswer raw(const std::string& bytes, bool is_head = false);
    void send(const std::string& bytes);
    HttpAnswer receive(bool is_head = false);
    // Half-closes: nothing more comes from here.
    void end_sending();
    // Sends and is gone, without a word of goodbye (RST).
    void reset_after(const std::string& bytes);

private:
    boost::asio::io_context m_io;
    boost::asio::ip::tcp::socket m_socket;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

// One request on a connection of its own, with Host, Content-Length and Connection: close.
HttpAnswer http(std::uint16_t port, const std::string& method, const std::string& target, const std::string& body = "",
                const Headers& headers = {});
std::string request_text(std::uint16_t port, const std::string& method, const std::string& target,
                         const std::string& body, const Headers& headers);

// As a desk's page posts: JSON, Origin, cookie.
HttpAnswer desk_post(std::uint16_t port, const std::string& name, const std::string& body,
                     const std::string& cookie = "");
HttpAnswer kiosk_post(std::uint16_t port, const std::string& body, int wait_seconds = 0);

}  // namespace porchlight::server::test
