// SIGKILL under load: of a program that stores, of PostgreSQL itself, and of a primary whose standby takes over. What
// was acknowledged is there once, what was not is asked again and is there once, and the shuffle loses nothing.
// PORCHLIGHT_LONG: more rounds.
#include "tests/server/support/outcomes.h"
#include "tests/server/support/stores.h"

#include <catch2/catch_test_macros.hpp>

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <set>
#include <thread>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;

namespace {

using OpenStore = std::function<std::unique_ptr<Store>()>;

int rounds(int few, int many) { return std::getenv("PORCHLIGHT_LONG") == nullptr ? few : many; }

enum class Kind : std::uint32_t { kAsked, kStored, kDayEnds, kDayBegun };

struct Message {
    Kind kind;
    std::uint32_t number;
};

// The same outcome for the same number: it can be asked again by who only knows that.
Outcome numbered(std::uint32_t number) {
    byte_array<4> raw{};
    put_u32(raw, number);
    Outcome out{RequestTag{}, SealedRecord{1, {}}, kCount};
    out.tag->record_hash = hash(raw);
    std::ranges::copy(out.tag->record_hash, out.record->sealed.begin() + envelope::kHeaderBytes);
    return out;
}

date day_of(std::uint32_t number) { return date_of_unix_seconds(std::int64_t{86'400} * (number + 1)); }

enum class Habit : std::uint8_t { kHonest, kLying, kAskingAgain };

// Stores batches and ends days until it is killed, and says what it does. Its exit tells a store that failed, but to
// one that asks again, as kiosks do of a database that is gone for longer than a store waits for it.
[[noreturn]] void store_forever(const OpenStore& open, int out, std::uint32_t first, std::uint32_t first_day,
                                Habit habit) {
    const auto tell = [&](Kind kind, std::uint32_t number) {
        const Message message{kind, number};
        if (write(out, &message, sizeof message) != sizeof message)
            _exit(1);
    };
    const auto store = open();
    if (!store)
        _exit(2);
    for (auto next = first, day = first_day;;) {
        const auto size = 1 + random_below(24);
        std::vector<Outcome> batch;
        for (std::uint32_t i = 0; i < size; ++i) {
            batch.push_back(numbered(next + i));
            tell(habit == Habit::kLying ? Kind::kStored : Kind::kAsked, next + i);
        }
        while (!store->apply(batch))
            if (habit != Habit::kAskingAgain)
                _exit(3);
        for (std::uint32_t i = 0; i < size; ++i)
            tell(Kind::kStored, next + i);
        next += size;
        if (random_below(6) != 0)
            continue;
        // A database that is gone just now is no end: the next day's end does it.
        tell(Kind::kDayEnds, day);
        [[maybe_unused]] const auto begun = store->begin_day(day_of(day), 1);
        [[maybe_unused]] const auto rested = store->rest();
        tell(Kind::kDayBegun, day++);
    }
}

class Worker {
public:
    Worker(const OpenStore& open, std::uint32_t first, std::uint32_t first_day, Habit habit = Habit::kHonest) {
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        m_pid = fork();
        if (m_pid == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(ends[0]);
            store_forever(open, ends[1], first, first_day, habit);
        }
        close(ends[1]);
        m_in = ends[0];
        next = first;
        next_day = first_day;
    }
    ~Worker() {
        if (m_pid > 0)
            kill();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Until so many more are acknowledged, and a day is just being ended if that is wanted.
    void run(std::size_t count, bool in_shuffle) {
        for (const auto enough = stored.size() + count; stored.size() < enough;)
            REQUIRE(hear());
        while (in_shuffle && m_last != Kind::kDayEnds)
            REQUIRE(hear());
    }
    void kill() {
        ::kill(m_pid, SIGKILL);
        while (hear())
            continue;
        int status = 0;
        waitpid(m_pid, &status, 0);
        close(m_in);
        m_pid = -1;
        CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
    }

    std::set<std::uint32_t> asked;
    std::set<std::uint32_t> stored;
    std::uint32_t next = 0;
    std::uint32_t next_day = 0;

private:
    bool hear() {
        Message message{};
        if (read(m_in, &message, sizeof message) != sizeof message)
            return false;
        m_last = message.kind;
        if (message.kind == Kind::kAsked)
            asked.insert(message.number);
        if (message.kind == Kind::kStored)
            stored.insert(message.number);
        if (message.kind == Kind::kDayEnds)
            next_day = message.number + 1;
        else if (message.kind != Kind::kDayBegun)
            next = std::max(next, message.number + 1);
        return true;
    }

    pid_t m_pid = -1;
    int m_in = -1;
    Kind m_last = Kind::kDayBegun;
};

struct Found {
    std::set<hash256> records;
    std::uint64_t announced = 0;
    std::uint64_t exported = 0;
    std::uint64_t count = 0;
};

Found look(Store& store) {
    CollectingSink sink;
    REQUIRE(store.export_records(1, sink));
    const auto count = store.count(kCount);
    REQUIRE(count);
    return {{sink.digests.begin(), sink.digests.end()}, sink.announced, sink.digests.size(), *count};
}

hash256 digest_of(std::uint32_t number) { return hash(numbered(number).record->sealed); }

// How many of those that were acknowledged are not there.
std::size_t missing(const Worker& worker, const Found& found) {
    return static_cast<std::size_t>(std::ranges::count_if(
        worker.stored, [&](std::uint32_t number) { return !found.records.contains(digest_of(number)); }));
}

// All that was ever asked is there once, after what was not acknowledged is asked again.
void check_all_once(Store& store, const Worker& worker, std::uint32_t total) {
    CHECK(missing(worker, look(store)) == 0);
    std::vector<Outcome> again;
    for (const auto number : worker.asked)
        if (!worker.stored.contains(number))
            again.push_back(numbered(number));
    if (!again.empty())
        REQUIRE(store.apply(again));
    const auto found = look(store);
    CHECK(found.announced == total);
    CHECK(found.exported == total);
    CHECK(found.records.size() == total);
    CHECK(found.count == total);
}

void kill_rounds(const OpenStore& open, int count) {
    std::uint32_t next = 0;
    std::uint32_t next_day = 0;
    for (int round = 0; round < count; ++round) {
        Worker worker(open, next, next_day);
        worker.run(20 + random_below(200), round % 2 == 0);
        std::this_thread::sleep_for(std::chrono::microseconds(random_below(4'000)));
        worker.kill();
        const auto store = open();
        REQUIRE(store);
        check_all_once(*store, worker, worker.next);
        next = worker.next;
        next_day = worker.next_day;
    }
}

// With fsync, as all that are killed.
PostgresServer& durable() {
    static PostgresServer server;
    return server;
}

}  // namespace

TEST_CASE("a program killed under load has what it acknowledged in SQLite, once", "[server][store][kill]") {
    const City city;
    const ScratchFolder folder;
    kill_rounds([&] { return std::move(*SqliteStore::open(folder.path() / "porchlight.db")); }, rounds(5, 100));
}

TEST_CASE("a program killed under load has what it acknowledged in PostgreSQL, once", "[server][store][kill]") {
    const City city;
    const auto url = durable().new_database();
    kill_rounds([&] { return std::move(*PostgresStore::open(url, {.rest_every = 0ms})); }, rounds(5, 100));
}

TEST_CASE("a PostgreSQL killed under load has what was acknowledged, once, and the program goes on",
          "[server][store][kill]") {
    const City city;
    auto& server = durable();
    const auto url = server.new_database();
    const OpenStore open = [&] { return std::move(*PostgresStore::open(url, {.rest_every = 0ms})); };
    Worker worker(open, 0, 0, Habit::kAskingAgain);
    for (int round = 0; round < rounds(5, 100); ++round) {
        worker.run(20 + random_below(150), round % 2 == 0);
        server.kill_all();
        server.start();
    }
    worker.run(50, false);
    worker.kill();
    check_all_once(*open(), worker, worker.next);
}

TEST_CASE("a standby that takes over has what its primary acknowledged, once, and the program finds it",
          "[server][store][kill]") {
    const City city;
    for (int round = 0; round < rounds(1, 10); ++round) {
        PostgresServer primary;
        primary.new_database();
        const auto standby = primary.make_standby("twin");
        ask_postgres(primary.url("postgres"), "ALTER SYSTEM SET synchronous_standby_names = 'twin'");
        ask_postgres(primary.url("postgres"), "SELECT pg_reload_conf()");
        while (ask_postgres(primary.url("postgres"), "SELECT sync_state FROM pg_stat_replication") != "sync")
            std::this_thread::sleep_for(20ms);
        const auto url = primary.url("city_1") + ',' + standby->host();
        const OpenStore open = [&] { return std::move(*PostgresStore::open(url, {.rest_every = 0ms})); };
        Worker worker(open, 0, 0, Habit::kAskingAgain);
        worker.run(100 + random_below(200), round % 2 == 1);
        primary.kill_all();
        standby->promote();
        worker.run(100, false);
        worker.kill();
        check_all_once(*open(), worker, worker.next);
    }
}

// The harness notices what it is there for.
TEST_CASE("an acknowledgement that comes before the commit is found out by a kill", "[server][store][kill]") {
    const City city;
    std::size_t lost = 0;
    for (int round = 0; round < 40 && lost == 0; ++round) {
        const ScratchFolder folder;
        const OpenStore open = [&] { return std::move(*SqliteStore::open(folder.path() / "porchlight.db")); };
        Worker worker(open, 0, 0, Habit::kLying);
        worker.run(20 + random_below(40), false);
        worker.kill();
        lost = missing(worker, look(*open()));
    }
    CHECK(lost > 0);
}
