#include "bridge/numbers/restocker.h"

#include "bridge/world/log.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace porchlight::bridge {
namespace {

using std::chrono::seconds;

constexpr seconds kAtStart{2};
constexpr seconds kWhenEmpty{2 * 60};
constexpr seconds kElse{20 * 60};
constexpr seconds kAskEvery{4 * 60 * 60};
constexpr std::size_t kFew = 200;
constexpr int kMostRounds = 64;  // of two blocks each

// By chance, from once to twice the time.
seconds about(seconds time) { return time + seconds(random_below(static_cast<std::uint32_t>(time.count()))); }

}  // namespace

Restocker::Services Restocker::services() const {
    const auto manifest = m_parts.manifest();
    return manifest ? manifest->manifest.card.services : Services();
}

std::size_t Restocker::fewest_left(const Services& services) const {
    std::size_t out = kFew;
    for (const auto& service : services)
        out = std::min(out, m_parts.stock.left(service.id));
    return out;
}

bool Restocker::store(const protocol::NumberBlock& block, const Services& services) {
    const auto service = std::ranges::find(services, block.service, &protocol::Service::id);
    if (service == services.end() || !std::ranges::all_of(block.numbers, [&](const std::string& number) {
            return protocol::is_number_of(*service, number);
        })) {
        log_line("a block of service numbers is refused: it is of no service of the programme, or not by its rule");
        return false;
    }
    const auto stored = m_parts.stock.add(block);
    if (stored != Stored::kYes)
        log_line(stored == Stored::kNoRoom ? "a block of service numbers waits: there is no room for it"
                                           : "a block of service numbers could not be stored");
    return stored == Stored::kYes;
}

asio::awaitable<std::expected<std::vector<protocol::NumberBlock>, LinkError>> Restocker::ask(
    const std::vector<protocol::BlockId>& stored) {
    const auto challenge = co_await m_parts.link.challenge();
    if (!challenge)
        co_return std::unexpected(challenge.error());
    auto request = protocol::numbers_request(protocol::kiosk_id(m_parts.kiosk.public_half), stored);
    request.challenge = *challenge;
    co_return co_await m_parts.numbers.fetch_numbers(protocol::write_request(request, m_parts.kiosk));
}

asio::awaitable<bool> Restocker::fetch(const Services& services) {
    std::vector<protocol::BlockId> stored;
    for (int round = 0; round < kMostRounds; ++round) {
        const auto blocks = co_await ask(stored);
        m_refused = !blocks && blocks.error() != LinkError::kGone && blocks.error() != LinkError::kStaleChallenge;
        if (!blocks)
            co_return false;
        stored.clear();
        for (const auto& block : *blocks)
            if (store(block, services))
                stored.push_back(block.id);
        if (stored.empty())
            break;
    }
    co_return true;
}

asio::awaitable<void> Restocker::look() {
    const auto wanted = services();
    const bool is_due = !m_asked || m_parts.clock.now() - *m_asked >= kAskEvery.count() || fewest_left(wanted) < kFew;
    if (wanted.empty() || !is_due || !m_parts.is_idle())
        co_return;
    if (co_await fetch(wanted))
        m_asked = m_parts.clock.now();
}

seconds Restocker::pause() const {
    const auto wanted = services();
    if (m_refused)
        return about(kWhenEmpty);
    if (!m_asked)
        return kAtStart;
    return about(fewest_left(wanted) == 0 ? kWhenEmpty : kElse);
}

asio::awaitable<void> Restocker::run() {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        co_await look();
        timer.expires_after(pause());
        co_await timer.async_wait(asio::use_awaitable);
    }
}

}  // namespace porchlight::bridge
