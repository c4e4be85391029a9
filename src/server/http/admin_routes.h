// /admin/api/: what the page of administrators and site leads asks (protocol/PROTOCOL.md, Administration), with the
// desk's cookie. A POST needs this server's own Origin and JSON.
// The I/O thread only.
#pragma once

#include "server/administration_service.h"
#include "server/http/router.h"
#include "server/number_service.h"
#include "server/people_service.h"
#include "server/sign_in_service.h"

namespace porchlight::server {

class AdminRoutes {
public:
    AdminRoutes(AdministrationService& service, NumberService& numbers, PeopleService& people, SignInService& sign_ins,
                const CurrentSettings& settings)
        : m_service(service), m_numbers(numbers), m_people(people), m_sign_ins(sign_ins), m_settings(settings) {}
    // This must outlive the router.
    void add_to(Router& router);

private:
    awaitable<Response> sites(const Request& request);
    awaitable<Response> kiosks(const Request& request);
    awaitable<Response> numbers(const Request& request);
    awaitable<Response> records(const Request& request);
    awaitable<Response> releases(const Request& request);
    awaitable<Response> printers(const Request& request);
    awaitable<Response> counts(const Request& request);

    awaitable<Response> add_site(const Request& request);
    awaitable<Response> make_code(const Request& request);
    awaitable<Response> suspend(const Request& request);
    awaitable<Response> resume(const Request& request);
    awaitable<Response> set_suspended(const Request& request, bool suspended);
    awaitable<Response> remove_kiosk(const Request& request);
    awaitable<Response> import_numbers(const Request& request);
    awaitable<Response> deal_numbers(const Request& request);
    awaitable<Response> invite(const Request& request);
    awaitable<Response> remove_person(const Request& request);

    std::expected<Staff, Error> reader(const Request& request);
    std::expected<Staff, Error> poster(const Request& request);
    // Of a body that is larger than others: who may send it at all.
    std::optional<Error> refuse_list(const Request& head);

    AdministrationService& m_service;
    NumberService& m_numbers;
    PeopleService& m_people;
    SignInService& m_sign_ins;
    const CurrentSettings& m_settings;
};

}  // namespace porchlight::server
