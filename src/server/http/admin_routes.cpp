#include "server/http/admin_routes.h"

#include "server/http/admin_json.h"
#include "server/http/cookie.h"
#include "server/http/desk_post.h"
#include "server/http/limits.h"
#include "server/http/staff_json.h"
#include "server/http/waiting.h"

namespace porchlight::server {
namespace {

constexpr std::string_view kAdminApi = "/admin/api/";

using Done = std::expected<void, Error>;

Response done_response(const Done& done) {
    return done ? empty_response(http::status::no_content) : error_response(done.error());
}

}  // namespace

void AdminRoutes::add_to(Router& router) {
    const auto add = [&](http::verb method, std::string_view name, auto handler) {
        const auto max_body = method == http::verb::post ? kMaxJsonBodyBytes : 0;
        router.add({method, std::string(kAdminApi) + std::string(name), Match::kExact, max_body,
                    std::bind_front(handler, this)});
    };
    add(http::verb::get, "sites", &AdminRoutes::sites);
    add(http::verb::post, "sites", &AdminRoutes::add_site);
    add(http::verb::get, "kiosks", &AdminRoutes::kiosks);
    add(http::verb::post, "kiosks/code", &AdminRoutes::make_code);
    add(http::verb::post, "kiosks/suspend", &AdminRoutes::suspend);
    add(http::verb::post, "kiosks/resume", &AdminRoutes::resume);
    add(http::verb::post, "kiosks/remove", &AdminRoutes::remove_kiosk);
    add(http::verb::post, "people/invite", &AdminRoutes::invite);
    add(http::verb::post, "people/remove", &AdminRoutes::remove_person);
    add(http::verb::get, "numbers", &AdminRoutes::numbers);
    add(http::verb::post, "numbers/deal", &AdminRoutes::deal_numbers);
    add(http::verb::get, "records", &AdminRoutes::records);
    add(http::verb::get, "releases", &AdminRoutes::releases);
    add(http::verb::get, "printers", &AdminRoutes::printers);
    add(http::verb::get, "counts", &AdminRoutes::counts);
    router.add({http::verb::post, "/admin/api/numbers/import", Match::kExact, kMaxListBodyBytes,
                std::bind_front(&AdminRoutes::import_numbers, this), std::bind_front(&AdminRoutes::refuse_list, this)});
}

std::expected<Staff, Error> AdminRoutes::reader(const Request& request) {
    auto staff = m_sign_ins.staff(desk_cookie(request), SessionUse::kByPerson);
    if (!staff)
        return std::unexpected(Error::kSignIn);
    return std::move(*staff);
}

std::expected<Staff, Error> AdminRoutes::poster(const Request& request) {
    if (const auto checked = check_desk_post(request); !checked)
        return std::unexpected(checked.error());
    return reader(request);
}

std::optional<Error> AdminRoutes::refuse_list(const Request& head) {
    const auto staff = poster(head);
    if (!staff)
        return staff.error();
    return staff->role == Role::kAdministrator ? std::nullopt : std::optional(Error::kRole);
}

awaitable<Response> AdminRoutes::sites(const Request& request) {
    const auto staff = reader(request);
    if (!staff)
        co_return error_response(staff.error());
    Reply<std::expected<std::vector<SiteView>, Error>> reply(co_await asio::this_coro::executor);
    m_service.sites(*staff, reply.setter());
    const auto sites = co_await reply.get();
    co_return sites ? json_response(write_sites(*sites, *staff)) : error_response(sites.error());
}

awaitable<Response> AdminRoutes::kiosks(const Request& request) {
    const auto staff = reader(request);
    if (!staff)
        co_return error_response(staff.error());
    Reply<std::expected<KioskViews, Error>> reply(co_await asio::this_coro::executor);
    m_service.kiosks(*staff, reply.setter());
    const auto kiosks = co_await reply.get();
    co_return kiosks ? json_response(write_kiosks(*kiosks)) : error_response(kiosks.error());
}

awaitable<Response> AdminRoutes::numbers(const Request& request) {
    const auto staff = reader(request);
    if (!staff)
        co_return error_response(staff.error());
    Reply<std::expected<std::vector<NumberCount>, Error>> reply(co_await asio::this_coro::executor);
    m_numbers.counts(*staff, reply.setter());
    const auto counts = co_await reply.get();
    co_return counts ? json_response(write_numbers(*counts, *m_settings.now)) : error_response(counts.error());
}

awaitable<Response> AdminRoutes::records(const Request& request) {
    const auto staff = reader(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto records = m_service.records(*staff);
    co_return records ? json_response(write_records(*records)) : error_response(records.error());
}

awaitable<Response> AdminRoutes::releases(const Request& request) {
    const auto staff = reader(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto settings = m_service.releases(*staff);
    co_return settings ? json_response(write_releases(**settings)) : error_response(settings.error());
}

awaitable<Response> AdminRoutes::printers(const Request& request) {
    const auto staff = reader(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto printers = m_service.printers(*staff);
    co_return printers ? json_response(write_printers(*printers)) : error_response(printers.error());
}

awaitable<Response> AdminRoutes::counts(const Request& request) {
    const auto staff = reader(request);
    if (!staff)
        co_return error_response(staff.error());
    Reply<std::expected<CountViews, Error>> reply(co_await asio::this_coro::executor);
    m_service.counts(*staff, reply.setter());
    const auto counts = co_await reply.get();
    co_return counts ? json_response(write_counts(*counts)) : error_response(counts.error());
}

awaitable<Response> AdminRoutes::add_site(const Request& request) {
    const auto staff = poster(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto site = read_site(request.body());
    if (!site)
        co_return error_response(Error::kMalformed);
    Reply<Done> reply(co_await asio::this_coro::executor);
    m_service.add_site(*staff, *site, reply.setter());
    co_return done_response(co_await reply.get());
}

awaitable<Response> AdminRoutes::make_code(const Request& request) {
    const auto staff = poster(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto kiosk = read_kiosk(request.body());
    if (!kiosk)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<NewKioskCode, Error>> reply(co_await asio::this_coro::executor);
    m_service.make_code(*staff, kiosk->site, kiosk->name, reply.setter());
    const auto code = co_await reply.get();
    co_return code ? json_response(write_code(*code)) : error_response(code.error());
}

awaitable<Response> AdminRoutes::suspend(const Request& request) { return set_suspended(request, true); }
awaitable<Response> AdminRoutes::resume(const Request& request) { return set_suspended(request, false); }

awaitable<Response> AdminRoutes::set_suspended(const Request& request, bool suspended) {
    const auto staff = poster(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto kiosk = read_kiosk(request.body());
    if (!kiosk)
        co_return error_response(Error::kMalformed);
    Reply<Done> reply(co_await asio::this_coro::executor);
    m_service.suspend(*staff, kiosk->site, kiosk->name, suspended, reply.setter());
    co_return done_response(co_await reply.get());
}

awaitable<Response> AdminRoutes::remove_kiosk(const Request& request) {
    const auto staff = poster(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto kiosk = read_kiosk(request.body());
    if (!kiosk)
        co_return error_response(Error::kMalformed);
    Reply<Done> reply(co_await asio::this_coro::executor);
    m_service.remove(*staff, kiosk->site, kiosk->name, reply.setter());
    co_return done_response(co_await reply.get());
}

awaitable<Response> AdminRoutes::import_numbers(const Request& request) {
    const auto staff = poster(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto list = read_list(request.body());
    if (!list)
        co_return error_response(Error::kMalformed);
    Reply<std::expected<NumberService::Imported, Error>> reply(co_await asio::this_coro::executor);
    m_numbers.import_list(*staff, list->service, list->list, reply.setter());
    const auto imported = co_await reply.get();
    if (!imported)
        co_return error_response(imported.error());
    if (*imported)
        co_return json_response(write_imported(**imported));
    auto refused = error_response(Error::kNumbers);
    refused.body = write_fault(imported->error());
    co_return refused;
}

awaitable<Response> AdminRoutes::deal_numbers(const Request& request) {
    const auto staff = poster(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto deal = read_deal(request.body());
    if (!deal)
        co_return error_response(Error::kMalformed);
    Reply<Done> reply(co_await asio::this_coro::executor);
    m_numbers.deal(*staff, deal->service, deal->site, deal->count, reply.setter());
    co_return done_response(co_await reply.get());
}

awaitable<Response> AdminRoutes::invite(const Request& request) {
    const auto staff = poster(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto message = read_invite(request.body());
    if (!message)
        co_return error_response(Error::kMalformed);
    Staff account{message->name, message->site};
    account.role = message->role;
    Reply<std::expected<PeopleService::Invited, Error>> reply(co_await asio::this_coro::executor);
    m_people.invite(*staff, account, reply.setter());
    const auto invited = co_await reply.get();
    co_return invited ? json_response(write_invited(*invited)) : error_response(invited.error());
}

awaitable<Response> AdminRoutes::remove_person(const Request& request) {
    const auto staff = poster(request);
    if (!staff)
        co_return error_response(staff.error());
    const auto name = read_name(request.body());
    if (!name)
        co_return error_response(Error::kMalformed);
    Reply<Done> reply(co_await asio::this_coro::executor);
    m_people.remove(*staff, *name, reply.setter());
    co_return done_response(co_await reply.get());
}

}  // namespace porchlight::server
