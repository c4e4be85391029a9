// /desk/api/: signing in, first sign-ins, the care of accounts (protocol/PROTOCOL.md, Accounts). A POST needs this
// server's own Origin and JSON.
// The I/O thread only.
#pragma once

#include "server/first_sign_in_service.h"
#include "server/http/router.h"
#include "server/http/waiting.h"
#include "server/people_service.h"
#include "server/sign_in_service.h"

namespace porchlight::server {

class StaffRoutes {
public:
    StaffRoutes(SignInService& sign_ins, FirstSignInService& first_sign_ins, PeopleService& people)
        : m_sign_ins(sign_ins), m_first_sign_ins(first_sign_ins), m_people(people) {}
    // This must outlive the router.
    void add_to(Router& router);

private:
    awaitable<Response> sign_in(const Request& request);
    awaitable<Response> sign_in_with_code(const Request& request);
    awaitable<Response> passkey(const Request& request);
    awaitable<Response> sign_in_with_passkey(const Request& request);
    awaitable<Response> invitation(const Request& request);
    awaitable<Response> choose_app(const Request& request);
    awaitable<Response> choose_passkey(const Request& request);
    awaitable<Response> people(const Request& request);
    awaitable<Response> unlock(const Request& request);
    awaitable<Response> reset(const Request& request);

    // 204 with the cookie, which replaces the browser's, or the error.
    Response signed_in(const Request& request, const std::expected<std::string, Error>& cookie);
    std::optional<Staff> staff_of(const Request& request);

    SignInService& m_sign_ins;
    FirstSignInService& m_first_sign_ins;
    PeopleService& m_people;
};

}  // namespace porchlight::server
