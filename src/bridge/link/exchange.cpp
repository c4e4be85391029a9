#include "bridge/link/exchange.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <openssl/pem.h>

namespace porchlight::bridge {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;

constexpr std::chrono::seconds kConnect{3};
constexpr std::size_t kMaxHeaderBytes = 8 * 1024;

using Answer = std::expected<Reply, ExchangeError>;
using Parser = http::response_parser<http::vector_body<std::uint8_t>>;

auto into(boost::system::error_code& failed) { return asio::redirect_error(asio::use_awaitable, failed); }

template <class Stream>
asio::awaitable<Answer> speak(Stream& stream, PlainRequest& request, std::size_t max_size) {
    boost::system::error_code failed;
    co_await http::async_write(stream, request, into(failed));
    if (failed)
        co_return std::unexpected(ExchangeError::kGone);
    beast::flat_buffer buffer;
    Parser parser;
    parser.header_limit(kMaxHeaderBytes);
    parser.body_limit(max_size);
    co_await http::async_read(stream, buffer, parser, into(failed));
    if (failed)
        co_return std::unexpected(failed == http::error::body_limit ? ExchangeError::kTooLarge : ExchangeError::kGone);
    const auto date = parser.get()[http::field::date];
    co_return Reply{parser.get().result_int(), {date.data(), date.size()}, std::move(parser.get().body())};
}

asio::awaitable<boost::system::error_code> connect(beast::tcp_stream& stream, const ServerUrl& server) {
    boost::system::error_code failed;
    asio::ip::tcp::resolver resolver(stream.get_executor());
    const auto found = co_await resolver.async_resolve(server.host, server.port, into(failed));
    stream.expires_after(kConnect);
    if (!failed)
        co_await stream.async_connect(found, into(failed));
    co_return failed;
}

asio::awaitable<Answer> speak_tls(beast::tcp_stream tcp, const Way& way, PlainRequest& request,
                                  std::chrono::milliseconds patience, std::size_t max_size) {
    boost::system::error_code failed;
    beast::ssl_stream<beast::tcp_stream> stream(std::move(tcp), *way.tls);
    stream.set_verify_callback(ssl::host_name_verification(way.server.host), failed);
    SSL_set_tlsext_host_name(stream.native_handle(), way.server.host.c_str());
    if (!failed)
        co_await stream.async_handshake(ssl::stream_base::client, into(failed));
    if (failed)
        co_return std::unexpected(ExchangeError::kGone);
    beast::get_lowest_layer(stream).expires_after(patience);
    co_return co_await speak(stream, request, max_size);
}

}  // namespace

Way way_to(ServerUrl server) {
    Way out{std::move(server), nullptr};
    if (!out.server.is_secure)
        return out;
    out.tls = std::make_shared<ssl::context>(ssl::context::tls_client);
    boost::system::error_code failed;
    SSL_CTX_set_min_proto_version(out.tls->native_handle(), TLS1_2_VERSION);
    out.tls->set_verify_mode(ssl::verify_peer, failed);
    if (out.server.authority_pem.empty()) {
        out.tls->set_default_verify_paths(failed);
        return out;
    }
    // What was pinned may be the server's own certificate.
    X509_STORE_set_flags(SSL_CTX_get_cert_store(out.tls->native_handle()), X509_V_FLAG_PARTIAL_CHAIN);
    out.tls->add_certificate_authority(asio::buffer(out.server.authority_pem), failed);
    return out;
}

bool is_authority(std::string_view pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                        &BIO_free);
    const std::unique_ptr<X509, decltype(&X509_free)> first(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr),
                                                            &X509_free);
    return first != nullptr;
}

asio::awaitable<Answer> exchange(Way way, PlainRequest request, std::chrono::milliseconds patience,
                                 std::size_t max_size) {
    beast::tcp_stream stream(co_await asio::this_coro::executor);
    if (co_await connect(stream, way.server))
        co_return std::unexpected(ExchangeError::kGone);
    request.version(11);
    request.set(http::field::host, way.server.authority());
    request.set(http::field::connection, "close");
    request.prepare_payload();
    if (way.tls)
        co_return co_await speak_tls(std::move(stream), way, request, patience, max_size);
    stream.expires_after(patience);
    co_return co_await speak(stream, request, max_size);
}

}  // namespace porchlight::bridge
