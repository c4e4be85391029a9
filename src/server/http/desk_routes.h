// /desk/api/ (protocol/PROTOCOL.md, The desk): the transport of DeskService. A POST needs this server's own Origin
// and JSON; all need the cookie. Signing in is staff_routes.h's.
// The I/O thread only.
#pragma once

#include "server/desk_service.h"
#include "server/http/desk_json.h"
#include "server/http/router.h"
#include "server/http/waiting.h"
#include "server/sign_in_service.h"

namespace porchlight::server {

class DeskRoutes {
public:
    DeskRoutes(DeskService& service, SignInService& sign_ins, DeskBoards boards, ChangeSignal<std::string>& changes,
               const bool& stopping);
    // This must outlive the router.
    void add_to(Router& router);

private:
    using ReadRefusal = std::function<std::optional<RefuseMessage>(std::string_view body)>;

    awaitable<Response> sign_out(const Request& request);
    awaitable<Response> waiting(const Request& request);
    awaitable<Response> approve(const Request& request);
    awaitable<Response> documents(const Request& request);
    awaitable<Response> deny(const Request& request);
    awaitable<Response> correct(const Request& request);
    awaitable<Response> end(const Request& request);
    awaitable<Response> refuse(const Request& request, ReadRefusal read, std::string_view result);
    std::optional<Staff> staff_of(const Request& request, SessionUse use);

    DeskService& m_service;
    SignInService& m_sign_ins;
    DeskBoards m_boards;
    ChangeSignal<std::string>& m_changes;
    const bool& m_stopping;
};

}  // namespace porchlight::server
