// What a card's code proves, and whether what is printed on the card belongs to it (card/FORMAT.md, Checking).
// Asks nobody and keeps nothing. Pure functions, any thread.
#pragma once

#include "verify/issuer_list.h"

#include <optional>
#include <string>
#include <string_view>

namespace porchlight::checking {

enum class Verdict {
    kGenuineUntil,     // made by the city, valid through `expiry`
    kDoesNotExpire,    // made by the city, valid without end
    kExpired,          // made by the city, `expiry` was its last valid day
    kAltered,          // names a key of the city, which did not sign this
    kUnknownIssuer,    // signed by a key that the list does not hold
    kWithdrawnIssuer,  // names a key that the city withdrew: anyone may have it
    kNotOurs,          // not the code of a Porchlight card
};

// "genuine_until", "does_not_expire", "expired", "altered", "unknown_issuer", "withdrawn_issuer", "not_ours".
std::string_view code(Verdict verdict);
bool is_genuine(Verdict verdict);

struct CardCheck {
    Verdict verdict = Verdict::kNotOurs;
    std::optional<date> expiry;                    // of kGenuineUntil and kExpired
    std::optional<card::CheckedCode> signed_code;  // what the city signed: genuine and expired cards have it
};

CardCheck check_card(std::string_view code_text, const IssuerList& list, const date& today);

// As a person reads it off the card. Wiped when it goes.
struct TypedHolder {
    std::string name;
    std::string dob;  // YYYY-MM-DD
    std::string number;

    ~TypedHolder();
};

enum class HolderResult {
    kMatches,
    kDiffers,           // in which of the three is not known, and must not be
    kNameUnreadable,    // no name that a card can hold
    kDateNotReal,       // no date of birth
    kNumberIncomplete,  // not 13 symbols of a card number
    kNumberMistyped,    // its check symbol does not fit: not compared
    kNoMemory,          // not compared
};

// "matches", "differs", "name_unreadable", "date_not_real", "number_incomplete", "number_mistyped", "no_memory".
std::string_view code(HolderResult result);

// Takes 19 MiB and tens of milliseconds; the comparison itself takes the same time whatever differs.
HolderResult check_holder(const card::CheckedCode& signed_code, const TypedHolder& typed, const date& today);

}  // namespace porchlight::checking
