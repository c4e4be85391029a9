#include "bridge/printer/watch.h"

#include "bridge/world/log.h"
#include "bridge/world/worker.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace porchlight::bridge {
namespace {

constexpr std::chrono::seconds kEvery{2};

bool is_at_work(const PrinterStatus& status) {
    return status.state == PrinterState::kReady || status.state == PrinterState::kPrinting;
}

std::string line_of(const PrinterStatus& status) {
    std::string out = "printer: " + std::string(is_at_work(status) ? "ready" : code(status.state));
    return status.need == PrinterNeed::kNone ? out : out + " " + std::string(code(status.need));
}

}  // namespace

asio::awaitable<void> PrinterWatch::run() {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        auto look = [printer = &m_printer] { return printer->status(); };
        const auto status = co_await run_on(m_worker, std::move(look));
        if (!(status == m_status)) {
            // From ready to printing and back is a card, and a card leaves no line with its time.
            if (status.need != m_status.need || is_at_work(status) != is_at_work(m_status))
                log_line(line_of(status));
            m_status = status;
            m_changed();
        }
        timer.expires_after(kEvery);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

}  // namespace porchlight::bridge
