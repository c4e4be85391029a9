#include "tests/bench/server/http_line.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>

#include <array>
#include <charconv>
#include <stdexcept>

namespace porchlight::server::bench {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kBufferBytes = 64 * 1024;
constexpr std::string_view kLength = "content-length:";

std::size_t content_length(std::string_view head) {
    for (auto at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at)) {
        at += 2;
        if (!boost::beast::iequals(head.substr(at, kLength.size()), kLength))
            continue;
        auto digits = head.substr(at + kLength.size());
        digits.remove_prefix(std::min(digits.find_first_not_of(' '), digits.size()));
        std::size_t out = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), out);
        return out;
    }
    return 0;
}

}  // namespace

HttpLine::HttpLine(asio::io_context& io, std::uint16_t port) : m_socket(io), m_buffer(kBufferBytes, '\0') {
    m_socket.connect({asio::ip::make_address("127.0.0.1"), port});
    m_socket.set_option(asio::ip::tcp::no_delay(true));
}

asio::awaitable<std::string_view> HttpLine::ask(std::string_view head, std::string_view body) {
    const std::array parts{asio::buffer(head), asio::buffer(body)};
    co_await asio::async_write(m_socket, parts, asio::use_awaitable);
    m_size = 0;
    auto end = std::string_view::npos;
    while (end == std::string_view::npos) {
        co_await read_some();
        end = std::string_view(m_buffer.data(), m_size).find("\r\n\r\n");
    }
    const auto size = end + 4 + content_length(std::string_view(m_buffer.data(), end + 2));
    while (m_size < size)
        co_await read_some();
    const std::string_view answer(m_buffer.data(), size);
    if (!answer.starts_with("HTTP/1.1 200"))
        throw std::runtime_error("the server answered: " + std::string(answer));
    co_return answer.substr(end + 4);
}

asio::awaitable<void> HttpLine::read_some() {
    if (m_size == m_buffer.size())
        throw std::runtime_error("the server's answer is too large");
    m_size += co_await m_socket.async_read_some(asio::buffer(m_buffer.data() + m_size, m_buffer.size() - m_size),
                                                asio::use_awaitable);
}

}  // namespace porchlight::server::bench
