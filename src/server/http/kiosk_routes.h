// POST /v1/kiosk (protocol/PROTOCOL.md, Kiosk request): the transport of IssuanceService, with its held answers.
// The I/O thread only.
#pragma once

#include "server/http/router.h"
#include "server/http/waiting.h"
#include "server/issuance_service.h"

namespace porchlight::server {

class KioskRoutes {
public:
    KioskRoutes(IssuanceService& service, ChangeSignal& changes, const bool& stopping);
    // This must outlive the router.
    void add_to(Router& router);

private:
    awaitable<Response> post(const Request& request);
    awaitable<std::expected<void, Error>> issue(const protocol::KioskRequest& request);
    protocol::Answer standing(const protocol::KioskRequest& request);

    IssuanceService& m_service;
    ChangeSignal& m_changes;
    const bool& m_stopping;
};

// The seconds of `wait=N` in a Prefer header (RFC 7240), at most the longest wait; 0 where there is none.
std::chrono::seconds preferred_wait(std::string_view prefer);

}  // namespace porchlight::server
