// Who holds the shares of an epoch's key, as far as statements need it: from the transcript of a ceremony
// (custody/FORMAT.md, Sharing; protocol/PROTOCOL.md, Statements). Of the commitments nothing is computed here.
// Pure functions, any thread.
#pragma once

#include "base/date.h"
#include "protocol/statements/statement_error.h"
#include "protocol/trust.h"

#include <expected>
#include <span>
#include <string>
#include <vector>

namespace porchlight::protocol {

constexpr std::size_t kMaxTranscriptBytes = 16U << 10;
constexpr std::uint32_t kMaxCustodians = 16;
constexpr std::string_view kSharingContext = "porchlight sharing v1";

// One sharing of an epoch's key, as its transcript says.
struct Sharing {
    hash256 id{};  // of the transcript
    std::uint32_t epoch = 0;
    std::uint32_t number = 0;            // 1 for the first, 1 more with each resharing
    std::uint32_t threshold = 0;         // k
    std::vector<public_key> custodians;  // n signing keys; index 1 comes first

    // How many must be gone: n-k+1.
    std::uint32_t to_destroy() const { return static_cast<std::uint32_t>(custodians.size()) - threshold + 1; }
};

// Of a key that one custodian made and holds whole (k = n = 1).
Sharing sole_sharing(std::uint32_t epoch, const byte_array<32>& epoch_key, const public_key& custodian);

const Sharing* find_sharing(std::span<const Sharing> sharings, const hash256& id);

// What else a transcript says.
struct Transcript {
    Sharing sharing;
    std::string city;
    date end = date::from_days(0);
    date destroy = date::from_days(0);
    std::vector<std::string> names;  // of the custodians, in their order
};

// A line of JSON, and the signature of each of its custodians over that line. kMalformed, kSignature.
std::expected<Transcript, StatementError> read_transcript(std::string_view text);

// Of this city, with at least as many of its custodians as must sign a manifest: kCity, kSignature. Else anybody could
// write one in which strangers hold the shares, and then have those strangers say that they are destroyed.
std::expected<Transcript, StatementError> open_transcript(std::string_view text, const Trust& trust);

}  // namespace porchlight::protocol
