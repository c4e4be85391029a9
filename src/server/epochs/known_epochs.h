// The epochs that the server knows, what custodians said of them, and what follows (protocol/PROTOCOL.md, Statements).
// Values and pure functions, any thread.
#pragma once

#include "protocol/statements/standing.h"

#include <map>
#include <string>
#include <vector>

namespace porchlight::server {

// From the first manifest that named it: these never change.
struct StoredEpoch {
    std::uint32_t id = 0;
    byte_array<32> key{};  // X25519
    date end = date::from_days(0);
    date destroy = date::from_days(0);
    // The day on which its records were deleted here, for ever; empty: not.
    std::string deleted{};

    friend bool operator==(const StoredEpoch&, const StoredEpoch&) = default;
};

// A transcript or a statement as it was imported, byte for byte; checked then, and not again.
struct StoredPaper {
    hash256 id{};
    std::uint32_t epoch = 0;
    bool is_transcript = false;
    std::string text;

    friend bool operator==(const StoredPaper&, const StoredPaper&) = default;
};

using RecordCounts = std::map<std::uint32_t, std::uint64_t>;  // by epoch

struct EpochView {
    StoredEpoch epoch;
    protocol::EpochStanding standing;

    bool is_deleted() const { return !epoch.deleted.empty(); }
};

struct KnownEpochs {
    std::vector<StoredEpoch> epochs;
    std::vector<protocol::Sharing> sharings;  // of an epoch without transcript the sole one
    std::vector<protocol::SignedStatement> statements;

    // What cannot be read is left out: what the import refused cannot come back by the store.
    static KnownEpochs read(std::vector<StoredEpoch> epochs, const std::vector<StoredPaper>& papers);

    // By their ids. One whose records were deleted is destroyed, whatever is said later.
    std::vector<EpochView> views(const date& today) const;
    bool is_deleted(std::uint32_t epoch) const;
};

}  // namespace porchlight::server
