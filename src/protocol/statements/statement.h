// What custodians say of an epoch, for the public log: openings, holds, their release, destructions
// (protocol/PROTOCOL.md, Statements). Values and pure functions, any thread.
#pragma once

#include "base/crypto.h"
#include "base/date.h"
#include "protocol/statements/sharing.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace porchlight::protocol {

constexpr std::size_t kMaxStatementBytes = 16U << 10;
constexpr std::string_view kOpeningContext = "porchlight opening v1";
constexpr std::string_view kHoldContext = "porchlight hold v1";
constexpr std::string_view kHoldReleaseContext = "porchlight hold release v1";
constexpr std::string_view kDestructionContext = "porchlight destruction v1";

// Which city and epoch it is about, and on which day it was said.
struct StatementHead {
    std::string city;
    std::uint32_t epoch = 0;
    date day = date::from_days(0);

    friend bool operator==(const StatementHead&, const StatementHead&) = default;
};

struct Opening : StatementHead {
    hash256 sharing{};  // of the transcript
    hash256 request{};
    std::string reason;
    std::string order;

    friend bool operator==(const Opening&, const Opening&) = default;
};

struct Hold : StatementHead {
    std::string order;
    std::string authority;

    friend bool operator==(const Hold&, const Hold&) = default;
};

struct HoldRelease : StatementHead {
    hash256 hold{};  // its id
    std::string order;
    std::string authority;

    friend bool operator==(const HoldRelease&, const HoldRelease&) = default;
};

struct Destruction : StatementHead {
    hash256 sharing{};
    std::uint32_t index = 0;  // from 1
    std::string schedule;
    std::optional<hash256> next;  // the sharing that took this one's place

    friend bool operator==(const Destruction&, const Destruction&) = default;
};

using Statement = std::variant<Opening, Hold, HoldRelease, Destruction>;

const StatementHead& head_of(const Statement& statement);
// What its signatures are for.
std::string_view context_of(const Statement& statement);

// The one form of its bytes; nothing where a text or number is outside its limits.
std::optional<std::string> payload_of(const Statement& statement);
// Nothing for any other bytes.
std::optional<Statement> parse_statement(std::string_view payload);

// Of the payload's exact bytes.
hash256 statement_id(std::string_view payload);

}  // namespace porchlight::protocol
