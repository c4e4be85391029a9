#include "bridge/issuance/reporter.h"

#include "bridge/world/log.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace porchlight::bridge {
namespace {

constexpr std::chrono::seconds kEvery{30};
constexpr int kMaxStaleChallenges = 3;

}  // namespace

asio::awaitable<bool> PrinterReporter::report() {
    protocol::KioskRequest request;
    request.kind = protocol::RequestKind::kReport;
    request.card_class = protocol::kNoClass;
    request.kiosk = protocol::kiosk_id(m_kiosk.public_half);
    request.report = m_now();
    for (int i = 0; i < kMaxStaleChallenges; ++i) {
        if (!m_challenge) {
            const auto challenge = co_await m_link.challenge();
            if (!challenge)
                co_return false;
            m_challenge = *challenge;
        }
        request.challenge = *m_challenge;
        const auto answer = co_await m_link.ask(protocol::write_request(request, m_kiosk), std::chrono::seconds(0));
        if (answer) {
            hear(answer);
            m_told = request.report;
            co_return true;
        }
        hear(answer);
        m_challenge.reset();
        if (answer.error() != LinkError::kStaleChallenge)
            co_return false;
    }
    co_return false;
}

void PrinterReporter::hear(const std::expected<protocol::Answer, LinkError>& answer) {
    const auto before = std::exchange(m_standing, standing_after(answer, m_standing));
    if (m_standing == before)
        return;
    if (m_standing == Standing::kSuspended)
        log_line("the server has suspended this kiosk: it makes no card until an administrator resumes it");
    else if (m_standing == Standing::kUnknown)
        log_line("the server does not know this kiosk, or has removed it: enroll it with a new code");
    else if (before != Standing::kNotHeard)
        log_line("the server takes this kiosk's requests again");
}

void PrinterReporter::changed() {
    if (m_pause != nullptr && m_told != m_now())
        m_pause->cancel();
}

// What could not be told is told with the next change or half minute: the desk then says that nothing was heard.
asio::awaitable<void> PrinterReporter::run() {
    asio::steady_timer pause(co_await asio::this_coro::executor);
    for (;;) {
        const auto told = m_now();
        co_await report();
        if (m_now() != told)
            continue;
        pause.expires_after(kEvery);
        m_pause = &pause;
        boost::system::error_code woken;
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        m_pause = nullptr;
    }
}

}  // namespace porchlight::bridge
