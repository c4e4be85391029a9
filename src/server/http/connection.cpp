#include "server/http/connection.h"

#include "base/secret_bytes.h"
#include "server/http/limits.h"

#include <boost/beast/core/string.hpp>

#include <fstream>

namespace porchlight::server {
namespace {

constexpr std::size_t kHeadRoom = 2 * 1024;  // more than most heads have
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view view_of(boost::beast::string_view text) { return {text.data(), text.size()}; }

std::string start_line(http::status status) {
    std::string out;
    out.reserve(kHeadRoom);
    return out.append("HTTP/1.1 ")
        .append(std::to_string(static_cast<unsigned>(status)))
        .append(" ")
        .append(view_of(http::obsolete_reason(status)))
        .append("\r\n");
}

}  // namespace

Connection::Connection(std::unique_ptr<Stream> stream, const asio::any_io_executor& executor, ServerContext& context)
    : m_stream(std::move(stream)),
      m_context(context),
      m_timer(executor, Time::max()),
      m_waiting_since(std::chrono::steady_clock::now()) {}

awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    boost::system::error_code error;
    start_deadline(kRequestArrives);
    co_await m_stream->open(error);
    end_deadline();
    auto next = error ? Next::kClose : Next::kGoOn;
    while (next == Next::kGoOn && !m_context.stopping && !m_is_dropped) {
        auto request = co_await read_request();
        m_waiting_since = std::nullopt;
        if (request) {
            Response response = co_await answer(*request);
            wipe(request->body());  // It may have been a password.
            next = co_await write(std::move(response), request->method() == http::verb::head, request->keep_alive());
            continue;
        }
        if (request.error())
            co_await refuse(*request.error());
        break;
    }
    m_timer.cancel();
}

awaitable<void> Connection::refuse(Error error) {
    const auto self = shared_from_this();
    boost::system::error_code failed;
    start_deadline(kRequestArrives);
    co_await m_stream->open(failed);
    end_deadline();
    // Made before: GCC 12 copies an aggregate that is made within a co_await byte by byte, and frees it twice.
    Refusal refusal{error};
    if (!failed)
        co_await refuse(std::move(refusal));
}

awaitable<void> Connection::refuse(Refusal refusal) {
    m_context.log.count_error(m_context.clock.today(), code(refusal.error));
    auto response = error_response(refusal.error);
    if (!refusal.allow.empty())
        response.headers.set(http::field::allow, refusal.allow);
    co_await write(std::move(response), refusal.is_head, false);
    co_await linger();
}

void Connection::stop() {
    if (m_is_idle)
        m_stream->cancel();
}

void Connection::drop() {
    m_is_dropped = true;
    m_waiting_since = std::nullopt;
    m_stream->cancel();
}

awaitable<std::expected<Request, std::optional<Connection::Refusal>>> Connection::read_request() {
    m_waiting_since = std::chrono::steady_clock::now();
    const auto size = co_await read_head_bytes();
    if (!size) {
        end_deadline();
        co_return std::unexpected(size.error());
    }
    auto head = read_head(take(*size));
    if (!head) {
        end_deadline();
        co_return std::unexpected(Refusal{head.error()});
    }
    auto request = co_await read_body(std::move(*head));
    end_deadline();
    co_return request;
}

// A client may be silent for long between requests; once it has begun one, it has to end it.
awaitable<std::expected<std::size_t, std::optional<Connection::Refusal>>> Connection::read_head_bytes() {
    m_is_idle = m_buffer.empty();
    start_deadline(m_is_idle ? std::chrono::steady_clock::duration(kIdleConnection) : kRequestArrives);
    for (;;) {
        const auto end = find_head_end(m_buffer);
        if (!end)
            co_return std::unexpected(Refusal{end.error()});
        if (*end)
            co_return **end;
        const bool came = co_await read_more();
        if (m_is_idle && came)
            start_deadline(kRequestArrives);
        if (!came)
            co_return std::unexpected(m_is_idle ? std::nullopt : end_of_bytes());
        m_is_idle = false;
    }
}

awaitable<bool> Connection::read_more() {
    boost::system::error_code error;
    const auto had = m_buffer.size();
    m_buffer.resize(had + kReadStep);
    const auto size = co_await m_stream->read_some(std::span(m_buffer).subspan(had), error);
    m_buffer.resize(had + size);
    co_return !error && !m_is_dropped;
}

std::string Connection::take(std::size_t size) {
    auto out = m_buffer.substr(0, size);
    auto rest = m_buffer.substr(size);
    wipe(m_buffer);
    m_buffer = std::move(rest);
    return out;
}

std::optional<Connection::Refusal> Connection::end_of_bytes() const {
    return m_timed_out && !m_is_dropped ? std::optional(Refusal{Error::kTimeout}) : std::nullopt;
}

std::expected<const Route*, Connection::Refusal> Connection::check(const Head& head) const {
    const auto& request = head.request;
    const auto refused = [&](Error error) {
        auto allow = error == Error::kMethod ? m_context.router.methods(path_of(request)) : std::string();
        return std::unexpected(Refusal{error, std::move(allow), request.method() == http::verb::head});
    };
    if (!m_context.hosts.contains(header_of(request, http::field::host)))
        return refused(Error::kHost);
    const auto route = m_context.router.find(request.method(), path_of(request));
    if (!route)
        return refused(route.error());
    if (request.method() == http::verb::post && !head.content_length)
        return refused(Error::kLengthRequired);
    if (head.content_length.value_or(0) > (*route)->max_body)
        return refused(Error::kTooLarge);
    if (const auto error = (*route)->gate ? (*route)->gate(request) : std::nullopt)
        return refused(*error);
    return *route;
}

awaitable<std::expected<Request, std::optional<Connection::Refusal>>> Connection::read_body(Head head) {
    head.request.is_secure = m_context.is_secure;
    const auto route = check(head);
    if (!route)
        co_return std::unexpected(route.error());
    m_route = *route;
    const auto size = static_cast<std::size_t>(head.content_length.value_or(0));
    boost::system::error_code error;
    if (m_buffer.size() < size && boost::beast::iequals(head.request[http::field::expect], "100-continue"))
        co_await m_stream->write(kContinue, {}, error);
    while (m_buffer.size() < size)
        if (error || !co_await read_more())
            co_return std::unexpected(end_of_bytes());
    head.request.body() = take(size);
    co_return std::move(head.request);
}

awaitable<Response> Connection::answer(const Request& request) {
    Response response = co_await m_route->handler(request);
    if (response.error)
        m_context.log.count_error(m_context.clock.today(), code(*response.error));
    co_return response;
}

std::string Connection::head_of(const Response& response, std::optional<std::uint64_t> size, bool keep_alive) const {
    auto out = start_line(response.status);
    const auto add = [&](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    for (const auto& field : response.headers)
        add(view_of(field.name_string()), view_of(field.value()));
    out += strict_headers(response.policy, m_context.is_secure);
    add("Date", http_date(m_context.clock.unix_seconds()));
    if (!response.content_type.empty())
        add("Content-Type", response.content_type);
    if (size)
        add("Content-Length", std::to_string(*size));
    if (!keep_alive)
        add("Connection", "close");
    return out += "\r\n";
}

awaitable<Connection::Next> Connection::write(Response response, bool is_head, bool keep_alive) {
    keep_alive = keep_alive && !m_context.stopping;
    start_deadline(kAnswerIsTaken);
    m_waiting_since = std::chrono::steady_clock::now();
    boost::system::error_code error;
    bool written = false;
    if (response.file) {
        std::error_code no_file;
        const auto size = std::filesystem::file_size(*response.file, no_file);
        if (!no_file)
            written = co_await write_file(head_of(response, size, keep_alive), *response.file, is_head);
    } else {
        const bool has_body = response.status != http::status::no_content;
        const auto head = head_of(response, has_body ? std::optional(response.body.size()) : std::nullopt, keep_alive);
        co_await m_stream->write(head, is_head ? std::string_view() : response.body, error);
        written = !error;
    }
    end_deadline();
    co_return written&& keep_alive ? Next::kGoOn : Next::kClose;
}

awaitable<bool> Connection::write_file(std::string head, const std::filesystem::path& file, bool is_head) {
    boost::system::error_code error;
    co_await m_stream->write(head, {}, error);
    std::ifstream in(file, std::ios::binary);
    std::string part(kFileStep, '\0');
    while (!error && !is_head && in) {
        in.read(part.data(), static_cast<std::streamsize>(part.size()));
        m_waiting_since = std::chrono::steady_clock::now();
        co_await m_stream->write({part.data(), static_cast<std::size_t>(in.gcount())}, {}, error);
    }
    co_return !error && (is_head || in.eof());
}

// Closing with unread bytes resets the connection, and the client might never read why it was refused.
awaitable<void> Connection::linger() {
    boost::system::error_code error;
    start_deadline(kLinger);
    co_await m_stream->end_writing(error);
    std::string waste(kReadStep, '\0');
    while (!error)
        co_await m_stream->read_some(waste, error);
    end_deadline();
}

void Connection::start_deadline(Time::duration time) {
    m_timed_out = false;
    m_deadline = std::chrono::steady_clock::now() + time;
    if (m_deadline < m_timer.expiry())
        start_timer();
}

void Connection::end_deadline() { m_deadline = Time::max(); }

void Connection::start_timer() {
    m_timer.expires_at(m_deadline);
    if (m_deadline == Time::max())
        return;
    m_timer.async_wait([weak = weak_from_this()](boost::system::error_code error) {
        const auto self = weak.lock();
        if (error || !self)
            return;
        if (self->m_deadline <= std::chrono::steady_clock::now()) {
            self->m_timed_out = true;
            self->m_stream->cancel();
            self->end_deadline();
        }
        self->start_timer();
    });
}

}  // namespace porchlight::server
