#include "server/http/desk_routes.h"

#include "server/http/cookie.h"
#include "server/http/desk_json.h"
#include "server/http/limits.h"

#include <charconv>

namespace porchlight::server {
namespace {

constexpr std::string_view kApi = "/desk/api/";

// The page that posts is this server's own. Host was checked to be one of ours before.
std::expected<void, Error> check_post(const Request& request) {
    const auto origin = header_of(request, http::field::origin);
    const std::string scheme = request.is_secure ? "https://" : "http://";
    if (origin != scheme + std::string(header_of(request, http::field::host)))
        return std::unexpected(Error::kOrigin);
    if (!has_content_type(request, "application/json"))
        return std::unexpected(Error::kContentType);
    return {};
}

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

Response result_response(std::expected<void, Error> decided, std::string_view result) {
    if (!decided)
        return error_response(decided.error());
    return json_response("{\"result\":\"" + std::string(result) + "\"}");
}

}  // namespace

DeskRoutes::DeskRoutes(DeskService& service, const IssuanceBoard& board, const PrinterBoard& printers,
                       const CurrentSettings& settings, ChangeSignal& changes, const bool& stopping)
    : m_service(service),
      m_board(board),
      m_printers(printers),
      m_settings(settings),
      m_changes(changes),
      m_stopping(stopping) {}

void DeskRoutes::add_to(Router& router) {
    const auto add = [&](http::verb method, std::string_view name, auto handler) {
        const auto max_body = method == http::verb::post ? kMaxJsonBodyBytes : 0;
        router.add(
            {method, std::string(kApi) + std::string(name), Match::kExact, max_body, std::bind_front(handler, this)});
    };
    add(http::verb::post, "sign-in", &DeskRoutes::sign_in);
    add(http::verb::post, "sign-out", &DeskRoutes::sign_out);
    add(http::verb::get, "waiting", &DeskRoutes::waiting);
    add(http::verb::post, "approve", &DeskRoutes::approve);
    add(http::verb::post, "deny", &DeskRoutes::deny);
}

std::optional<Staff> DeskRoutes::staff_of(const Request& request, SessionUse use) {
    return m_service.staff(desk_cookie(request), use);
}

awaitable<Response> DeskRoutes::sign_in(const Request& request) {
    if (const auto checked = check_post(request); !checked)
        co_return error_response(checked.error());
    auto message = read_sign_in(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<std::string, Error>> reply(co_await asio::this_coro::executor);
    m_service.sign_in(message->name, std::move(message->password), reply.setter());
    const auto cookie = co_await reply.get();
    if (!cookie)
        co_return error_response(cookie.error());
    // Whoever was signed in with this browser before is not any more.
    m_service.sign_out(desk_cookie(request));
    Response response = empty_response(http::status::no_content);
    response.headers.set(http::field::set_cookie, set_desk_cookie(*cookie, request.is_secure));
    co_return response;
}

awaitable<Response> DeskRoutes::sign_out(const Request& request) {
    if (const auto checked = check_post(request); !checked)
        co_return error_response(checked.error());
    if (!is_empty_object(request.body()))
        co_return error_response(Error::kMalformed);
    m_service.sign_out(desk_cookie(request));
    m_changes.notify();
    Response response = empty_response(http::status::no_content);
    response.headers.set(http::field::set_cookie, end_desk_cookie(request.is_secure));
    co_return response;
}

awaitable<Response> DeskRoutes::waiting(const Request& request) {
    const auto after = query_of(request, "after");
    const auto seen = number_of(after.value_or("0"));
    if (!seen)
        co_return error_response(Error::kMalformed);
    const auto deadline = std::chrono::steady_clock::now() + kLongestDeskWait;
    auto staff = staff_of(request, SessionUse::kByPage);
    while (staff && desk_version(m_board, m_printers, staff->site) == *seen && !m_stopping &&
           std::chrono::steady_clock::now() < deadline) {
        co_await m_changes.wait_until(deadline);
        staff = staff_of(request, SessionUse::kByPage);
    }
    if (!staff)
        co_return error_response(Error::kSignIn);
    co_return json_response(write_waiting(m_board, m_printers, *m_settings.now, *staff));
}

awaitable<Response> DeskRoutes::approve(const Request& request) {
    if (const auto checked = check_post(request); !checked)
        co_return error_response(checked.error());
    const auto staff = staff_of(request, SessionUse::kByPerson);
    if (!staff)
        co_return error_response(Error::kSignIn);
    const auto message = read_approve(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<void, Error>> reply(co_await asio::this_coro::executor);
    m_service.approve(*staff, message->request, message->words, reply.setter());
    co_return result_response(co_await reply.get(), "approved");
}

awaitable<Response> DeskRoutes::deny(const Request& request) {
    if (const auto checked = check_post(request); !checked)
        co_return error_response(checked.error());
    const auto staff = staff_of(request, SessionUse::kByPerson);
    if (!staff)
        co_return error_response(Error::kSignIn);
    const auto message = read_deny(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<void, Error>> reply(co_await asio::this_coro::executor);
    m_service.deny(*staff, message->request, message->reason, reply.setter());
    co_return result_response(co_await reply.get(), "denied");
}

}  // namespace porchlight::server
