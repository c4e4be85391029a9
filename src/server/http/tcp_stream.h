// Plain TCP, for this machine alone: for its own browser, or a proxy on it that speaks TLS.
// The I/O thread only.
#pragma once

#include "server/http/stream.h"

#include <boost/asio/ip/tcp.hpp>

namespace porchlight::server {

class TcpStream final : public Stream {
public:
    explicit TcpStream(boost::asio::ip::tcp::socket socket) : m_socket(std::move(socket)) {}

    boost::asio::awaitable<void> open(ErrorCode& error) override;
    boost::asio::awaitable<std::size_t> read_some(std::span<char> room, ErrorCode& error) override;
    boost::asio::awaitable<void> write(std::string_view first, std::string_view second, ErrorCode& error) override;
    boost::asio::awaitable<void> end_writing(ErrorCode& error) override;
    void cancel() override;

private:
    boost::asio::ip::tcp::socket m_socket;
};

}  // namespace porchlight::server
