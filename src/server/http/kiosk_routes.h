// POST /v1/kiosk and /v1/numbers (protocol/PROTOCOL.md, Kiosk request): the transport of IssuanceService, with its
// held answers, and of blocks of service numbers.
// The I/O thread only.
#pragma once

#include "server/http/router.h"
#include "server/http/waiting.h"
#include "server/issuance_service.h"
#include "server/printer_board.h"
#include "server/store/record_writer.h"

#include <map>
#include <memory>

namespace porchlight::server {

class KioskRoutes {
public:
    KioskRoutes(IssuanceService& service, PrinterBoard& printers, BlockFetcher& blocks,
                ChangeSignal<protocol::KioskId>& changes, const bool& stopping);
    // This must outlive the router.
    void add_to(Router& router);

private:
    awaitable<Response> post(const Request& request);
    awaitable<Response> post_numbers(const Request& request);
    awaitable<std::expected<protocol::KioskRequest, Error>> check(const Request& request);
    awaitable<std::expected<protocol::Answer, Error>> sign(const protocol::KioskRequest& request,
                                                           const protocol::Answer& answer);
    awaitable<std::expected<void, Error>> issue(const protocol::KioskRequest& request);
    protocol::Answer standing(const protocol::KioskRequest& request);
    awaitable<std::expected<protocol::Answer, Error>> await_answer(const protocol::KioskRequest& request,
                                                                   std::chrono::seconds wait);

    IssuanceService& m_service;
    PrinterBoard& m_printers;
    BlockFetcher& m_blocks;
    ChangeSignal<protocol::KioskId>& m_changes;
    const bool& m_stopping;
    // Shared with the coroutines that wait, which end after this.
    std::shared_ptr<std::map<protocol::KioskId, unsigned>> m_held =
        std::make_shared<std::map<protocol::KioskId, unsigned>>();
};

// The seconds of `wait=N` in a Prefer header (RFC 7240), at most the longest wait; 0 where there is none.
std::chrono::seconds preferred_wait(std::string_view prefer);

}  // namespace porchlight::server
