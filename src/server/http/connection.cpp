#include "server/http/connection.h"

#include "base/secret_bytes.h"
#include "server/http/limits.h"

#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/file_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace porchlight::server {
namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

bool is_parse_error(boost::system::error_code error) {
    return error.category() == http::make_error_code(http::error::bad_method).category();
}

}  // namespace

Connection::Connection(tcp::socket socket, ServerContext& context)
    : m_socket(std::move(socket)),
      m_context(context),
      m_buffer(kReadBufferBytes),
      m_deadline(m_socket.get_executor()) {}

awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    auto next = Next::kGoOn;
    while (next == Next::kGoOn && !m_context.stopping) {
        if (!co_await wait_for_request())
            co_return;
        auto request = co_await read_request();
        if (request) {
            Response response = co_await answer(*request);
            wipe(request->body());  // It may have been a password.
            next = co_await write(std::move(response), request->method() == http::verb::head, request->keep_alive());
            continue;
        }
        if (request.error())
            co_await refuse(*request.error());
        co_return;
    }
}

awaitable<void> Connection::refuse(Error error) {
    const auto self = shared_from_this();
    m_context.log.count_error(m_context.clock.today(), code(error));
    co_await write(error_response(error), false, false);
    co_await linger();
}

void Connection::stop() {
    if (m_is_idle)
        m_socket.cancel();
}

awaitable<bool> Connection::wait_for_request() {
    if (m_buffer.size() > 0)
        co_return true;
    m_is_idle = true;
    start_deadline(kIdleConnection);
    boost::system::error_code error;
    co_await m_socket.async_wait(tcp::socket::wait_read, asio::redirect_error(asio::use_awaitable, error));
    end_deadline();
    m_is_idle = false;
    co_return !error;
}

awaitable<std::expected<Request, std::optional<Error>>> Connection::read_request() {
    http::request_parser<http::empty_body> head;
    head.header_limit(kMaxHeaderBytes);
    start_deadline(kRequestArrives);
    boost::system::error_code error;
    co_await http::async_read_header(m_socket, m_buffer, head, asio::redirect_error(asio::use_awaitable, error));
    if (error) {
        end_deadline();
        co_return std::unexpected(error_of(error));
    }
    auto request = co_await read_body(head);
    end_deadline();
    co_return request;
}

std::expected<const Route*, Error> Connection::check_head(const http::request_parser<http::empty_body>& head) const {
    const auto& request = head.get();
    const auto target = std::string_view(request.target().data(), request.target().size());
    if (target.size() + request.method_string().size() + sizeof("  HTTP/1.1") - 1 > kMaxStartLineBytes)
        return std::unexpected(Error::kHeaderTooLarge);
    const auto host = request.find(http::field::host);
    if (host == request.end() || request.count(http::field::host) != 1 || request.version() < 10)
        return std::unexpected(Error::kMalformed);
    if (!m_context.hosts.contains(std::string_view(host->value().data(), host->value().size())))
        return std::unexpected(Error::kHost);
    const auto route = m_context.router.find(request.method(), target.substr(0, target.find('?')));
    if (!route)
        return route;
    if (head.chunked() || (request.method() == http::verb::post && !head.content_length()))
        return std::unexpected(Error::kLengthRequired);
    if (head.content_length().value_or(0) > (*route)->max_body)
        return std::unexpected(Error::kTooLarge);
    return route;
}

awaitable<std::expected<Request, std::optional<Error>>> Connection::read_body(
    http::request_parser<http::empty_body>& head) {
    const auto route = check_head(head);
    if (!route)
        co_return std::unexpected(route.error());
    boost::system::error_code error;
    if (boost::beast::iequals(head.get()[http::field::expect], "100-continue"))
        co_await asio::async_write(m_socket, asio::buffer(kContinue.data(), kContinue.size()),
                                   asio::redirect_error(asio::use_awaitable, error));
    Parser parser(std::move(head));
    parser.body_limit((*route)->max_body);
    if (!error && !parser.is_done())
        co_await http::async_read(m_socket, m_buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    if (error)
        co_return std::unexpected(error_of(error));
    co_return parser.release();
}

awaitable<Response> Connection::answer(const Request& request) {
    const auto route = m_context.router.find(request.method(), path_of(request));
    if (!route)
        co_return error_response(route.error());
    Response response = co_await (*route)->handler(request);
    if (response.error)
        m_context.log.count_error(m_context.clock.today(), code(*response.error));
    co_return response;
}

awaitable<Connection::Next> Connection::write(Response response, bool is_head, bool keep_alive) {
    keep_alive = keep_alive && !m_context.stopping;
    http::response<http::empty_body> head{response.status, 11};
    for (const auto& field : response.headers)
        head.insert(field.name_string(), field.value());
    set_strict_headers(head);
    head.set(http::field::date, http_date(m_context.clock.unix_seconds()));
    if (!response.content_type.empty())
        head.set(http::field::content_type, response.content_type);
    head.keep_alive(keep_alive);
    start_deadline(kAnswerIsTaken);
    const bool written = co_await write_body(std::move(response), std::move(head), is_head);
    end_deadline();
    co_return written&& keep_alive ? Next::kGoOn : Next::kClose;
}

awaitable<bool> Connection::write_body(Response response, http::response<http::empty_body> head, bool is_head) {
    boost::system::error_code error;
    if (response.file) {
        http::response<http::file_body> message{std::move(head.base())};
        message.body().open(response.file->c_str(), boost::beast::file_mode::scan, error);
        if (error)
            co_return false;
        message.prepare_payload();
        http::response_serializer<http::file_body> serializer(message);
        if (is_head)
            co_await http::async_write_header(m_socket, serializer, asio::redirect_error(asio::use_awaitable, error));
        else
            co_await http::async_write(m_socket, serializer, asio::redirect_error(asio::use_awaitable, error));
        co_return !error;
    }
    http::response<http::string_body> message{std::move(head.base()), std::move(response.body)};
    if (response.status != http::status::no_content)
        message.prepare_payload();
    http::response_serializer<http::string_body> serializer(message);
    if (is_head)
        co_await http::async_write_header(m_socket, serializer, asio::redirect_error(asio::use_awaitable, error));
    else
        co_await http::async_write(m_socket, serializer, asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
}

// Closing with unread bytes resets the connection, and the client might never read why it was refused.
awaitable<void> Connection::linger() {
    boost::system::error_code error;
    m_socket.shutdown(tcp::socket::shutdown_send, error);
    start_deadline(kLinger);
    std::array<char, 4096> waste;
    while (!error)
        co_await m_socket.async_read_some(asio::buffer(waste), asio::redirect_error(asio::use_awaitable, error));
    end_deadline();
}

std::optional<Error> Connection::error_of(boost::system::error_code error) const {
    if (m_timed_out)
        return Error::kTimeout;
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return Error::kHeaderTooLarge;
    if (error == http::error::body_limit)
        return Error::kTooLarge;
    if (error == http::error::end_of_stream || error == http::error::partial_message || !is_parse_error(error))
        return std::nullopt;
    return Error::kMalformed;
}

void Connection::start_deadline(std::chrono::steady_clock::duration time) {
    m_timed_out = false;
    m_deadline.expires_after(time);
    m_deadline.async_wait([weak = weak_from_this()](boost::system::error_code error) {
        const auto self = weak.lock();
        if (error || !self)
            return;
        // Moved on meanwhile: this call was already on its way.
        if (self->m_deadline.expiry() > std::chrono::steady_clock::now())
            return;
        self->m_timed_out = true;
        self->m_socket.cancel();
    });
}

void Connection::end_deadline() { m_deadline.expires_at(std::chrono::steady_clock::time_point::max()); }

}  // namespace porchlight::server
