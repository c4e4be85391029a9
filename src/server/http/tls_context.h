// The server's certificate and key, for TLS 1.3 and 1.2 alone. read() again takes those that lie there then, for the
// connections that begin after it.
// The I/O thread only.
#pragma once

#include <boost/asio/ssl/context.hpp>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>

namespace porchlight::server {

struct TlsFiles {
    std::filesystem::path certificate;  // PEM: the server's own, then those up to a known authority
    std::filesystem::path key;          // PEM

    bool empty() const { return certificate.empty(); }
};

class TlsContext {
public:
    // An error is one sentence.
    static std::expected<TlsContext, std::string> read(TlsFiles files);
    // The old ones stay where the new ones are not good.
    std::expected<void, std::string> reload();

    // Held by each connection, so that it outlives a reload.
    std::shared_ptr<boost::asio::ssl::context> context() const { return m_context; }
    // When the certificate ends, in seconds since 1970.
    std::int64_t end() const { return m_end; }

private:
    explicit TlsContext(TlsFiles files) : m_files(std::move(files)) {}

    TlsFiles m_files;
    std::shared_ptr<boost::asio::ssl::context> m_context;
    std::int64_t m_end = 0;
};

}  // namespace porchlight::server
