#include "bridge/http/connection.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/vector_body.hpp>
#include <boost/beast/http/write.hpp>

namespace porchlight::bridge {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using std::chrono::seconds;

constexpr std::size_t kMaxHeaderBytes = 8 * 1024;
constexpr std::size_t kMaxTargetBytes = 2 * 1024;
constexpr std::size_t kWasteBytes = 4 * 1024;  // of a refused body, read at once
constexpr seconds kArrival{10};
constexpr seconds kIdle{60};
constexpr seconds kLeaving{30};
constexpr seconds kLinger{1};  // for a refused body, so that the refusal is read
// Often enough that a stream whose page is gone ends soon, and seldom enough for a still screen.
constexpr std::chrono::milliseconds kHeartbeat{15'000};

using HeadParser = http::request_parser<http::empty_body>;
using BodyParser = http::request_parser<http::vector_body<std::uint8_t>>;
using Answer = http::response<http::vector_body<std::uint8_t>>;

auto into(boost::system::error_code& failed) { return asio::redirect_error(asio::use_awaitable, failed); }

RequestHead head_of(const HeadParser& parser) {
    const auto& message = parser.get();
    const auto field = [&](http::field name) { return std::string(message[name]); };
    RequestHead head;
    head.method = message.method() == http::verb::get    ? Method::kGet
                  : message.method() == http::verb::post ? Method::kPost
                                                         : Method::kOther;
    head.target = std::string(message.target());
    head.host = field(http::field::host);
    head.origin = field(http::field::origin);
    head.fetch_site = std::string(message["Sec-Fetch-Site"]);
    head.fetch_dest = std::string(message["Sec-Fetch-Dest"]);
    head.cookie = field(http::field::cookie);
    head.accept_encoding = field(http::field::accept_encoding);
    head.if_none_match = field(http::field::if_none_match);
    head.content_type = field(http::field::content_type);
    return head;
}

Answer message_of(const Response& response, bool keep_alive) {
    Answer out(static_cast<http::status>(response.status), 11);
    for (const auto& [name, value] : response.headers)
        out.set(name, value);
    out.keep_alive(keep_alive);
    out.body().assign(response.body.begin(), response.body.end());
    if (response.is_event_stream)
        return out;
    out.prepare_payload();
    return out;
}

// What broke while a request was read, as the browser is told; nothing if it just closed.
std::optional<Response> reading_error(const boost::system::error_code& failed) {
    if (failed == http::error::header_limit)
        return error_response(431, "header_too_large");
    if (failed == http::error::body_limit)
        return error_response(413, "too_large");
    if (failed == http::error::end_of_stream || failed == beast::error::timeout ||
        failed == http::error::partial_message ||
        failed.category() != make_error_code(http::error::bad_method).category())
        return std::nullopt;
    return error_response(400, "malformed");
}

class Connection {
public:
    Connection(asio::ip::tcp::socket socket, Router& router) : m_stream(std::move(socket)), m_router(router) {}

    asio::awaitable<void> run() {
        // Not `while (co_await …)`: with another co_await behind it, g++ 12 makes of that a crash.
        for (bool goes_on = true; goes_on;)
            goes_on = co_await serve_one();
        co_await linger();
    }

private:
    // False when the connection is to be closed.
    asio::awaitable<bool> serve_one() {
        HeadParser parser;
        parser.header_limit(kMaxHeaderBytes);
        parser.body_limit(boost::none);
        m_stream.expires_after(m_first ? kArrival : kIdle);
        m_first = false;
        boost::system::error_code failed;
        co_await http::async_read_header(m_stream, m_buffer, parser, into(failed));
        if (failed)
            co_return co_await refuse(reading_error(failed));
        const auto head = head_of(parser);
        if (head.target.size() > kMaxTargetBytes)
            co_return co_await refuse(error_response(431, "header_too_large"));
        if (auto refused = m_router.refuse(head)) {
            const bool has_body = parser.chunked() || parser.content_length().value_or(0) > 0;
            co_return co_await send(std::move(*refused), parser.keep_alive() && !has_body);
        }
        const bool keep_alive = parser.keep_alive();
        auto body = std::make_shared<bytes>();
        if (!co_await read_body(parser, m_router.max_body(head), *body))
            co_return false;
        auto response = co_await m_router.answer(head, body);
        if (response.is_event_stream)
            co_return co_await stream_events(head, std::move(response));
        co_return co_await send(std::move(response), keep_alive);
    }

    asio::awaitable<bool> read_body(HeadParser& head, std::size_t limit, bytes& out) {
        if (head.content_length().value_or(0) > limit) {
            co_await refuse(error_response(413, "too_large"));
            co_return false;
        }
        BodyParser parser(std::move(head));
        parser.body_limit(limit);
        m_stream.expires_after(kArrival);
        boost::system::error_code failed;
        co_await http::async_read(m_stream, m_buffer, parser, into(failed));
        if (failed) {
            co_await refuse(reading_error(failed));
            co_return false;
        }
        out = std::move(parser.get().body());
        // The first part of the body came with the head: its copy must not stay while the connection does.
        if (!out.empty())
            m_buffer.shrink_to_fit();
        co_return true;
    }

    asio::awaitable<bool> refuse(std::optional<Response> response) {
        if (response)
            co_await send(std::move(*response), false);
        co_return false;
    }

    // Closing with unread bytes resets the connection, and whoever sent them might never read why they were refused.
    asio::awaitable<void> linger() {
        boost::system::error_code failed;
        m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, failed);
        m_stream.expires_after(kLinger);
        m_buffer.clear();
        while (!failed)
            co_await m_stream.async_read_some(m_buffer.prepare(kWasteBytes), into(failed));
    }

    asio::awaitable<bool> send(Response response, bool keep_alive) {
        auto message = message_of(response, keep_alive);
        m_stream.expires_after(kLeaving);
        boost::system::error_code failed;
        co_await http::async_write(m_stream, message, into(failed));
        co_return keep_alive && !failed;
    }

    // Until the browser goes, or another one is let in.
    asio::awaitable<bool> stream_events(const RequestHead& head, Response response) {
        auto message = message_of(response, false);
        http::response_serializer<http::vector_body<std::uint8_t>> serializer(message);
        boost::system::error_code failed;
        m_stream.expires_after(kLeaving);
        co_await http::async_write_header(m_stream, serializer, into(failed));
        auto& events = m_router.events();
        for (bool first = true; !failed && !m_router.refuse(head); first = false) {
            const auto seen = events.version();
            const std::string line = first || seen != m_seen ? "data: " + events.text() + "\n\n" : ": \n\n";
            m_seen = seen;
            m_stream.expires_after(kLeaving);
            co_await asio::async_write(m_stream, asio::buffer(line), into(failed));
            m_stream.expires_never();
            if (!failed)
                co_await events.changed(seen, kHeartbeat);
        }
        co_return false;
    }

    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer;
    Router& m_router;
    std::uint64_t m_seen = 0;
    bool m_first = true;
};

}  // namespace

asio::awaitable<void> serve_connection(asio::ip::tcp::socket socket, Router& router) {
    Connection connection(std::move(socket), router);
    co_await connection.run();
}

}  // namespace porchlight::bridge
