// Tells the server how the printer is and whether somebody must look into its tray, for the desk: when it changes, and
// every half minute so that silence means something (PROTOCOL.md, Report). Coroutine on the serving thread; must
// outlive its executor's work.
#pragma once

#include "bridge/link/standing.h"
#include "protocol/printer_report.h"

#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <optional>

namespace porchlight::bridge {

class PrinterReporter {
public:
    PrinterReporter(ServerLink& link, const signing_key& kiosk, std::function<protocol::PrinterReport()> now)
        : m_link(link), m_kiosk(kiosk), m_now(std::move(now)) {}

    asio::awaitable<void> run();
    // What there is to tell may be another than before.
    void changed();
    // One report of what is so now; did the server take it?
    asio::awaitable<bool> report();
    // As the server last answered.
    Standing standing() const { return m_standing; }

private:
    void hear(const std::expected<protocol::Answer, LinkError>& answer);

    ServerLink& m_link;
    const signing_key& m_kiosk;
    std::function<protocol::PrinterReport()> m_now;
    Standing m_standing = Standing::kNotHeard;
    std::optional<protocol::Challenge> m_challenge;
    std::optional<protocol::PrinterReport> m_told;
    asio::steady_timer* m_pause = nullptr;  // of run(), while it waits
};

}  // namespace porchlight::bridge
