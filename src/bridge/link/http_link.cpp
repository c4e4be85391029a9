#include "bridge/link/http_link.h"

#include "base/json.h"

#include <algorithm>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/vector_body.hpp>
#include <boost/beast/http/write.hpp>

namespace porchlight::bridge {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using std::chrono::seconds;

constexpr seconds kConnect{3};
constexpr seconds kAnswer{10};
constexpr std::size_t kMaxErrorBytes = 16 * 1024;
constexpr std::size_t kMaxHeaderBytes = 8 * 1024;

using Request = http::request<http::vector_body<std::uint8_t>>;
using Parser = http::response_parser<http::vector_body<std::uint8_t>>;

struct Reply {
    unsigned status = 0;
    bytes body;
};

auto into(boost::system::error_code& failed) { return asio::redirect_error(asio::use_awaitable, failed); }

std::string code_of(const Reply& reply) {
    const auto object = parse_json(as_text(reply.body), kMaxErrorBytes);
    return object ? text_member(*object, "error", 64).value_or("") : "";
}

LinkError error_of(const Reply& reply) {
    const auto code = code_of(reply);
    if (code == "stale_challenge")
        return LinkError::kStaleChallenge;
    if (code == "store_full")
        return LinkError::kStoreFull;
    if (code == "unknown_kiosk")
        return LinkError::kUnknownKiosk;
    if (code == "suspended")
        return LinkError::kSuspended;
    if (reply.status == 404)
        return LinkError::kNotThere;
    if (reply.status == 429)
        return LinkError::kBusy;
    // Stopping, or slow: what it is worth waiting for.
    return reply.status == 408 || reply.status == 503 ? LinkError::kGone : LinkError::kRefused;
}

asio::awaitable<std::expected<Reply, LinkError>> exchange(ServerUrl server, Request request, seconds patience,
                                                          std::size_t max_size) {
    boost::system::error_code failed;
    const auto executor = co_await asio::this_coro::executor;
    tcp::resolver resolver(executor);
    const auto found = co_await resolver.async_resolve(server.host, server.port, into(failed));
    if (failed)
        co_return std::unexpected(LinkError::kGone);
    beast::tcp_stream stream(executor);
    stream.expires_after(kConnect);
    co_await stream.async_connect(found, into(failed));
    if (failed)
        co_return std::unexpected(LinkError::kGone);
    request.version(11);
    request.set(http::field::host, server.authority());
    request.set(http::field::connection, "close");
    request.prepare_payload();
    stream.expires_after(patience);
    co_await http::async_write(stream, request, into(failed));
    if (failed)
        co_return std::unexpected(LinkError::kGone);
    beast::flat_buffer buffer;
    Parser parser;
    parser.header_limit(kMaxHeaderBytes);
    parser.body_limit(std::max(max_size, kMaxErrorBytes));
    co_await http::async_read(stream, buffer, parser, into(failed));
    if (failed == http::error::body_limit)
        co_return std::unexpected(LinkError::kRefused);
    if (failed)
        co_return std::unexpected(LinkError::kGone);
    co_return Reply{parser.get().result_int(), std::move(parser.get().body())};
}

Request get(const std::string& path) { return Request(http::verb::get, path, 11); }

Request post(const std::string& path, byte_view request) {
    Request out(http::verb::post, path, 11);
    out.set(http::field::content_type, "application/octet-stream");
    out.body().assign(request.begin(), request.end());
    return out;
}

}  // namespace

asio::awaitable<std::expected<bytes, LinkError>> HttpLink::fetch(std::string path, std::size_t max_size) {
    auto reply = co_await exchange(m_server, get(path), kAnswer, max_size);
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->status != 200)
        co_return std::unexpected(error_of(*reply));
    co_return std::move(reply->body);
}

asio::awaitable<std::expected<protocol::Challenge, LinkError>> HttpLink::challenge() {
    const auto body = co_await fetch("/v1/challenge", protocol::kChallengeBytes);
    if (!body)
        co_return std::unexpected(body.error());
    if (body->size() != protocol::kChallengeBytes)
        co_return std::unexpected(LinkError::kRefused);
    co_return to_array<protocol::kChallengeBytes>(*body);
}

asio::awaitable<std::expected<protocol::Answer, LinkError>> HttpLink::ask(protocol::KioskRequestBytes request,
                                                                          seconds wait) {
    auto message = post("/v1/kiosk", request);
    if (wait.count() > 0)
        message.set(http::field::prefer, "wait=" + std::to_string(wait.count()));
    auto reply = co_await exchange(m_server, std::move(message), wait + kAnswer, protocol::kAnswerBytes);
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->status != 200)
        co_return std::unexpected(error_of(*reply));
    const auto answer = protocol::read_answer(reply->body);
    if (!answer)
        co_return std::unexpected(LinkError::kRefused);
    co_return *answer;
}

asio::awaitable<std::expected<std::vector<protocol::NumberBlock>, LinkError>> HttpLink::fetch_numbers(
    protocol::KioskRequestBytes request) {
    auto reply = co_await exchange(m_server, post("/v1/numbers", request), kAnswer, protocol::kMaxNumbersAnswerBytes);
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->status != 200)
        co_return std::unexpected(error_of(*reply));
    auto blocks = protocol::read_numbers(as_text(reply->body));
    if (!blocks)
        co_return std::unexpected(LinkError::kRefused);
    co_return std::move(*blocks);
}

asio::awaitable<std::expected<protocol::Enrolled, std::string>> HttpLink::enroll(protocol::EnrolmentBytes request) {
    auto reply = co_await exchange(m_server, post("/v1/enroll", request), kAnswer, protocol::kMaxEnrolledBytes);
    if (!reply)
        co_return std::unexpected(reply.error() == LinkError::kGone ? std::string() : std::string("refused"));
    if (reply->status != 200) {
        const auto code = code_of(*reply);
        co_return std::unexpected(code.empty() ? "refused" : code);
    }
    auto enrolled = protocol::parse_enrolled(as_text(reply->body));
    if (!enrolled)
        co_return std::unexpected(std::string(protocol::code(enrolled.error())));
    co_return std::move(*enrolled);
}

}  // namespace porchlight::bridge
