// Who is invited to make a key, or to reshare one (custody/FORMAT.md, Files of a ceremony). Pure functions, any thread.
#pragma once

#include "custody/shares/sharing.h"

namespace porchlight::custody::dkg {

constexpr std::size_t kMaxInvitationBytes = 8192;

struct Invitation {
    std::string city;
    std::uint32_t epoch;
    std::uint32_t number;  // of the sharing that it is to become
    hash256 previous;      // zeros in a generation
    date end;
    date destroy;
    std::uint32_t k;
    std::vector<Custodian> custodians;
    std::vector<std::uint32_t> dealers;  // indices in the old sharing, rising; none in a generation

    std::uint32_t n() const { return static_cast<std::uint32_t>(custodians.size()); }
    bool is_resharing() const { return !dealers.empty(); }
};

// All rules that need no other file: kMalformed, kText, kThreshold, kDates, kCustodians, kAuthority.
std::expected<void, SharingError> check_invitation(const Invitation& invitation);
// One line with its line feed.
std::string to_text(const Invitation& invitation);
std::expected<Invitation, SharingError> parse_invitation(std::string_view line);

// Who a custodian says they are, signed with their key.
std::string introduction(const std::string& name, const std::string& authority, const signing_key& key);
// kMalformed, kText, kSignature.
std::expected<Custodian, SharingError> parse_introduction(std::string_view text);

}  // namespace porchlight::custody::dkg
