#include "tests/custody/opening/dealer.h"
#include "tests/support/vectors.h"

#include "envelope/open.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

// How many are found, or the code of what is wrong.
std::string walk(const Dealt& dealt, byte_view exported, const OpeningRequest& request) {
    MemorySource source(exported);
    auto reader = reader_of(source);
    auto records = RequestedRecords::create(reader, request, dealt.keys);
    if (!records)
        return std::string(code(records.error()));
    std::size_t seen = 0;
    for (auto batch = records->next();; batch = records->next()) {
        if (!batch)
            return std::string(code(batch.error()));
        if (batch->empty())
            return std::to_string(seen);
        for (const auto& record : *batch) {
            CHECK(record.digest == hash(record.envelope));
            CHECK(record.ephemeral.value() == envelope::lifted_ephemeral_key(record.envelope).value());
            ++seen;
        }
    }
}

hash256 digest_at(byte_view exported, std::size_t index) { return hash(exported.subspan(16 + 1024 * index, 1024)); }

}  // namespace

TEST_CASE("A whole export is gone through in batches, each key lifted as if alone") {
    REQUIRE(start_crypto());
    const auto dealt = deal();
    const auto exported = export_of_people(dealt, RequestedRecords::kBatch + 3);
    CHECK(walk(dealt, exported, request_for_all(dealt, exported)) == std::to_string(RequestedRecords::kBatch + 3));
}

TEST_CASE("Only the records that are asked for are found, in an export that holds more or no more") {
    const auto dealt = deal();
    const auto exported = export_of_people(dealt, 20);
    const auto asked = [&](const std::vector<hash256>& digests) {
        return request_for_records(kDealtEpoch, dealt.keys.hash(), digests);
    };
    CHECK(walk(dealt, exported, asked({digest_at(exported, 0), digest_at(exported, 7), digest_at(exported, 19)})) ==
          "3");
    CHECK(walk(dealt, exported, asked({digest_at(exported, 4), hash256{5}})) == "record_missing");
    hash256 last;
    last.fill(0xff);
    CHECK(walk(dealt, exported, asked({last})) == "record_missing");
    envelope::Envelope one;
    std::ranges::copy(byte_view(exported).subspan(16, 1024), one.begin());
    CHECK(walk(dealt, dealt_export({one}), asked({digest_at(exported, 0)})) == "1");
}

TEST_CASE("Another export than the request's is found, and one that was changed on its way") {
    const auto dealt = deal();
    const auto exported = export_of_people(dealt, 5);
    const auto request = request_for_all(dealt, exported);
    CHECK(walk(dealt, export_of_people(dealt, 5), request) == "export_differs");
    CHECK(walk(dealt, export_of_people(dealt, 4), request) == "export_differs");
    auto changed = exported;
    std::rotate(changed.begin() + 16, changed.begin() + 16 + 1024, changed.end());
    CHECK(walk(dealt, changed, request) == "export_order");
    auto other_epoch = exported;
    other_epoch[7] ^= 1;
    CHECK(walk(dealt, other_epoch, request) == "export_differs");
}

TEST_CASE("Keys lifted together are those lifted alone, whatever stands between them") {
    std::vector<envelope::Point> keys(7);
    for (auto& key : keys)
        key = deal(2, 2).keys.epoch_key();
    keys[1] = array_from_hex<32>("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f").value();  // -1
    keys[3].fill(0xff);  // not reduced
    keys[6] = {};
    std::vector<std::optional<envelope::Point>> lifted(keys.size());
    envelope::lift_each(keys, lifted);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        std::optional<envelope::Point> alone;
        envelope::lift_each({&keys[i], 1}, {&alone, 1});
        CHECK(alone == lifted[i]);
        CHECK(lifted[i].has_value() == (i != 1 && i != 3));
    }
    CHECK(group::montgomery_form(*lifted[0]) == std::optional(keys[0]));
    envelope::lift_each({}, {});
}
