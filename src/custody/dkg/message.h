// The files of a ceremony, each a line of JSON and its maker's signature (custody/FORMAT.md, Files of a ceremony).
// Pure functions, any thread.
#pragma once

#include "custody/dkg/fault.h"
#include "custody/group/proof.h"
#include "custody/shares/sharing.h"

#include <variant>

namespace porchlight::custody::dkg {

constexpr std::string_view kCeremonyContext = "porchlight ceremony v1";
constexpr std::size_t kMaxMessageBytes = 8192;
constexpr std::size_t kSealedShareBytes = 48;
using SealedShare = byte_array<kSealedShareBytes>;

struct Join {
    hash256 ceremony{};
    std::uint32_t from = 0;
    group::Point box{};
};

struct Commit {
    hash256 ceremony{};
    hash256 seen{};
    std::uint32_t from = 0;
    hash256 commitment{};
};

struct Deal {
    hash256 ceremony{};
    hash256 seen{};
    std::uint32_t from = 0;
    std::vector<group::Point> commitments;
    group::Point ephemeral{};
    group::Proof proof{};
    std::vector<SealedShare> shares;  // for index j at place j - 1
};

struct Agree {
    hash256 ceremony{};
    hash256 seen{};
    std::uint32_t from = 0;
    signature transcript{};
};

struct Complaint {
    hash256 ceremony{};
    hash256 seen{};
    std::uint32_t from = 0;
    std::uint32_t against = 0;
    group::Point shared{};
    group::Proof proof{};
};

using Message = std::variant<Join, Commit, Deal, Agree, Complaint>;

// The first line, with its line feed.
std::string line_of(const Message& message);
// The whole file.
std::string signed_text(const Message& message, const signing_key& key);

struct SignedLine {
    std::string_view line;  // of the text that was read
    signature by{};
};
// A line that ends with a line feed, and a signature line; nothing for anything else.
std::optional<SignedLine> split_signed(std::string_view text);
// The two lines of it.
std::string with_signature(const std::string& line, const signature& by);

// Any kind; points are points. kMalformed.
std::expected<Message, CeremonyError> parse_message(std::string_view text);
bool is_signed_by(std::string_view text, const public_key& key);

}  // namespace porchlight::custody::dkg
