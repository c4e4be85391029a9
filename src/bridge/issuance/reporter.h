// Tells the server how the printer is, for the desk: when it changes, and every half minute so that silence means
// something (PROTOCOL.md, Report). Coroutine on the serving thread; must outlive its executor's work.
#pragma once

#include "bridge/link/server_link.h"
#include "bridge/printer/printer.h"

#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <optional>

namespace porchlight::bridge {

class PrinterReporter {
public:
    PrinterReporter(ServerLink& link, const signing_key& kiosk, std::function<PrinterStatus()> status)
        : m_link(link), m_kiosk(kiosk), m_status(std::move(status)) {}

    asio::awaitable<void> run();
    // The status may be another than before.
    void changed();
    // One report of the present status; did the server take it?
    asio::awaitable<bool> report();

private:
    ServerLink& m_link;
    const signing_key& m_kiosk;
    std::function<PrinterStatus()> m_status;
    std::optional<protocol::Challenge> m_challenge;
    std::optional<PrinterStatus> m_told;
    asio::steady_timer* m_pause = nullptr;  // of run(), while it waits
};

}  // namespace porchlight::bridge
