// In which state an epoch is, from its dates, its sharings, what custodians said, and today
// (protocol/PROTOCOL.md, States of an epoch). Pure functions, any thread.
#pragma once

#include "protocol/statements/statement_check.h"

#include <vector>

namespace porchlight::protocol {

enum class EpochState { kOpen, kClosed, kDue, kOnHold, kDestroyed };

// "open", "closed", "due", "on_hold", "destroyed".
std::string_view code(EpochState state);

// What is known of one epoch. Statements and sharings of other epochs are passed over.
struct EpochFacts {
    std::uint32_t epoch = 0;
    date end = date::from_days(0);      // the last day on which kiosks seal to it
    date destroy = date::from_days(0);  // the day by which its shares are destroyed
    std::span<const Sharing> sharings;
    std::span<const SignedStatement> statements;
};

// A sharing, and the indices of those of its custodians whose statement is still missing.
struct SharingStanding {
    hash256 id{};
    std::uint32_t number = 0;
    std::uint32_t to_destroy = 0;  // n-k+1
    std::vector<std::uint32_t> destroyed;
    std::vector<std::uint32_t> missing;

    bool is_gone() const { return destroyed.size() >= to_destroy; }
};

struct EpochStanding {
    EpochState state = EpochState::kOpen;
    std::vector<SignedStatement> holds;     // that stand today
    std::vector<SharingStanding> sharings;  // by their numbers
    bool knows_all_sharings = false;        // none is missing that a statement names
};

EpochStanding standing_of(const EpochFacts& facts, const date& today);

}  // namespace porchlight::protocol
