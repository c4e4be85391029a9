// How many approvals a second the store makes durable, with many waiting, against bare SQLite that inserts as many
// rows of this size in the same batches; and the store in a PostgreSQL beside it, without a standby. Medians of five
// runs.
#include "server/store/postgres_store.h"
#include "server/store/sqlite_store.h"
#include "server/store/store_thread.h"
#include "tests/server/support/outcomes.h"
#include "tests/server/support/postgres_server.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kRows = 20'000;
constexpr std::size_t kWaiting = 512;
constexpr int kRuns = 5;

struct Run {
    double rows_per_second = 0;
    std::vector<std::size_t> batches;
    double p99_ms = 0;
};

[[noreturn]] void fail(const char* why) {
    std::fprintf(stderr, "store_bench: %s\n", why);
    std::exit(1);
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

template <class T>
T middle(std::vector<T> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// kWaiting outcomes wait at any time, until all are durable.
Run run_store(std::unique_ptr<Store> store) {
    const City city;
    std::vector<Outcome> outcomes;
    for (std::size_t i = 0; i < kRows; ++i)
        outcomes.push_back(approval(city, random_tag()));
    Run out;
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t waiting = 0;
    std::size_t in_batch = 0;
    std::vector<double> waits;
    StoreThread thread(
        std::move(store),
        [&](const std::function<void()>& answers) {
            const std::lock_guard lock(mutex);
            in_batch = 0;
            answers();
            out.batches.push_back(in_batch);
            changed.notify_all();
        },
        [](Store& resting) { [[maybe_unused]] const auto rested = resting.rest(); });
    const auto start = Clock::now();
    for (auto& outcome : outcomes) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return waiting < kWaiting; });
        ++waiting;
        lock.unlock();
        thread.apply(std::move(outcome), [&, asked = Clock::now()](std::expected<void, StoreError> applied) {
            if (!applied)
                fail("an approval was refused");
            --waiting;
            ++in_batch;
            waits.push_back(seconds_since(asked) * 1000);
        });
    }
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return waiting == 0; });
    out.rows_per_second = kRows / seconds_since(start);
    std::ranges::sort(waits);
    out.p99_ms = waits[waits.size() * 99 / 100];
    return out;
}

void execute(sqlite3* db, const char* sql) {
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(sqlite3_errmsg(db));
}

// The same bytes, in one table, in transactions of the same sizes.
double run_bare(const std::filesystem::path& file, const std::vector<std::size_t>& batches) {
    std::vector<std::pair<hash256, envelope::Envelope>> rows(kRows);
    for (auto& [key, sealed] : rows) {
        key = random_array<32>();
        sealed = random_array<envelope::kEnvelopeBytes>();
    }
    sqlite3* db = nullptr;
    sqlite3_stmt* insert = nullptr;
    if (sqlite3_open(file.c_str(), &db) != SQLITE_OK)
        fail("no database");
    execute(db,
            "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE spool(request_key BLOB PRIMARY KEY, epoch INTEGER, sealed BLOB) WITHOUT ROWID");
    sqlite3_prepare_v2(db, "INSERT INTO spool VALUES(?1, 1, ?2)", -1, &insert, nullptr);
    const auto start = Clock::now();
    auto row = rows.begin();
    for (const auto size : batches) {
        execute(db, "BEGIN IMMEDIATE");
        for (std::size_t i = 0; i < size; ++i, ++row) {
            sqlite3_bind_blob(insert, 1, row->first.data(), static_cast<int>(row->first.size()), SQLITE_STATIC);
            sqlite3_bind_blob(insert, 2, row->second.data(), static_cast<int>(row->second.size()), SQLITE_STATIC);
            if (sqlite3_step(insert) != SQLITE_DONE)
                fail(sqlite3_errmsg(db));
            sqlite3_reset(insert);
        }
        execute(db, "COMMIT");
    }
    const auto out = kRows / seconds_since(start);
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return out;
}

void say(const char* what, const std::vector<double>& rates, const std::vector<double>& p99s, std::size_t batches) {
    std::printf("%-28s %8.0f rows/s durable, p99 %6.1f ms, %zu rows a batch\n", what, middle(rates), middle(p99s),
                kRows / batches);
}

void measure_sqlite() {
    std::vector<double> ours, p99s, bare, ratios;
    std::size_t batches = 1;
    for (int i = 0; i < kRuns; ++i) {
        const ScratchFolder folder;
        const auto run = run_store(std::move(*SqliteStore::open(folder.path() / "porchlight.db")));
        const auto plain = run_bare(folder.path() / "bare.db", run.batches);
        ours.push_back(run.rows_per_second);
        p99s.push_back(run.p99_ms);
        bare.push_back(plain);
        ratios.push_back(run.rows_per_second / plain);
        batches = run.batches.size();
    }
    say("SQLite, through the store", ours, p99s, batches);
    std::printf("%-28s %8.0f rows/s durable\n", "bare SQLite, same batches", middle(bare));
    std::printf("%-28s %8.0f %%\n", "ratio", 100 * middle(ratios));
}

void measure_postgres(const std::string& url) {
    std::vector<double> ours, p99s;
    std::size_t batches = 1;
    for (int i = 0; i < kRuns; ++i) {
        auto store = PostgresStore::open(url);
        if (!store)
            fail(store.error().c_str());
        const auto run = run_store(std::move(*store));
        ours.push_back(run.rows_per_second);
        p99s.push_back(run.p99_ms);
        batches = run.batches.size();
    }
    say("PostgreSQL, through the store", ours, p99s, batches);
}

}  // namespace

int main() {
    measure_sqlite();
    PostgresServer server;
    measure_postgres(server.new_database());
}
