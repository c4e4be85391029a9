#include "log/entry_file.h"

#include "base/encoding.h"
#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::public_log;
using namespace porchlight::tests;

TEST_CASE("Entries are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("log_entry")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto entry = parse_entry(as_text(input));
        CHECK(code_of(entry) == vector.error());
        if (entry)
            CHECK("ok-" + std::string(kind_name(*entry)) + ".json" == vector.file);
    }
}

TEST_CASE("Files of entries are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("log_file")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto lines = read_entries(as_text(input));
        CHECK(code_of(lines) == vector.error());
        if (lines)
            CHECK(to_hex(root_of(leaves_of(*lines))) == vector.text("root"));
    }
}

TEST_CASE("A statement is logged with its exact bytes") {
    const std::string payload = R"({"v":1,"type":"destruction","schedule":"LG-12 \"2026\"","city":"Zürich"})";
    REQUIRE(statement_kind(payload) == StatementKind::kDestruction);
    const auto line = to_text(StatementEntry{StatementKind::kDestruction, payload});
    const auto entry = parse_entry(line);
    REQUIRE(entry);
    CHECK(std::get<StatementEntry>(*entry).payload == payload);
    CHECK_FALSE(statement_kind("{\"v\":1,\n\"type\":\"hold\"}"));
    CHECK_FALSE(statement_kind(R"({"v":1,"type":"manifest"})"));
    CHECK_FALSE(statement_kind(R"( {"v":1,"type":"hold"})"));
    CHECK_FALSE(statement_kind(""));
}

TEST_CASE("The root of a batch depends on each of its digests") {
    const std::vector<hash256> digests{hash(as_bytes("a")), hash(as_bytes("b")), hash(as_bytes("c"))};
    auto other = digests;
    other[2][31] ^= 1U;
    CHECK(batch_root(digests) != batch_root(other));
    CHECK(batch_root({digests[0]}) == leaf_hash(digests[0]));
}
