// A client's bytes in both directions, whatever carries them: TCP (tcp_stream.h), TLS (tls_stream.h), or memory in
// tests.
// The I/O thread only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <span>
#include <string_view>

namespace porchlight::server {

class Stream {
public:
    using ErrorCode = boost::system::error_code;

    virtual ~Stream() = default;
    // Before anything else: what the carrier has to agree on.
    virtual boost::asio::awaitable<void> open(ErrorCode& error) = 0;
    // How many bytes came; at least one where there is no error. The client's end is asio::error::eof.
    virtual boost::asio::awaitable<std::size_t> read_some(std::span<char> room, ErrorCode& error) = 0;
    // All of both, one after the other.
    virtual boost::asio::awaitable<void> write(std::string_view first, std::string_view second, ErrorCode& error) = 0;
    // Says that nothing more will be written; reading goes on.
    virtual boost::asio::awaitable<void> end_writing(ErrorCode& error) = 0;
    // What is under way ends with an error.
    virtual void cancel() = 0;
};

}  // namespace porchlight::server
