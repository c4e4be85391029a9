// What a server says of itself to those who run it.
#include "server/health.h"
#include "server/store/memory_store.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;

namespace {

using Complaints = std::vector<std::string_view>;

struct World {
    World() {
        StoredSettings stored;
        stored.manifest = StoredDocument{1, city.manifest()};
        settings.now = read_settings(stored);
        health.looked({true, kLeastFreeBytes, {}});
    }

    City city;
    ManualClock clock{1'795'000'000};
    std::vector<std::string> said;
    Log log{[this](const std::string& line) { said.push_back(line); }};
    CurrentSettings settings;
    Health health{clock, log, settings, {city.issuer.public_half, city.receipt.public_half}};
    MemoryStore store;
    DirectWriter direct{store};
    WatchedWriter writer{direct, health, clock, log};
    Outcome denial{std::nullopt, std::nullopt, {clock.today(), "North", "demo", "adult", "denied_papers"}};
};

}  // namespace

TEST_CASE("a server is ready when nothing is missing, and else says what is", "[server]") {
    World w;
    CHECK(w.health.complaints().empty());
    w.health.looked({true, kLeastFreeBytes - 1, {}});
    CHECK(w.health.complaints() == Complaints{"disk"});
    w.health.looked({false, kLeastFreeBytes, {}});
    CHECK(w.health.complaints() == Complaints{"store"});
    w.health.looked({true, kLeastFreeBytes, {}});
    w.health.stopping();
    CHECK(w.health.complaints() == Complaints{"stopping"});
}

TEST_CASE("a store that nobody has seen for long is not one that answers", "[server]") {
    World w;
    w.clock.advance(9s);
    CHECK(w.health.complaints().empty());
    w.clock.advance(1s);
    CHECK(w.health.complaints() == Complaints{"store"});
}

TEST_CASE("a server without a manifest, with one that has ended, or with other keys is not ready", "[server]") {
    World w;
    const auto manifest = w.settings.now->manifest;
    REQUIRE(manifest);
    const Health other(w.clock, w.log, w.settings, {w.city.receipt.public_half, w.city.issuer.public_half});
    CHECK(other.complaints() == Complaints{"store", "disk", "keys"});
    w.settings.now = std::make_shared<const Settings>();
    CHECK(w.health.complaints() == Complaints{"manifest_missing"});
    auto ended = std::make_shared<Settings>();
    ended->manifest = *manifest;
    ended->manifest->expires = w.clock.unix_seconds();
    w.settings.now = ended;
    CHECK(w.health.complaints() == Complaints{"manifest_expired"});
}

TEST_CASE("a full disk is said once in the log, and once that it has room again", "[server]") {
    World w;
    const auto write = [&] { w.writer.apply(w.denial, [](auto) {}); };
    w.store.fail_with(StoreError::kFull);
    write();
    write();
    CHECK(w.health.complaints() == Complaints{"disk"});
    w.clock.advance(29s);
    w.health.looked({true, kLeastFreeBytes, {}});
    CHECK(w.health.complaints() == Complaints{"disk"});
    w.clock.advance(1s);
    CHECK(w.health.complaints().empty());
    w.store.fail_with(std::nullopt);
    write();
    CHECK(w.health.complaints().empty());
    w.log.flush();
    CHECK(w.said == std::vector<std::string>{"day=2026-11-18 event=disk_full approvals=refused reading=goes_on",
                                             "day=2026-11-18 event=disk_has_room_again",
                                             "day=2026-11-18 event=refused decision_not_counted=2"});
}
