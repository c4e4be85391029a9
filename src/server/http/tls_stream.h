// TLS over TCP.
// The I/O thread only.
#pragma once

#include "server/http/stream.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <memory>

namespace porchlight::server {

class TlsStream final : public Stream {
public:
    TlsStream(boost::asio::ip::tcp::socket socket, std::shared_ptr<boost::asio::ssl::context> context)
        : m_context(std::move(context)), m_stream(std::move(socket), *m_context) {}

    boost::asio::awaitable<void> open(ErrorCode& error) override;
    boost::asio::awaitable<std::size_t> read_some(std::span<char> room, ErrorCode& error) override;
    boost::asio::awaitable<void> write(std::string_view first, std::string_view second, ErrorCode& error) override;
    boost::asio::awaitable<void> end_writing(ErrorCode& error) override;
    void cancel() override;

private:
    std::shared_ptr<boost::asio::ssl::context> m_context;
    boost::asio::ssl::stream<boost::asio::ip::tcp::socket> m_stream;
    bool m_has_ended = false;
};

}  // namespace porchlight::server
