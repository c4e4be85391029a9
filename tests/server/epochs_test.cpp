// What the store's thread does when an epoch is destroyed, and what is told of epochs.
#include "server/administration_service.h"
#include "server/health.h"
#include "server/housekeeping.h"
#include "server/store/memory_store.h"
#include "server/store/store_thread.h"
#include "tests/server/support/outcomes.h"
#include "tests/server/support/statements.h"

#include <catch2/catch_test_macros.hpp>

#include <future>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

constexpr std::int64_t kDay_s = 86'400;

// A city whose epoch's time was over on the day before the clock's.
struct World {
    World() {
        city.epoch_end = "2026-01-01";
        city.epoch_destroy = date::from_days(today().days() - 1).text();
        REQUIRE(store.put_manifest({1, city.manifest()}));
        REQUIRE(store.begin_day(kMonday, 1));
        for (int i = 0; i < 3; ++i)
            approve();
    }
    date today() const { return clock.today(); }
    void approve() {
        const auto outcome = approval(city, random_tag());
        REQUIRE(store.apply({&outcome, 1}));
    }
    void say(const protocol::Statement& statement) {
        const auto id = protocol::statement_id(protocol::payload_of(statement).value());
        REQUIRE(store.put_paper({id, 1, false, signed_by_custodian(city, statement)}));
    }
    void keep_house() {
        Housekeeping house(clock, log, std::nullopt, [this](SettingsPtr now) { settings.now = std::move(now); });
        house.run(watched);
        house.run(watched);
    }
    EpochView view() const { return settings.now->epochs.views(today()).at(0); }

    class Watched final : public MemoryStore {
    public:
        std::expected<bool, StoreError> settings_changed() override { return true; }
        std::expected<bool, StoreError> delete_epoch(std::uint32_t epoch, const date& day) override {
            ++asked;
            if (failure)
                return std::unexpected(*failure);
            if (is_read)
                return false;
            return MemoryStore::delete_epoch(epoch, day);
        }
        std::optional<StoreError> failure;
        bool is_read = false;
        int asked = 0;
    };

    City city;
    ManualClock clock{1'795'000'000};
    std::vector<std::string> said;
    Log log{[this](const std::string& line) { said.push_back(line); }};
    CurrentSettings settings;
    Watched watched;
    MemoryStore& store = watched;
};

}  // namespace

TEST_CASE("an epoch is learnt from the manifest in force, and its records counted by day", "[server][epochs]") {
    World w;
    Housekeeping house(w.clock, w.log, std::nullopt, [&](SettingsPtr now) { w.settings.now = std::move(now); });
    house.run(w.store);
    house.run(w.store);
    REQUIRE(w.settings.now->epochs.epochs.size() == 1);
    CHECK(w.view().standing.state == protocol::EpochState::kDue);
    CHECK(w.settings.now->records == RecordCounts{{1, 3}});
    w.approve();
    house.run(w.store);
    CHECK(w.settings.now->records == RecordCounts{{1, 3}});
    w.clock.advance(std::chrono::seconds(kDay_s));
    house.run(w.store);
    CHECK(w.settings.now->records == RecordCounts{{1, 4}});
}

TEST_CASE("promise_4 when an epoch is destroyed its records are deleted, and it stays so",
          "[server][epochs][promise]") {
    World w;
    w.keep_house();
    CHECK(*w.store.count_records() == RecordCounts{{1, 3}});
    w.say(destruction_of(w.city, w.today()));
    w.keep_house();
    CHECK(w.store.count_records()->empty());
    CHECK(w.view().is_deleted());
    CHECK(w.watched.asked == 1);
    // What comes later changes nothing of it.
    w.say(hold_of(w.city, w.today()));
    w.keep_house();
    CHECK(w.view().standing.state == protocol::EpochState::kDestroyed);
    CHECK(w.watched.asked == 1);
    CHECK(std::ranges::any_of(w.said, [](const std::string& line) { return line.contains("epoch destroyed=1"); }));
}

TEST_CASE("promise_4 a hold keeps the records, whatever is said while it stands", "[server][epochs][promise]") {
    World w;
    w.say(hold_of(w.city, w.today()));
    w.say(destruction_of(w.city, w.today()));
    w.keep_house();
    CHECK(w.view().standing.state == protocol::EpochState::kOnHold);
    CHECK(*w.store.count_records() == RecordCounts{{1, 3}});
    CHECK(w.watched.asked == 0);
}

TEST_CASE("a deletion that fails, or that a reader puts off, is tried again", "[server][epochs]") {
    World w;
    w.say(destruction_of(w.city, w.today()));
    w.watched.failure = StoreError::kFailed;
    w.keep_house();
    CHECK(*w.store.count_records() == RecordCounts{{1, 3}});
    w.watched.failure.reset();
    w.watched.is_read = true;
    w.keep_house();
    CHECK(*w.store.count_records() == RecordCounts{{1, 3}});
    w.watched.is_read = false;
    w.keep_house();
    CHECK(w.store.count_records()->empty());
}

TEST_CASE("what is due is told to administrators and to whoever runs the server", "[server][epochs]") {
    World w;
    w.keep_house();
    const Health health(w.clock, w.log, w.settings, {});
    CHECK(health.due_epochs() == std::vector<std::pair<std::uint32_t, std::int64_t>>{{1, 1}});
    w.say(hold_of(w.city, w.today()));
    w.keep_house();
    CHECK(health.due_epochs().empty());
}

TEST_CASE("an approval for a deleted epoch is refused alone, and not those that gathered with it", "[server][epochs]") {
    World w;
    w.keep_house();
    REQUIRE(w.store.put_epoch({2, {}, date::from_days(1), date::from_days(1), "2026-01-01"}));
    auto gone = approval(w.city, random_tag());
    gone.record->epoch = 2;
    const auto good = approval(w.city, random_tag());
    std::promise<void> opened;
    std::mutex mutex;
    std::vector<std::expected<void, StoreError>> results;
    // The first work waits, so that what comes after it is one transaction.
    auto owned = std::make_unique<World::Watched>();
    REQUIRE(owned->put_epoch({2, {}, date::from_days(1), date::from_days(1), "2026-01-01"}));
    {
        StoreThread thread(std::move(owned), [](const std::function<void()>& task) { task(); }, [](Store&) {});
        thread.read([gate = opened.get_future().share()](Store&) { gate.wait(); }, [] {});
        for (const auto& outcome : {good, gone, approval(w.city, random_tag())})
            thread.apply(outcome, [&](auto result) {
                const std::lock_guard lock(mutex);
                results.push_back(result);
            });
        opened.set_value();
    }
    REQUIRE(results.size() == 3);
    CHECK(results[0]);
    CHECK(results[1].error() == StoreError::kEpochGone);
    CHECK(results[2]);
}
