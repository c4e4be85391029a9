// What the store in PostgreSQL does beyond the contract: no history of writes, several servers, failures.
#include "base/encoding.h"
#include "server/store/postgres_check.h"
#include "tests/server/support/outcomes.h"
#include "tests/server/support/stores.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <future>
#include <thread>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;

namespace {

using StorePtr = std::unique_ptr<PostgresStore>;

StorePtr open_at_once(const std::string& url) { return std::move(*PostgresStore::open(url, {.rest_every = 0ms})); }

std::vector<Outcome> approvals(const City& city, int count) {
    std::vector<Outcome> out;
    for (int i = 0; i < count; ++i)
        out.push_back(approval(city, random_tag()));
    return out;
}

std::uint64_t records_in(Store& store) {
    CollectingSink sink;
    REQUIRE(store.export_records(1, sink));
    CHECK(std::ranges::is_sorted(sink.digests));
    REQUIRE(sink.announced == sink.digests.size());
    return sink.announced;
}

// Is an approval acknowledged in this time while another server comes to rest?
bool stores_within(std::chrono::seconds limit, Store& store, const City& city, Store& resting) {
    const auto outcome = approval(city, random_tag());
    auto rested = std::async(std::launch::async, [&] { return resting.rest().has_value(); });
    std::this_thread::sleep_for(50ms);
    const auto begun = std::chrono::steady_clock::now();
    const bool is_stored = store.apply({&outcome, 1}).has_value();
    const auto took = std::chrono::steady_clock::now() - begun;
    return rested.get() && is_stored && took < limit;
}

// An export that waits in its first record until it is let go.
struct SlowSink final : RecordSink {
    std::promise<void> reading;
    std::promise<void> go_on;
    bool begin(std::uint64_t) override {
        reading.set_value();
        go_on.get_future().wait();
        return true;
    }
    bool record(byte_view) override { return true; }
};

struct World {
    City city;
    std::string url = PostgresServer::shared().new_database();
    StorePtr store = open_at_once(url);
    std::string ask(const std::string& sql) const { return ask_postgres(url, sql); }
    std::string tables_beside() const { return ask("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'anew%'"); }
};

}  // namespace

TEST_CASE("promise_7 a resting PostgreSQL does not tell which record came with which count, or when",
          "[server][store][promise]") {
    const City city;
    auto& server = PostgresServer::shared();
    const auto url = server.new_database();
    const auto store = open_at_once(url);
    REQUIRE(store->begin_day(kMonday, 100));
    const auto outcomes = approvals(city, 30);
    for (const auto& outcome : outcomes)
        REQUIRE(store->apply({&outcome, 1}));
    const auto transactions =
        "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM spool UNION ALL SELECT xmin FROM counts) AS r";
    REQUIRE(std::stoi(ask_postgres(url, transactions)) >= 30);
    const hash256 day_key = to_array<32>(*from_hex(ask_postgres(url, "SELECT encode(key, 'hex') FROM day_key")));
    const auto log_of_writes = server.data() / "pg_wal";
    const auto before = bytes_in_folder(log_of_writes);
    for (const auto& outcome : outcomes)
        REQUIRE(occurrences(before, request_key(day_key, *outcome.tag)) > 0);

    REQUIRE(store->rest());
    CHECK(ask_postgres(url, transactions) == "1");
    CHECK(ask_postgres(url,
                       "SELECT count(*) FROM (SELECT request_key, lag(request_key) OVER (ORDER BY ctid) AS before "
                       "FROM spool) AS r WHERE before > request_key") == "0");
    const auto after = bytes_in_folder(log_of_writes);
    for (const auto& outcome : outcomes)
        CHECK(occurrences(after, request_key(day_key, *outcome.tag)) == 0);
    for (const auto& outcome : outcomes)
        CHECK(*store->holds(*outcome.tag));
}

TEST_CASE("promise_7 a shuffled day leaves no byte of its keys in any file of PostgreSQL", "[server][store][promise]") {
    const City city;
    auto& server = PostgresServer::shared();
    const auto url = server.new_database();
    const auto store = open_at_once(url);
    REQUIRE(store->begin_day(kMonday, 10));
    const auto outcomes = approvals(city, 40);
    for (const auto& outcome : outcomes)
        REQUIRE(store->apply({&outcome, 1}));
    const hash256 day_key = to_array<32>(*from_hex(ask_postgres(url, "SELECT encode(key, 'hex') FROM day_key")));
    // What ANALYZE samples of them would stay in its own table.
    ask_postgres(url, "ANALYZE");
    ask_postgres(url, "CHECKPOINT");
    const auto before = bytes_in_folder(server.data());
    REQUIRE(occurrences(before, day_key) > 0);
    for (const auto& outcome : outcomes)
        REQUIRE(occurrences(before, request_key(day_key, *outcome.tag)) > 0);

    REQUIRE(store->begin_day(kTuesday, 10)->shuffled == 40);
    REQUIRE(store->rest());
    const auto after = bytes_in_folder(server.data());
    CHECK(occurrences(after, day_key) == 0);
    for (const auto& outcome : outcomes) {
        CHECK(occurrences(after, request_key(day_key, *outcome.tag)) == 0);
        CHECK(occurrences(after, byte_view(outcome.record->sealed)) >= 1);
    }
    CHECK(ask_postgres(url,
                       "SELECT count(*) FROM (SELECT digest, lag(digest) OVER (ORDER BY ctid) AS before "
                       "FROM records) AS r WHERE before > digest") == "0");
}

TEST_CASE("a later day's records lie among those before, not behind them", "[server][store][promise]") {
    const World world;
    REQUIRE(world.store->begin_day(kMonday, 1));
    REQUIRE(world.store->apply(approvals(world.city, 60)));
    REQUIRE(world.store->begin_day(kTuesday, 1)->shuffled == 60);
    REQUIRE(world.store->apply(approvals(world.city, 60)));
    REQUIRE(world.store->begin_day(kWednesday, 1)->shuffled == 60);
    CHECK(world.ask("SELECT count(DISTINCT xmin::text) FROM records") == "1");
    CHECK(world.ask("SELECT count(*) FROM (SELECT digest, lag(digest) OVER (ORDER BY ctid) AS before "
                    "FROM records) AS r WHERE before > digest") == "0");
    CHECK(records_in(*world.store) == 120);
}

TEST_CASE("what an account had is gone from PostgreSQL's files after a reset", "[server][store]") {
    auto& server = PostgresServer::shared();
    const auto store = open_at_once(server.new_database());
    const std::string password = "a password string that is easy to find";
    REQUIRE(store->put_staff({"ana", "North Branch", password}));
    REQUIRE(store->rest());
    REQUIRE(occurrences(bytes_in_folder(server.data()), as_bytes(password)) > 0);
    REQUIRE(store->put_staff({"ana", "North Branch"}));
    REQUIRE(store->rest());
    CHECK(occurrences(bytes_in_folder(server.data()), as_bytes(password)) == 0);
}

TEST_CASE("of two servers that are shown a code at once, one makes a kiosk", "[server][store]") {
    const World world;
    const auto other = open_at_once(world.url);
    for (int round = 0; round < 20; ++round) {
        const StoredCode code{random_array<32>(), "North Branch", "Kiosk " + std::to_string(round), 1'800'000'000};
        REQUIRE(world.store->put_code(code));
        const auto redeem = [&code](PostgresStore& store) {
            return store.redeem_code(code.code, random_array<32>(), 1'795'000'000);
        };
        auto second = std::async(std::launch::async, [&] { return redeem(*other); });
        const auto one = redeem(*world.store);
        const auto two = second.get();
        REQUIRE(one);
        REQUIRE(two);
        CHECK(one->has_value() != two->has_value());
        CHECK((one->has_value() ? *two : *one).error() == CodeFault::kUsed);
    }
    CHECK(world.store->load_settings()->kiosks.size() == 20);
}

TEST_CASE("one account's change is seen by the other servers, and not told to the one that made it",
          "[server][store]") {
    const World world;
    const auto other = open_at_once(world.url);
    const Staff before{"ana", "North Branch"};
    REQUIRE(world.store->put_staff(before));
    for (auto* store : {world.store.get(), other.get()}) {
        REQUIRE(*store->settings_changed());
        REQUIRE_FALSE(*store->settings_changed());
    }
    auto after = before;
    after.locked = true;
    REQUIRE(world.store->change_staff(before, after));
    CHECK_FALSE(*world.store->settings_changed());
    CHECK(*other->settings_changed());
    CHECK(other->load_settings()->staff.front().locked);
}

TEST_CASE("of several servers one ends the day, and none stores twice what another stored", "[server][store]") {
    constexpr int kServers = 4;
    const City city;
    const auto url = PostgresServer::shared().new_database();
    const auto same = approvals(city, 50);
    std::vector<std::future<int>> ends;
    for (int server = 0; server < kServers; ++server)
        ends.push_back(std::async(std::launch::async, [&] {
            // All meet a new database at once.
            const auto store = PostgresStore::open(url, {.rest_every = 0ms});
            int days = 0;
            if (!store)
                return -1;
            for (const auto& day : {kMonday, kTuesday}) {
                // Where it is busy, the next call does it.
                do {
                    const auto begun = (*store)->begin_day(day, 1);
                    days += begun && begun->new_day ? 1 : 0;
                } while (ask_postgres(url, "SELECT day FROM day_key") < day.text());
                for (const auto& outcome : same)
                    if (!(*store)->apply({&outcome, 1}) || !(*store)->rest())
                        return -1;
            }
            return days;
        }));
    int days = 0;
    for (auto& end : ends) {
        const auto begun = end.get();
        REQUIRE(begun >= 0);
        days += begun;
    }
    CHECK(days == 2);
    const auto store = open_at_once(url);
    CHECK(records_in(*store) == 50);
    // Once on Monday, and again on Tuesday, whose key does not know Monday's requests.
    CHECK(*store->count(kCount) == 100);
    CHECK(ask_postgres(url, "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'anew%'") == "0");
}

TEST_CASE("a connection that was cut is made anew", "[server][store]") {
    const World world;
    const auto outcomes = approvals(world.city, 3);
    const auto cut = [&] {
        world.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
            "current_database()");
    };
    for (const auto& outcome : outcomes) {
        cut();
        REQUIRE(world.store->apply({&outcome, 1}));
        cut();
        CHECK(*world.store->holds(*outcome.tag));
    }
    cut();
    CHECK(world.store->rest());
    cut();
    CHECK(world.store->load_settings());
    CHECK(*world.store->count(kCount) == 3);
    CHECK(records_in(*world.store) == 3);
}

TEST_CASE("a full PostgreSQL refuses an approval whole, and goes on when there is room", "[server][store]") {
    const World world;
    REQUIRE(world.store->begin_day(kMonday, 100));
    // As the disk would: in the midst of a batch.
    world.ask(
        "CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.n > 1 THEN RAISE EXCEPTION "
        "USING ERRCODE = '53100'; END IF; RETURN NEW; END $$; "
        "CREATE TRIGGER disk BEFORE INSERT OR UPDATE ON counts FOR EACH ROW EXECUTE FUNCTION fill()");
    const auto outcomes = approvals(world.city, 3);
    CHECK(world.store->apply(outcomes).error() == StoreError::kFull);
    CHECK(*world.store->count(kCount) == 0);
    CHECK(records_in(*world.store) == 0);
    CHECK_FALSE(*world.store->holds(*outcomes[0].tag));
    world.ask("DROP TRIGGER disk ON counts");
    REQUIRE(world.store->apply(outcomes));
    CHECK(*world.store->count(kCount) == 3);
}

TEST_CASE("while an export reads, approvals go on, and rest and day's end come after it", "[server][store]") {
    const World world;
    const auto other = open_at_once(world.url);
    REQUIRE(world.store->begin_day(kMonday, 1));
    REQUIRE(world.store->apply(approvals(world.city, 5)));
    SlowSink sink;
    auto exported = std::async(std::launch::async, [&] { return other->export_records(1, sink).has_value(); });
    sink.reading.get_future().wait();
    CHECK(world.store->rest());
    CHECK_FALSE(world.store->begin_day(kTuesday, 1)->new_day);
    CHECK(world.store->apply(approvals(world.city, 5)));
    sink.go_on.set_value();
    CHECK(exported.get());
    CHECK(world.store->begin_day(kTuesday, 1)->shuffled == 10);
}

TEST_CASE("a rest that finds an export reading is not tried again at once, and comes in the end", "[server][store]") {
    const World world;
    const auto store = std::move(*PostgresStore::open(world.url, {.rest_every = 12s}));
    REQUIRE(store->begin_day(kMonday, 1));
    REQUIRE(store->apply(approvals(world.city, 5)));
    SlowSink sink;
    const auto other = open_at_once(world.url);
    auto exported = std::async(std::launch::async, [&] { return other->export_records(1, sink).has_value(); });
    sink.reading.get_future().wait();
    REQUIRE(store->rest());
    sink.go_on.set_value();
    CHECK(exported.get());
    const auto table = [&] { return world.ask("SELECT 'spool'::regclass::oid::bigint"); };
    const auto before = table();
    REQUIRE(store->rest());
    CHECK(table() == before);
    std::this_thread::sleep_for(1100ms);
    REQUIRE(store->rest());
    CHECK(table() != before);
}

TEST_CASE("a reader of a table that was left beside does not stop approvals", "[server][store]") {
    const World world;
    const auto other = open_at_once(world.url);
    REQUIRE(world.store->begin_day(kMonday, 1));
    world.ask("CREATE TABLE anew_spool(LIKE spool INCLUDING ALL)");
    PostgresDb reading(world.url);
    REQUIRE(reading.connect());
    {
        const auto reader = PostgresTransaction::begin_reading(reading, "anew_spool");
        REQUIRE(reader);
        for (int round = 0; round < 3; ++round)
            CHECK(stores_within(1s, *world.store, world.city, *other));
    }
    REQUIRE(other->rest());
    CHECK(world.tables_beside() == "0");
}

TEST_CASE("a server that hangs in the midst of storing does not stop the others' approvals", "[server][store]") {
    const World world;
    const auto other = open_at_once(world.url);
    REQUIRE(world.store->begin_day(kMonday, 1));
    PostgresDb hanging(world.url);
    REQUIRE(hanging.connect());
    const auto hangs = PostgresTransaction::begin_shared(hanging);
    REQUIRE(hangs);
    CHECK(stores_within(4s, *world.store, world.city, *other));
}

TEST_CASE("no table stays beside where nothing was written anew", "[server][store]") {
    const World world;
    const auto other = open_at_once(world.url);
    REQUIRE(world.store->begin_day(kMonday, 1));
    SECTION("because there is no such epoch") {
        CHECK(world.store->delete_epoch(3, kTuesday).error() == StoreError::kConflict);
    }
    SECTION("because a reader is in the way") {
        PostgresDb reading(world.url);
        REQUIRE(reading.connect());
        const auto reader = PostgresTransaction::begin_reading(reading, "spool");
        REQUIRE(reader);
        CHECK(world.store->rest());
        CHECK_FALSE(world.store->begin_day(kTuesday, 1)->new_day);
        CHECK_FALSE(*world.store->delete_epoch(1, kTuesday));
    }
    CHECK(world.tables_beside() == "0");
}

TEST_CASE("default privileges hold for a table that is written anew, a grant does not, and a view forbids it",
          "[server][store]") {
    const World world;
    const auto may_read = [&](const std::string& role) {
        return world.ask("SELECT has_table_privilege('" + role + "', 'counts', 'SELECT')") == "t";
    };
    world.ask("CREATE ROLE auditor");
    world.ask("CREATE ROLE granted");
    world.ask("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO auditor");
    world.ask("GRANT SELECT ON counts TO auditor, granted");
    REQUIRE(may_read("granted"));
    REQUIRE(world.store->apply(approvals(world.city, 1)));
    REQUIRE(world.store->rest());
    CHECK(may_read("auditor"));
    CHECK_FALSE(may_read("granted"));

    world.ask("CREATE VIEW totals AS SELECT day, sum(n) FROM counts GROUP BY day");
    REQUIRE(world.store->apply(approvals(world.city, 1)));
    CHECK(world.store->rest().error() == StoreError::kFailed);
    CHECK(world.tables_beside() == "0");
    world.ask("DROP VIEW totals");
    CHECK(world.store->rest());
}

TEST_CASE("a PostgreSQL that is not there, or of a later version, is refused with a sentence", "[server][store]") {
    const auto nowhere = PostgresStore::open("postgresql:///city?host=/nonexistent&user=postgres");
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().starts_with("The PostgreSQL database cannot be reached: "));
    const World world;
    world.ask("UPDATE porchlight_version SET n = n + 1");
    const auto later = PostgresStore::open(world.url);
    REQUIRE_FALSE(later);
    CHECK(later.error() == "The PostgreSQL database is of a later version: install that.");
}

TEST_CASE("a standby alone is refused: it takes no writes", "[server][store]") {
    auto& primary = PostgresServer::shared();
    const auto url = primary.new_database();
    const auto standby = primary.make_standby("twin");
    const auto alone = PostgresStore::open(standby->url("postgres"));
    REQUIRE_FALSE(alone);
    CHECK(alone.error().find("read-only") != std::string::npos);
    // Named first, beside its primary, it is passed over.
    const auto host = url.find("host=") + 5;
    const auto both = PostgresStore::open(url.substr(0, host) + standby->host() + ',' + url.substr(host));
    CHECK(both.has_value());
}

TEST_CASE("what PostgreSQL is set to is judged in sentences", "[server][store]") {
    PostgresServer server("fsync = off\nsynchronous_standby_names = ''\ncheckpoint_timeout = 300s");
    const auto url = server.url("postgres");
    const auto names = [](const std::vector<std::string>& sentences, const std::string& what) {
        return std::ranges::any_of(sentences,
                                   [&](const std::string& sentence) { return sentence.find(what) != sentence.npos; });
    };
    const auto first = check_postgres(url);
    REQUIRE(first);
    CHECK(names(*first, "fsync is 'off'"));
    CHECK(names(*first, "synchronous_standby_names"));
    CHECK_FALSE(names(*first, "wal_recycle"));
    CHECK_FALSE(names(*first, "may not cut"));
    CHECK(first->size() == 2);
    server.kill_all();
    std::ofstream(server.data() / "postgresql.conf", std::ios::app)
        << "fsync = on\nwal_recycle = on\ntrack_commit_timestamp = on\nlog_statement = all\n"
           "log_min_duration_statement = 0\nwal_keep_size = 100\ncheckpoint_timeout = 1h\n";
    server.start();
    ask_postgres(url, "CREATE ROLE clerk LOGIN");
    ask_postgres(url, "SELECT pg_create_physical_replication_slot('left', true)");
    const auto second = check_postgres(url + "&user=clerk");
    REQUIRE(second);
    CHECK_FALSE(names(*second, "fsync"));
    for (const auto* what :
         {"wal_recycle is 'on'", "track_commit_timestamp", "log_statement is 'all'", "log_min_duration_statement",
          "wal_keep_size", "checkpoint_timeout", "may not cut", "replication slot"})
        CHECK(names(*second, what));
    CHECK_FALSE(check_postgres("postgresql:///city?host=/nonexistent&user=postgres"));
}
