// A sharing: the public transcript of who holds the shares of an epoch's key, and the commitments that tell a right
// share from a wrong one (custody/FORMAT.md, Sharing). Pure functions, any thread.
#pragma once

#include "base/crypto.h"
#include "base/date.h"
#include "custody/group/point.h"

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::custody {

constexpr std::size_t kMaxCustodians = 16;
constexpr std::uint32_t kMinThreshold = 2;
constexpr std::size_t kMaxCityBytes = 128;
constexpr std::size_t kMaxCustodianTextBytes = 64;  // of a name, and of an authority
constexpr std::size_t kMaxSharingBytes = 8192;      // the line
constexpr std::size_t kMaxTranscriptBytes = 16384;  // the line and its signatures
constexpr std::string_view kSharingContext = "porchlight sharing v1";

enum class SharingError {
    kMalformed,   // any other bytes than a writer's
    kText,        // a name, an authority or the city is not canonical, empty or too long
    kThreshold,   // k or n out of bounds
    kDates,       // the destruction is before the end
    kCustodians,  // a key or a name is there twice
    kAuthority,   // one authority has k or more
    kPoint,       // a commitment or what follows from them is not a usable point
    kSignature,   // not signed by every custodian
};
// "sharing_malformed", …
std::string_view code(SharingError error);
std::string_view explanation(SharingError error);

struct Custodian {
    std::string name;
    std::string authority;
    public_key key{};  // Ed25519, of custodian.key

    friend bool operator==(const Custodian&, const Custodian&) = default;
};

struct Sharing {
    std::string city;
    std::uint32_t epoch;   // 1 and up
    std::uint32_t number;  // 1 for the first of the epoch
    hash256 previous;      // of the sharing before; zeros for the first
    date end;
    date destroy;
    std::uint32_t k;
    std::vector<Custodian> custodians;      // index i at place i - 1
    hash256 contributions;                  // of the dealings it was made from (FORMAT.md, Generation)
    std::vector<group::Point> commitments;  // C_0 to C_{k-1}

    std::uint32_t n() const { return static_cast<std::uint32_t>(custodians.size()); }
    // Y_i = sum of i^j · C_j: s_i·B. index: 1 to n.
    group::Point verification_key(std::uint32_t index) const;
    // X25519: the Montgomery form of C_0. Of a sharing that check_sharing takes.
    byte_array<32> epoch_public_key() const;

    friend bool operator==(const Sharing&, const Sharing&) = default;
};

// kText.
std::expected<void, SharingError> check_text_of_custodian(const std::string& name, const std::string& authority);
// Who may hold shares together: kText, kThreshold, kCustodians, kAuthority.
std::expected<void, SharingError> check_custodians(const std::vector<Custodian>& custodians, std::uint32_t k);
// All rules but the signatures.
std::expected<void, SharingError> check_sharing(const Sharing& sharing);

// One line with its line feed.
std::string to_text(const Sharing& sharing);
// Nothing but the written form of what check_sharing takes.
std::expected<Sharing, SharingError> parse_sharing(std::string_view line);
// BLAKE2b-256 of the line with its line feed: what names the sharing everywhere.
hash256 hash_of(const Sharing& sharing);

// A sharing with the signature of each of its custodians, in the order of the indices.
struct Transcript {
    Sharing sharing;
    std::vector<signature> signatures;
};

signature sign_sharing(const signing_key& key, const Sharing& sharing);
bool is_signed_by(const Sharing& sharing, std::uint32_t index, const signature& by);

std::string to_text(const Transcript& transcript);
// Every custodian's signature is checked.
std::expected<Transcript, SharingError> parse_transcript(std::string_view text);

}  // namespace porchlight::custody
