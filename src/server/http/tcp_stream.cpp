#include "server/http/tcp_stream.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace porchlight::server {

namespace asio = boost::asio;

asio::awaitable<void> TcpStream::open(ErrorCode&) { co_return; }

asio::awaitable<std::size_t> TcpStream::read_some(std::span<char> room, ErrorCode& error) {
    co_return co_await m_socket.async_read_some(asio::buffer(room.data(), room.size()),
                                                asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<void> TcpStream::write(std::string_view first, std::string_view second, ErrorCode& error) {
    const std::array parts = {asio::buffer(first.data(), first.size()), asio::buffer(second.data(), second.size())};
    co_await asio::async_write(m_socket, parts, asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<void> TcpStream::end_writing(ErrorCode& error) {
    m_socket.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    co_return;
}

void TcpStream::cancel() {
    ErrorCode ignored;
    m_socket.cancel(ignored);
}

}  // namespace porchlight::server
