#include "server/http/desk_routes.h"

#include "server/http/cookie.h"
#include "server/http/desk_json.h"
#include "server/http/desk_post.h"
#include "server/http/limits.h"

#include <charconv>

namespace porchlight::server {
namespace {

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

Response result_response(std::string_view result) {
    return json_response("{\"result\":\"" + std::string(result) + "\"}");
}

}  // namespace

DeskRoutes::DeskRoutes(DeskService& service, SignInService& sign_ins, DeskBoards boards,
                       ChangeSignal<std::string>& changes, const bool& stopping)
    : m_service(service), m_sign_ins(sign_ins), m_boards(boards), m_changes(changes), m_stopping(stopping) {}

void DeskRoutes::add_to(Router& router) {
    const auto add = [&](http::verb method, std::string_view name, auto handler) {
        const auto max_body = method == http::verb::post ? kMaxJsonBodyBytes : 0;
        router.add({method, std::string(kDeskApi) + std::string(name), Match::kExact, max_body,
                    std::bind_front(handler, this)});
    };
    add(http::verb::post, "sign-out", &DeskRoutes::sign_out);
    add(http::verb::get, "waiting", &DeskRoutes::waiting);
    add(http::verb::post, "approve", &DeskRoutes::approve);
    add(http::verb::get, "documents", &DeskRoutes::documents);
    add(http::verb::post, "deny", &DeskRoutes::deny);
    add(http::verb::post, "correct", &DeskRoutes::correct);
    add(http::verb::post, "end", &DeskRoutes::end);
}

std::optional<Staff> DeskRoutes::staff_of(const Request& request, SessionUse use) {
    return m_sign_ins.staff(desk_cookie(request), use);
}

awaitable<Response> DeskRoutes::sign_out(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    if (!is_empty_object(request.body()))
        co_return error_response(Error::kMalformed);
    m_sign_ins.sign_out(desk_cookie(request));
    m_changes.notify_all();
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
    while (staff && desk_version(m_boards, *staff) == *seen && !m_stopping &&
           std::chrono::steady_clock::now() < deadline) {
        co_await m_changes.wait_until(staff->site, deadline);
        staff = staff_of(request, SessionUse::kByPage);
    }
    if (!staff)
        co_return error_response(Error::kSignIn);
    co_return json_response(write_waiting(m_boards, *staff));
}

awaitable<Response> DeskRoutes::approve(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    const auto staff = staff_of(request, SessionUse::kByPerson);
    if (!staff)
        co_return error_response(Error::kSignIn);
    const auto message = read_approve(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<Approval, Error>> reply(co_await asio::this_coro::executor);
    m_service.approve(*staff, message->request, message->words, reply.setter());
    const auto approval = co_await reply.get();
    if (!approval)
        co_return error_response(approval.error());
    co_return result_response(*approval == Approval::kWhole ? "approved" : "first");
}

awaitable<Response> DeskRoutes::documents(const Request& request) {
    if (!staff_of(request, SessionUse::kByPage))
        co_return error_response(Error::kSignIn);
    co_return json_response(write_documents(*m_boards.settings.now));
}

awaitable<Response> DeskRoutes::refuse(const Request& request, ReadRefusal read, std::string_view result) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    const auto staff = staff_of(request, SessionUse::kByPerson);
    if (!staff)
        co_return error_response(Error::kSignIn);
    const auto message = read(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<void, Error>> reply(co_await asio::this_coro::executor);
    m_service.refuse(*staff, message->request, message->refusal, reply.setter());
    const auto refused = co_await reply.get();
    co_return refused ? result_response(result) : error_response(refused.error());
}

awaitable<Response> DeskRoutes::deny(const Request& request) {
    auto read = [this](std::string_view body) {
        static const protocol::Documents kNone;
        const auto& manifest = m_boards.settings.now->manifest;
        return read_deny(body, manifest ? manifest->documents : kNone);
    };
    return refuse(request, std::move(read), "denied");
}

awaitable<Response> DeskRoutes::correct(const Request& request) {
    auto read = [this](std::string_view body) {
        static const protocol::CardRules kUsual;
        const auto& manifest = m_boards.settings.now->manifest;
        return read_correct(body, manifest ? manifest->card : kUsual);
    };
    return refuse(request, std::move(read), "sent_back");
}

awaitable<Response> DeskRoutes::end(const Request& request) { return refuse(request, &read_end, "ended"); }

}  // namespace porchlight::server
