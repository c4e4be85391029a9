#include "server/http/tls_stream.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace porchlight::server {

namespace asio = boost::asio;

asio::awaitable<void> TlsStream::open(ErrorCode& error) {
    co_await m_stream.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<std::size_t> TlsStream::read_some(std::span<char> room, ErrorCode& error) {
    const auto room_at = asio::buffer(room.data(), room.size());
    if (m_has_ended)
        co_return co_await m_stream.next_layer().async_read_some(room_at,
                                                                 asio::redirect_error(asio::use_awaitable, error));
    co_return co_await m_stream.async_read_some(room_at, asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<void> TlsStream::write(std::string_view first, std::string_view second, ErrorCode& error) {
    const std::array parts = {asio::buffer(first.data(), first.size()), asio::buffer(second.data(), second.size())};
    co_await asio::async_write(m_stream, parts, asio::redirect_error(asio::use_awaitable, error));
}

// A client that is still sending fails the goodbye; what it sends can then only be thrown away.
asio::awaitable<void> TlsStream::end_writing(ErrorCode& error) {
    co_await m_stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
    m_has_ended = true;
    if (error == asio::error::operation_aborted)
        co_return;
    m_stream.next_layer().shutdown(asio::ip::tcp::socket::shutdown_send, error);
}

void TlsStream::cancel() {
    ErrorCode ignored;
    m_stream.next_layer().cancel(ignored);
}

}  // namespace porchlight::server
