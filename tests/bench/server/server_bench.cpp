// porchlight-server against a server as one is usually built with Node (peer/): the same issuances, the same client,
// the same durability, the same run. server_bench [--runs N] [--seconds N] [--stores sqlite,postgres]; a table with
// medians for each store. Sides take turns at being first. Run by `shell/porchlight bench server`.
#include "tests/bench/server/load.h"
#include "tests/bench/server/measure.h"
#include "tests/bench/server/sides.h"
#include "tests/server/support/postgres_server.h"
#include "tests/server/support/server_process.h"

#include <charconv>
#include <cstdio>
#include <functional>
#include <iostream>
#include <optional>
#include <sstream>

using namespace porchlight::server;
using namespace porchlight::server::bench;

namespace {

// What is signed ahead; a server that is faster ends the run with a sentence that says so.
constexpr std::size_t kFastest_per_second = 9000;
// A server takes 120 issuances of a kiosk at once (server/issuance_service.h).
constexpr std::size_t kIssuesOfKiosk = 115;
// Room for either side; what is durable is as PostgreSQL has it: fsync and synchronous_commit on.
constexpr const char* kPostgresSettings = "shared_buffers = 128MB\nmax_wal_size = 1GB\nwal_recycle = on";

struct StoreKind {
    std::string_view name;
    std::string_view peer;
    bool is_postgres;
    double times_faster;
};
constexpr std::array kStores = {StoreKind{"sqlite", "Fastify + better-sqlite3", false, 4},
                                StoreKind{"postgres", "Fastify + pg", true, 2}};
constexpr double kTimesSooner = 4;
constexpr double kTimesSmaller = 4;

struct Options {
    int runs = 5;
    LoadTimes times;
    std::vector<StoreKind> stores{kStores.begin(), kStores.end()};
};

struct SideResults {
    std::vector<LoadResult> runs;
    double median_of(double LoadResult::* what) const {
        std::vector<double> values;
        for (const auto& run : runs)
            values.push_back(run.*what);
        return median(values);
    }
};

using Start = std::unique_ptr<Side> (*)(const Plan&, const std::string&);

std::vector<std::string> sign_in(const Plan& plan, std::uint16_t port) {
    std::vector<std::string> out;
    for (const auto& desk : plan.desks) {
        out.push_back(test::DeskClient(port, desk.librarian, kPassword).cookie());
        if (out.back().empty())
            throw std::runtime_error("a librarian cannot sign in");
    }
    return out;
}

LoadResult measure(Start start, const std::string& postgres_url, const LoadTimes& times) {
    const auto seconds = static_cast<std::size_t>((times.warm_up + times.measured).count());
    const auto issues = kFastest_per_second * seconds / kLanes + 1;
    const auto plan = make_plan(issues / kIssuesOfKiosk + 1);
    const auto side = start(plan, postgres_url);
    auto cookies = sign_in(plan, side->port());
    const auto corpus = sign_corpus(plan, test::fetch_challenge(side->port()), issues);
    Load load(plan, corpus, side->port(), std::move(cookies));
    const auto result = load.run(times, side->pid());
    if (side->stored() != static_cast<std::int64_t>(result.receipts))
        throw std::runtime_error("there are " + std::to_string(result.receipts) + " receipts, but " +
                                 std::to_string(side->stored()) + " records");
    return result;
}

void say(std::string_view who, const LoadResult& run) {
    std::fprintf(stderr,
                 "bench: %-26s %6.0f a second, p50 %5.1f ms, p99 %6.1f ms, %5.1f MiB; cores: %.2f, client %.2f\n",
                 std::string(who).c_str(), run.issuances_per_second, run.p50_ms, run.p99_ms, run.most_mib,
                 run.server_cores, run.client_cores);
}

int digits(double value) { return value < 10 ? 2 : value < 1000 ? 1 : 0; }

// Is it met?
bool row(const char* what, double ours, double theirs, const char* unit, double times, double goal) {
    std::printf("| %s | %.*f%s | %.*f%s | %.1f | ", what, digits(ours), ours, unit, digits(theirs), theirs, unit,
                times);
    if (goal > 0)
        std::printf("%.0f times: %s |\n", goal, times >= goal ? "met" : "missed");
    else
        std::printf("|\n");
    return times >= goal;
}

int table(const StoreKind& store, const SideResults& ours, const SideResults& theirs) {
    const auto compare = [&](const char* what, double LoadResult::* member, const char* unit, bool is_more_better,
                             double goal) {
        const auto a = ours.median_of(member);
        const auto b = theirs.median_of(member);
        return row(what, a, b, unit, is_more_better ? a / b : b / a, goal) ? 0 : 1;
    };
    std::printf("\n| %s | porchlight-server | %s | times better | goal |\n|---|---|---|---|---|\n",
                std::string(store.name).c_str(), std::string(store.peer).c_str());
    int missed =
        compare("issuances a second, durable", &LoadResult::issuances_per_second, "", true, store.times_faster);
    missed += compare("post to receipt, p50", &LoadResult::p50_ms, " ms", false, 0);
    missed += compare("post to receipt, p99", &LoadResult::p99_ms, " ms", false, kTimesSooner);
    missed += compare("memory, at most (PSS)", &LoadResult::most_mib, " MiB", false, kTimesSmaller);
    compare("processor, an issuance", &LoadResult::server_cpu_ms, " ms", false, 0);
    compare("processor, cores busy", &LoadResult::server_cores, "", false, 0);
    compare("the client's cores busy", &LoadResult::client_cores, "", false, 0);
    return missed;
}

int bench_store(const StoreKind& store, const Options& options) {
    std::optional<test::PostgresServer> postgres;
    if (store.is_postgres)
        postgres.emplace(kPostgresSettings);
    SideResults ours;
    SideResults theirs;
    const auto run = [&](Start start, std::string_view who, SideResults& results) {
        results.runs.push_back(measure(start, postgres ? postgres->new_database() : "", options.times));
        say(who, results.runs.back());
    };
    for (int i = 0; i < options.runs; ++i)
        for (const bool is_ours : {i % 2 == 0, i % 2 != 0})
            is_ours ? run(start_ours, "porchlight-server", ours) : run(start_peer, store.peer, theirs);
    return table(store, ours, theirs);
}

bool take_number(std::string_view text, int& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && out > 0;
}

bool take_stores(const std::string& list, std::vector<StoreKind>& out) {
    out.clear();
    std::istringstream in(list);
    for (std::string name; std::getline(in, name, ',');) {
        const auto store = std::ranges::find(kStores, name, &StoreKind::name);
        if (store == kStores.end())
            return false;
        out.push_back(*store);
    }
    return !out.empty();
}

std::optional<Options> read_options(std::span<char*> words) {
    Options out;
    int seconds = static_cast<int>(out.times.measured.count());
    for (std::size_t i = 0; i < words.size(); i += 2) {
        const std::string_view name = words[i];
        if (i + 1 == words.size())
            return std::nullopt;
        const bool is_taken = (name == "--runs" && take_number(words[i + 1], out.runs)) ||
                              (name == "--seconds" && take_number(words[i + 1], seconds)) ||
                              (name == "--stores" && take_stores(words[i + 1], out.stores));
        if (!is_taken)
            return std::nullopt;
    }
    out.times.measured = std::chrono::seconds(seconds);
    return out;
}

}  // namespace

int main(int count, char** words) {
    const auto options = read_options(std::span(words + 1, static_cast<std::size_t>(count - 1)));
    if (!options) {
        std::cerr << "server_bench [--runs N] [--seconds N] [--stores sqlite,postgres]\n";
        return 2;
    }
    try {
        int missed = 0;
        for (const auto& store : options->stores)
            missed += bench_store(store, *options);
        return missed == 0 ? 0 : 1;
    } catch (const std::exception& failure) {
        std::cerr << "bench: " << failure.what() << '\n';
        return 1;
    }
}
