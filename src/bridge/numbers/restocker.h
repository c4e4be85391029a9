// Fetches blocks of service numbers for as long as the bridge runs: at its start, every four hours, sooner when few
// are left. It looks at times that are by chance, never because a number was drawn, and never while an issuance is
// under way: a request that followed a card would tell the server, and whoever watches the line, when that card was
// made. Coroutine on the serving thread.
#pragma once

#include "bridge/link/numbers_link.h"
#include "bridge/numbers/stock.h"
#include "bridge/release/keeper.h"
#include "bridge/world/clock.h"

namespace porchlight::bridge {

class Restocker {
public:
    struct Parts {
        ServerLink& link;
        NumbersLink& numbers;
        NumberStock& stock;
        const Clock& clock;
        const signing_key& kiosk;
        std::function<std::shared_ptr<const CurrentManifest>()> manifest;
        std::function<bool()> is_idle;  // no issuance is under way
    };
    explicit Restocker(Parts parts) : m_parts(std::move(parts)) {}

    asio::awaitable<void> run();
    // One look: asks, if it is time to.
    asio::awaitable<void> look();
    // Until the next look.
    std::chrono::seconds pause() const;

private:
    using Services = std::vector<protocol::Service>;

    // All that wait there; false if the server did not answer.
    asio::awaitable<bool> fetch(const Services& services);
    asio::awaitable<std::expected<std::vector<protocol::NumberBlock>, LinkError>> ask(
        const std::vector<protocol::BlockId>& stored);
    bool store(const protocol::NumberBlock& block, const Services& services);
    std::size_t fewest_left(const Services& services) const;
    Services services() const;

    Parts m_parts;
    std::optional<std::int64_t> m_asked;  // when the server last answered
    bool m_refused = false;               // it answers, and gives nothing: a kiosk that is suspended does not hammer
};

}  // namespace porchlight::bridge
