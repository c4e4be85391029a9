// Asks the server for newer manifests and releases, for as long as the bridge runs: every two seconds while one is
// missing. Coroutine on the serving thread.
#pragma once

#include "bridge/link/server_link.h"
#include "bridge/release/keeper.h"
#include "bridge/world/clock.h"

#include <chrono>
#include <functional>

namespace porchlight::bridge {

class Updater {
public:
    // every: from one round to the next. on_server: told after each round whether the server answered.
    Updater(Keeper& keeper, ServerLink& link, const Clock& clock, std::chrono::seconds every,
            std::function<void(bool)> on_server);

    asio::awaitable<void> run();
    // One round; what was refused is logged once, until something else is refused, or a good one is there again.
    asio::awaitable<void> update();
    // Why what the server offers now is not used; nothing of a kind whose newest is in use.
    const std::map<Kind, Refusal>& refusals() const { return m_last_refusal; }

private:
    using Taken = std::expected<void, Refusal>;
    // Nothing if the server went away meanwhile: that is no refusal.
    asio::awaitable<std::optional<Taken>> update(Kind kind, const bytes& document);
    asio::awaitable<std::optional<Taken>> update_release(const bytes& document);
    void report(Kind kind, const Taken& taken);

    Keeper& m_keeper;
    ServerLink& m_link;
    const Clock& m_clock;
    std::chrono::seconds m_every;
    std::function<void(bool)> m_on_server;
    std::map<Kind, Refusal> m_last_refusal;
    std::map<Kind, hash256> m_last_taken;
};

}  // namespace porchlight::bridge
