// SIGKILL while a destroyed epoch's records are deleted: of the server, and of PostgreSQL. What was cut off is done at
// the next start, no byte of the epoch stays, and no record of another is lost. PORCHLIGHT_LONG: more rounds.
#include "tests/server/support/due_epoch.h"
#include "tests/server/support/outcomes.h"
#include "tests/server/support/stores.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <csignal>
#include <functional>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kInHeap = 3'000;
constexpr std::size_t kInSpool = 500;
constexpr std::uint32_t kGone = 1;
constexpr std::uint32_t kKept = 2;

int rounds(int few, int many) { return std::getenv("PORCHLIGHT_LONG") == nullptr ? few : many; }

// Records that all bear one mark, several times: whatever part of any of them is left is found by it.
struct Marked {
    std::uint32_t epoch;
    byte_array<16> mark = random_array<16>();
    std::vector<hash256> digests{};

    std::vector<Outcome> make(std::size_t count) {
        std::vector<Outcome> out;
        for (std::size_t i = 0; i < count; ++i) {
            auto sealed = random_array<envelope::kEnvelopeBytes>();
            for (std::size_t at = 64; at < sealed.size(); at += 192)
                std::ranges::copy(mark, sealed.begin() + static_cast<std::ptrdiff_t>(at));
            digests.push_back(hash(sealed));
            out.push_back({random_tag(), SealedRecord{epoch, sealed}, kCount});
        }
        return out;
    }
};

struct Filled {
    Marked gone{kGone};
    Marked kept{kKept};

    void store(Store& into, std::size_t count) {
        auto all = gone.make(count);
        std::ranges::move(kept.make(count), std::back_inserter(all));
        REQUIRE(into.apply(all));
    }
};

// Both epochs in the heap and, of the day that runs, in the spool.
Filled fill(Store& store, const City& city) {
    Filled out;
    REQUIRE(store.put_epoch({kGone, city.epoch_key, *date::parse(city.epoch_end), *date::parse(city.epoch_destroy)}));
    REQUIRE(store.put_epoch({kKept, random_array<32>(), *date::parse("2040-01-01"), *date::parse("2048-01-01")}));
    REQUIRE(store.begin_day(date::from_days(today().days() - 3), 1));
    out.store(store, kInHeap);
    REQUIRE(store.begin_day(date::from_days(today().days() - 2), 1)->shuffled == 2 * kInHeap);
    REQUIRE(store.begin_day(today(), 1));
    out.store(store, kInSpool);
    return out;
}

void check_kept(Store& store, const Filled& filled) {
    CollectingSink kept;
    REQUIRE(store.export_records(kKept, kept));
    auto wanted = filled.kept.digests;
    std::ranges::sort(wanted);
    CHECK(kept.digests == wanted);
    CHECK(*store.count_records() == RecordCounts{{kKept, wanted.size()}});
}

// A city on one kind of store, whose server is killed when its deletion is on its way.
class World {
public:
    virtual ~World() = default;
    World() = default;
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    virtual const DueEpoch& city() const = 0;
    virtual std::unique_ptr<Store> open() const = 0;
    // The folder of all files of the database.
    virtual fs::path files() const = 0;
    // Has the deletion come as far as it is wanted to?
    virtual bool is_under_way() = 0;
    // After the server's end: ends the database too where that is wanted, and says whether the deletion was cut off.
    virtual bool was_cut_off(ServerProcess& server) = 0;
};

class SqliteWorld final : public World {
public:
    const DueEpoch& city() const override { return m_city; }
    std::unique_ptr<Store> open() const override { return std::move(*SqliteStore::open(file())); }
    fs::path files() const override { return m_city.data.data(); }
    // The log of writes grows by about 15 MB.
    bool is_under_way() override {
        const auto log = file() += "-wal";
        return fs::exists(log) && fs::file_size(log) > m_enough;
    }
    // Looked at in a copy: whoever opens the file mends it.
    bool was_cut_off(ServerProcess& server) override {
        server.end_with(SIGKILL);
        const ScratchFolder copy;
        for (const auto& entry : fs::directory_iterator(files()))
            if (entry.path().filename().string().starts_with("porchlight.db") &&
                !entry.path().string().ends_with("-shm"))
                fs::copy(entry.path(), copy.path() / entry.path().filename());
        const auto store = std::move(*SqliteStore::open(copy.path() / "porchlight.db"));
        return store->load_settings()->epochs[0].deleted.empty();
    }

private:
    fs::path file() const { return m_city.data.data() / "porchlight.db"; }

    DueEpoch m_city;
    std::uintmax_t m_enough = 500'000 + random_below(15'000'000);
};

enum class Killed { kServer, kBoth };

class PostgresWorld final : public World {
public:
    PostgresWorld(PostgresServer& database, Killed killed)
        : m_database(database), m_killed(killed), m_url(database.new_database()), m_city(m_url) {}
    const DueEpoch& city() const override { return m_city; }
    std::unique_ptr<Store> open() const override { return std::move(*PostgresStore::open(m_url)); }
    fs::path files() const override { return m_database.data(); }
    bool is_under_way() override {
        const auto locked = ask_postgres(
            m_url, "SELECT count(*) FROM pg_locks WHERE granted AND mode = 'AccessExclusiveLock' AND relation = " +
                       std::string("'records'::regclass"));
        if (locked == "0")
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(random_below(60)));
        return true;
    }
    bool was_cut_off(ServerProcess& server) override {
        if (m_killed == Killed::kBoth)
            m_database.kill_all();
        server.end_with(SIGKILL);
        if (m_killed == Killed::kBoth)
            m_database.start();
        return ask_postgres(m_url, "SELECT deleted FROM epochs WHERE id = 1").empty();
    }

private:
    PostgresServer& m_database;
    Killed m_killed;
    std::string m_url;
    DueEpoch m_city;
};

// Looked at every millisecond, as the deletion takes few.
bool within(std::chrono::seconds time, const std::function<bool()>& condition) {
    const auto ends = std::chrono::steady_clock::now() + time;
    for (; std::chrono::steady_clock::now() < ends; std::this_thread::sleep_for(1ms))
        if (condition())
            return true;
    return false;
}

// True if the kill came before the deletion was through.
bool kill_in_deletion(World& world) {
    const auto& city = world.city();
    const auto filled = fill(*world.open(), city.city);
    REQUIRE(occurrences(bytes_in_folder(world.files()), filled.gone.mark) > 5 * kInHeap);
    bool cut_off = false;
    {
        ServerProcess server(city.data);
        REQUIRE(city.say(destruction_of(city.city, today())).status == 0);
        REQUIRE(
            within(60s, [&] { return world.is_under_way() || text_of(city.data.log()).contains("epoch destroyed="); }));
        cut_off = world.was_cut_off(server);
    }
    // Twice: what is refused stays refused.
    for (int start = 0; start < 2; ++start) {
        ServerProcess server(city.data);
        CHECK(soon([&] { return city.command({"epochs"}).output.contains("records deleted on "); }));
        CHECK(soon([&] { return occurrences(bytes_in_folder(world.files()), filled.gone.mark) == 0; }));
        CHECK(soon([&] { return city.post(server.port(), city.kiosk.request(city.city)).error() == "epoch"; }));
        CHECK(city.exported() == 0);
        const auto store = world.open();
        check_kept(*store, filled);
        const auto late = approval(city.city, random_tag());
        CHECK(store->apply({&late, 1}).error() == StoreError::kEpochGone);
    }
    CHECK(occurrences(bytes_in_folder(world.files()), filled.kept.mark) > 5 * kInHeap);
    return cut_off;
}

// So many that were cut off; a kill that came too late is a round more.
void kill_rounds(int count, const std::function<bool()>& round) {
    int tries = 0;
    for (int cut_off = 0; cut_off < count; ++tries) {
        REQUIRE(tries < 10 * count);
        cut_off += round() ? 1 : 0;
    }
}

}  // namespace

TEST_CASE("promise_4 a server killed while it deletes an epoch in SQLite does it at its next start, to the last byte",
          "[server][kill][promise]") {
    kill_rounds(rounds(2, 30), [] {
        SqliteWorld world;
        return kill_in_deletion(world);
    });
}

TEST_CASE("promise_4 a server killed while PostgreSQL deletes an epoch does it at its next start, to the last byte",
          "[server][kill][promise]") {
    for (const auto killed : {Killed::kServer, Killed::kBoth})
        kill_rounds(rounds(1, 15), [&] {
            PostgresServer database("recovery_init_sync_method = syncfs");
            PostgresWorld world(database, killed);
            return kill_in_deletion(world);
        });
}

TEST_CASE(
    "promise_4 what a PostgreSQL was killed in the midst of before leaves no byte of an epoch that is deleted later",
    "[server][kill][promise]") {
    PostgresServer database("recovery_init_sync_method = syncfs");
    const auto url = database.new_database();
    const City city;
    const auto open = [&] { return std::move(*PostgresStore::open(url, {.rest_every = 0ms})); };
    auto filled = fill(*open(), city);
    for (int round = 0; round < rounds(6, 60); ++round) {
        const auto store = open();
        filled.store(*store, 1);
        std::thread worker([&, day = date::from_days(today().days() + 1 + round)] {
            std::ignore = store->begin_day(day, 1);
            std::ignore = store->rest();
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(random_below(150)));
        database.kill_all();
        database.start();
        worker.join();
    }
    const auto store = open();
    REQUIRE(*store->delete_epoch(kGone, today()));
    REQUIRE(store->rest());
    CHECK(occurrences(bytes_in_folder(database.data()), filled.gone.mark) == 0);
    check_kept(*store, filled);
}
