#include "server/http/tls_context.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <ctime>

namespace porchlight::server {
namespace {

namespace ssl = boost::asio::ssl;

// Forward secrecy and authenticated encryption: what TLS 1.3 has, of TLS 1.2.
constexpr const char* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

std::int64_t end_of(ssl::context& context) {
    std::tm parts{};
    const auto* certificate = SSL_CTX_get0_certificate(context.native_handle());
    if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1)
        return 0;
    return timegm(&parts);
}

}  // namespace

std::expected<TlsContext, std::string> TlsContext::read(TlsFiles files) {
    TlsContext out(std::move(files));
    if (const auto loaded = out.reload(); !loaded)
        return std::unexpected(loaded.error());
    return out;
}

std::expected<void, std::string> TlsContext::reload() {
    const auto refused = [](const std::filesystem::path& path, const char* what) {
        return std::unexpected("The file " + path.string() + what);
    };
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    boost::system::error_code error;
    context->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 |
                             ssl::context::no_sslv2 | ssl::context::no_sslv3 | ssl::context::no_compression |
                             SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE,
                         error);
    auto* handle = context->native_handle();
    if (error || SSL_CTX_set_min_proto_version(handle, TLS1_2_VERSION) != 1 ||
        SSL_CTX_set_cipher_list(handle, kCiphers) != 1)
        return std::unexpected("OpenSSL on this machine does not speak TLS 1.2 and 1.3.");
    // A session that is taken up again needs a ticket, which is a secret that outlives the connection.
    SSL_CTX_set_num_tickets(handle, 0);
    SSL_CTX_set_session_cache_mode(handle, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(handle, SSL_OP_NO_TICKET);
    SSL_CTX_set_mode(handle, SSL_MODE_RELEASE_BUFFERS);
    context->use_certificate_chain_file(m_files.certificate.string(), error);
    if (error)
        return refused(m_files.certificate, " is no certificate in PEM that can be read.");
    context->use_private_key_file(m_files.key.string(), ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(handle) != 1)
        return refused(m_files.key, " is not the key of the certificate, in PEM and without a password.");
    m_end = end_of(*context);
    m_context = std::move(context);
    return {};
}

}  // namespace porchlight::server
