// Asks the server for newer manifests and releases, for as long as the bridge runs: every minute, every two seconds
// while one is missing. Coroutine on the serving thread.
#pragma once

#include "bridge/link/server_link.h"
#include "bridge/release/keeper.h"
#include "bridge/world/clock.h"

#include <functional>

namespace porchlight::bridge {

class Updater {
public:
    // on_server: told after each round whether the server answered.
    Updater(Keeper& keeper, ServerLink& link, const Clock& clock, std::function<void(bool)> on_server);

    asio::awaitable<void> run();
    // One round; what was refused is logged once, until something else is refused or taken.
    asio::awaitable<void> update();

private:
    using Taken = std::expected<void, Refusal>;
    // Nothing if the server went away meanwhile: that is no refusal.
    asio::awaitable<std::optional<Taken>> update(Kind kind, const bytes& document);
    asio::awaitable<std::optional<Taken>> update_release(const bytes& document);
    void report(Kind kind, const Taken& taken);

    Keeper& m_keeper;
    ServerLink& m_link;
    const Clock& m_clock;
    std::function<void(bool)> m_on_server;
    std::map<Kind, Refusal> m_last_refusal;
    std::map<Kind, hash256> m_last_taken;
};

}  // namespace porchlight::bridge
