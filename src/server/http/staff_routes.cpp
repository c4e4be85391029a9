#include "server/http/staff_routes.h"

#include "server/http/admin_json.h"
#include "server/http/cookie.h"
#include "server/http/desk_json.h"
#include "server/http/desk_post.h"
#include "server/http/limits.h"
#include "server/http/staff_json.h"

namespace porchlight::server {
namespace {

using Cookie = std::expected<std::string, Error>;

}  // namespace

void StaffRoutes::add_to(Router& router) {
    const auto add = [&](http::verb method, std::string_view name, auto handler) {
        const auto max_body = method == http::verb::post ? kMaxJsonBodyBytes : 0;
        router.add({method, std::string(kDeskApi) + std::string(name), Match::kExact, max_body,
                    std::bind_front(handler, this)});
    };
    add(http::verb::post, "sign-in", &StaffRoutes::sign_in);
    add(http::verb::post, "sign-in/code", &StaffRoutes::sign_in_with_code);
    add(http::verb::post, "passkey", &StaffRoutes::passkey);
    add(http::verb::post, "passkey/sign-in", &StaffRoutes::sign_in_with_passkey);
    add(http::verb::post, "invitation", &StaffRoutes::invitation);
    add(http::verb::post, "enroll/app", &StaffRoutes::choose_app);
    add(http::verb::post, "enroll/passkey", &StaffRoutes::choose_passkey);
    add(http::verb::get, "people", &StaffRoutes::people);
    add(http::verb::post, "people/unlock", &StaffRoutes::unlock);
    add(http::verb::post, "people/reset", &StaffRoutes::reset);
}

std::optional<Staff> StaffRoutes::staff_of(const Request& request) {
    return m_sign_ins.staff(desk_cookie(request), SessionUse::kByPerson);
}

Response StaffRoutes::signed_in(const Request& request, const Cookie& cookie) {
    if (!cookie)
        return error_response(cookie.error());
    // Whoever was signed in with this browser before is not any more.
    m_sign_ins.sign_out(desk_cookie(request));
    Response response = empty_response(http::status::no_content);
    response.headers.set(http::field::set_cookie, set_desk_cookie(*cookie, request.is_secure));
    return response;
}

awaitable<Response> StaffRoutes::sign_in(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    auto message = read_password(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<SignedIn, Error>> reply(co_await asio::this_coro::executor);
    m_sign_ins.sign_in(message->name, std::move(message->password), reply.setter());
    const auto answer = co_await reply.get();
    if (!answer)
        co_return error_response(answer.error());
    if (answer->cookie.empty())
        co_return json_response("{\"ticket\":\"" + answer->ticket + "\"}");
    co_return signed_in(request, answer->cookie);
}

awaitable<Response> StaffRoutes::sign_in_with_code(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    const auto message = read_code(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    co_return signed_in(request, m_sign_ins.sign_in_with_code(message->ticket, message->code));
}

awaitable<Response> StaffRoutes::passkey(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    if (!is_empty_object(request.body()))
        co_return error_response(Error::kMalformed);
    co_return json_response("{\"challenge\":\"" + to_hex(m_sign_ins.passkey_challenge()) + "\"}");
}

awaitable<Response> StaffRoutes::sign_in_with_passkey(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    const auto message = read_assertion(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Reply<Cookie> reply(co_await asio::this_coro::executor);
    m_sign_ins.sign_in_with_passkey(*message, relying_party_of(request), reply.setter());
    co_return signed_in(request, co_await reply.get());
}

awaitable<Response> StaffRoutes::invitation(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    const auto message = read_invitation(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    const auto first = m_first_sign_ins.begin(message->name, message->code);
    if (!first)
        co_return error_response(first.error());
    co_return json_response(write_first_sign_in(*first));
}

awaitable<Response> StaffRoutes::choose_app(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    auto message = read_chosen_app(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Reply<Cookie> reply(co_await asio::this_coro::executor);
    m_first_sign_ins.choose_app(message->ticket, std::move(message->password), message->code, reply.setter());
    co_return signed_in(request, co_await reply.get());
}

awaitable<Response> StaffRoutes::choose_passkey(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    const auto message = read_chosen_passkey(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Reply<Cookie> reply(co_await asio::this_coro::executor);
    m_first_sign_ins.choose_passkey(message->ticket, message->client_data, message->attestation,
                                    relying_party_of(request), reply.setter());
    co_return signed_in(request, co_await reply.get());
}

awaitable<Response> StaffRoutes::people(const Request& request) {
    const auto staff = staff_of(request);
    if (!staff)
        co_return error_response(Error::kSignIn);
    const auto people = m_people.list(*staff);
    if (!people)
        co_return error_response(people.error());
    co_return json_response(write_people(*people, *staff));
}

awaitable<Response> StaffRoutes::unlock(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    const auto staff = staff_of(request);
    if (!staff)
        co_return error_response(Error::kSignIn);
    const auto name = read_name(request.body());
    if (!name)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<void, Error>> reply(co_await asio::this_coro::executor);
    m_people.unlock(*staff, *name, reply.setter());
    const auto unlocked = co_await reply.get();
    co_return unlocked ? empty_response(http::status::no_content) : error_response(unlocked.error());
}

awaitable<Response> StaffRoutes::reset(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        co_return error_response(checked.error());
    const auto staff = staff_of(request);
    if (!staff)
        co_return error_response(Error::kSignIn);
    const auto name = read_name(request.body());
    if (!name)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<PeopleService::Invited, Error>> reply(co_await asio::this_coro::executor);
    m_people.reset(*staff, *name, reply.setter());
    const auto invited = co_await reply.get();
    if (!invited)
        co_return error_response(invited.error());
    co_return json_response(write_invited(*invited));
}

}  // namespace porchlight::server
