// Where rows lie in the pages of the SQLite store: read from the file itself, for SQL does not tell.
#include "server/store/sqlite_spool.h"
#include "server/store/sqlite_store.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <set>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPageBytes = 8192;
constexpr std::size_t kApprovals = 90;
constexpr SqliteOptions kAtOnce{.max_pages = 0, .quiet = std::chrono::milliseconds(0)};
const date kMonday = *date::from_ymd(2026, 11, 23);

// Each of a librarian of its own, whose names have one length.
std::vector<Outcome> approvals(const City& city) {
    std::vector<Outcome> out;
    for (std::size_t i = 0; i < kApprovals; ++i) {
        const RequestTag tag{random_array<16>(),   random_array<16>(), 2,
                             protocol::Again::kNo, random_array<32>(), random_array<32>()};
        const auto librarian = "librarian " + std::to_string(100 + i);
        out.push_back({tag, SealedRecord{city.epoch, city.sealed()},
                       CountKey{kMonday, "North Branch", librarian, "adult", "approved"}});
    }
    return out;
}

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Of each page that has some of these texts, which, as they lie there. Which number a page has is left out.
std::multiset<std::vector<std::size_t>> layout(const fs::path& file, const std::vector<std::string>& texts) {
    std::multiset<std::vector<std::size_t>> out;
    const auto content = content_of(file);
    for (std::size_t page = 0; page < content.size(); page += kPageBytes) {
        const auto bytes = std::string_view(content).substr(page, kPageBytes);
        std::vector<std::pair<std::size_t, std::size_t>> places;
        for (std::size_t i = 0; i < texts.size(); ++i)
            if (const auto at = bytes.find(texts[i]); at != bytes.npos)
                places.emplace_back(at, i);
        std::ranges::sort(places);
        std::vector<std::size_t> order;
        for (const auto& place : places)
            order.push_back(place.second);
        if (!order.empty())
            out.insert(std::move(order));
    }
    return out;
}

struct Layouts {
    std::multiset<std::vector<std::size_t>> records, counts;
    friend bool operator==(const Layouts&, const Layouts&) = default;
};

Layouts layouts(const fs::path& file, std::span<const Outcome> outcomes) {
    std::vector<std::string> records, counts;
    for (const auto& outcome : outcomes) {
        records.emplace_back(as_text(outcome.record->sealed));
        counts.push_back(outcome.count.librarian);
    }
    return {layout(file, records), layout(file, counts)};
}

void apply_one_by_one(const fs::path& file, std::span<const Outcome> outcomes, SqliteOptions options, bool rests) {
    auto store = std::move(*SqliteStore::open(file, options));
    for (const auto& outcome : outcomes)
        REQUIRE(store->apply({&outcome, 1}));
    if (rests)
        REQUIRE(store->rest());
    REQUIRE(*store->count(outcomes.front().count) == 1);
}

// What two databases with the same keys look like, to which the same was applied, forwards and backwards.
std::pair<Layouts, Layouts> forwards_and_backwards(SqliteOptions options, bool rests) {
    const City city;
    const ScratchFolder folder;
    const auto one = folder.path() / "one.db";
    const auto other = folder.path() / "other.db";
    {
        REQUIRE(SqliteStore::open(one));
    }
    fs::copy_file(one, other);
    auto outcomes = approvals(city);
    const auto listed = outcomes;
    apply_one_by_one(one, outcomes, options, rests);
    std::ranges::reverse(outcomes);
    apply_one_by_one(other, outcomes, options, rests);
    return {layouts(one, listed), layouts(other, listed)};
}

}  // namespace

TEST_CASE("promise_7 a resting store has spool and counts in no order of time, nor within a page",
          "[server][store][promise]") {
    const auto [forwards, backwards] = forwards_and_backwards(kAtOnce, true);
    CHECK(forwards == backwards);
    CHECK(forwards.records.size() > 5);
}

TEST_CASE("promise_7 a store that ends before it came to rest has no order of time either",
          "[server][store][promise]") {
    const auto [forwards, backwards] = forwards_and_backwards({}, false);
    CHECK(forwards == backwards);
}

TEST_CASE("pages have rows in the order in which they came until a store rests", "[server][store]") {
    const City city;
    const ScratchFolder folder;
    const auto file = folder.path() / "porchlight.db";
    const auto outcomes = approvals(city);
    auto store = std::move(*SqliteStore::open(file));
    for (const auto& outcome : outcomes)
        REQUIRE(store->apply({&outcome, 1}));
    REQUIRE(store->rest());  // not quiet for long enough: the log of writes goes, the order stays
    const auto before = layouts(file, outcomes);
    REQUIRE(store->holds(*outcomes.front().tag));
    store.reset();
    CHECK_FALSE(before == layouts(file, outcomes));
}
