#include "tests/server/support/http_client.h"

#include "base/json.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>

namespace porchlight::server::test {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

std::string HttpAnswer::error() const {
    const auto object = parse_json(body, 1024);
    return object ? text_member(*object, "error", 64).value_or("") : "";
}

HttpClient::HttpClient(std::uint16_t port) : m_socket(m_io) {
    m_socket.connect({asio::ip::make_address("127.0.0.1"), port});
}

void HttpClient::send(const std::string& bytes) {
    boost::system::error_code ignored;  // The server may close before it has read all.
    asio::write(m_socket, asio::buffer(bytes), ignored);
}

HttpAnswer HttpClient::receive(bool is_head) {
    boost::beast::flat_buffer buffer;
    beast_http::response_parser<beast_http::string_body> parser;
    parser.body_limit(64U << 20);
    parser.skip(is_head);
    boost::system::error_code error;
    beast_http::read(m_socket, buffer, parser, error);
    if (error)
        return {};
    HttpAnswer out{static_cast<int>(parser.get().result_int()), {}, parser.get().body()};
    for (const auto& field : parser.get())
        out.headers[lower(std::string(field.name_string()))] = std::string(field.value());
    return out;
}

void HttpClient::end_sending() {
    boost::system::error_code ignored;
    m_socket.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
}

void HttpClient::reset_after(const std::string& bytes) {
    send(bytes);
    boost::system::error_code ignored;
    m_socket.set_option(boost::asio::socket_base::linger(true, 0), ignored);
    m_socket.close(ignored);
}

HttpAnswer HttpClient::raw(const std::string& bytes, bool is_head) {
    send(bytes);
    return receive(is_head);
}

std::string request_text(std::uint16_t port, const std::string& method, const std::string& target,
                         const std::string& body, const Headers& headers) {
    std::string out = method + ' ' + target + " HTTP/1.1\r\n";
    const auto has = [&](const char* name) {
        return std::ranges::any_of(headers, [&](const auto& header) { return header.first == name; });
    };
    if (!has("Host"))
        out += "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
    if (!body.empty() || method == "POST")
        out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    for (const auto& [name, value] : headers)
        out += name + ": " + value + "\r\n";
    return out + "\r\n" + body;
}

HttpAnswer http(std::uint16_t port, const std::string& method, const std::string& target, const std::string& body,
                const Headers& headers) {
    auto all = headers;
    all.emplace_back("Connection", "close");
    return HttpClient(port).raw(request_text(port, method, target, body, all), method == "HEAD");
}

HttpAnswer desk_post(std::uint16_t port, const std::string& name, const std::string& body, const std::string& cookie) {
    Headers headers = {{"Content-Type", "application/json"}, {"Origin", "http://127.0.0.1:" + std::to_string(port)}};
    if (!cookie.empty())
        headers.emplace_back("Cookie", cookie);
    return http(port, "POST", "/desk/api/" + name, body, headers);
}

HttpAnswer kiosk_post(std::uint16_t port, const std::string& body, int wait_seconds) {
    return http(port, "POST", "/v1/kiosk", body,
                {{"Content-Type", "application/octet-stream"}, {"Prefer", "wait=" + std::to_string(wait_seconds)}});
}

}  // namespace porchlight::server::test
