// A keep-alive connection of the load: one request out, one answer back, with no more work than that takes, so that
// the client is not what is measured.
// One thread, that of its io_context.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <string_view>

namespace porchlight::server::bench {

class HttpLine {
public:
    HttpLine(boost::asio::io_context& io, std::uint16_t port);

    // The body of the answer, until the next call. Throws where it is not a 200.
    boost::asio::awaitable<std::string_view> ask(std::string_view head, std::string_view body);

private:
    boost::asio::awaitable<void> read_some();

    boost::asio::ip::tcp::socket m_socket;
    std::string m_buffer;
    std::size_t m_size = 0;  // what has come of it
};

}  // namespace porchlight::server::bench
