// What a ceremony finds wrong, and whose doing it is (custody/FORMAT.md, What is checked, and who is named). Any
// thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace porchlight::custody::dkg {

enum class CeremonyError {
    kMissing,
    kMalformed,
    kSignature,
    kOther,
    kOtherView,
    kEquivocation,
    kReveal,
    kProof,
    kBadShare,
    kFalseComplaint,
    kNotItsShare,
    kAgreement,
};
// "ceremony_missing", …
std::string_view code(CeremonyError error);
std::string_view explanation(CeremonyError error);

// Dealers of a resharing are counted as in the old sharing; those of a generation are its custodians.
enum class Role { kCustodian, kDealer };

struct Fault {
    CeremonyError error{};
    Role role{};
    std::uint32_t index = 0;

    friend bool operator==(const Fault&, const Fault&) = default;
};

}  // namespace porchlight::custody::dkg
