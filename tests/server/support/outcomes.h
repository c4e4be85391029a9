// Outcomes for tests of a store, and what they read back from it.
#pragma once

#include "server/store/store.h"
#include "tests/server/support/city.h"

#include <vector>

namespace porchlight::server::test {

inline const date kMonday = *date::from_ymd(2026, 11, 23);
inline const date kTuesday = *date::from_ymd(2026, 11, 24);
inline const date kWednesday = *date::from_ymd(2026, 11, 25);
inline const date kThursday = *date::from_ymd(2026, 11, 26);
inline const CountKey kCount{kMonday, "North Branch", "demo", "adult", "approved"};

inline RequestTag random_tag() {
    return {random_array<16>(), random_array<16>(), 2, protocol::Again::kNo, random_array<32>(), random_array<32>()};
}

inline Outcome approval(const City& city, const RequestTag& tag) {
    return {tag, SealedRecord{city.epoch, city.sealed()}, kCount};
}

struct CollectingSink final : RecordSink {
    std::uint64_t announced = 0;
    std::vector<hash256> digests;
    bool begin(std::uint64_t count) override {
        announced = count;
        return true;
    }
    bool record(byte_view sealed) override {
        digests.push_back(hash(sealed));
        return true;
    }
};

}  // namespace porchlight::server::test
