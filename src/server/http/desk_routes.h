// /desk/api/ (protocol/PROTOCOL.md, The desk): the transport of DeskService. A POST needs this server's own Origin
// and JSON; all but signing in need the cookie.
// The I/O thread only.
#pragma once

#include "server/desk_service.h"
#include "server/http/router.h"
#include "server/http/waiting.h"
#include "server/printer_board.h"

namespace porchlight::server {

class DeskRoutes {
public:
    DeskRoutes(DeskService& service, const IssuanceBoard& board, const PrinterBoard& printers,
               const CurrentSettings& settings, ChangeSignal& changes, const bool& stopping);
    // This must outlive the router.
    void add_to(Router& router);

private:
    awaitable<Response> sign_in(const Request& request);
    awaitable<Response> sign_out(const Request& request);
    awaitable<Response> waiting(const Request& request);
    awaitable<Response> approve(const Request& request);
    awaitable<Response> deny(const Request& request);
    std::optional<Staff> staff_of(const Request& request, SessionUse use);

    DeskService& m_service;
    const IssuanceBoard& m_board;
    const PrinterBoard& m_printers;
    const CurrentSettings& m_settings;
    ChangeSignal& m_changes;
    const bool& m_stopping;
};

}  // namespace porchlight::server
