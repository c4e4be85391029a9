// A person's name in the canonical form of record/FORMAT.md: NFC, spaces folded, nothing that hides or reorders.
// Pure functions, any thread. Sources: Unicode 15 NFC and UAX #29 (utf8proc).
#pragma once

#include "record/error.h"

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace porchlight::record {

constexpr std::size_t kMaxNameCharacters = 100;  // user-perceived
constexpr std::size_t kMaxNameBytes = 768;       // UTF-8, after NFC

// What was typed, made canonical.
std::expected<std::string, Error> canonical_name(std::string_view typed);

// Is it canonical already? A reader refuses a record whose name is not.
bool is_canonical_name(std::string_view name);

// NFKC case fold, letters, marks and digits only: how a name typed from a card is compared. Name: canonical.
std::string comparison_form(std::string_view name);

// User-perceived characters (extended grapheme clusters) of valid UTF-8.
std::size_t count_characters(std::string_view text);

// Rules 1 to 4 of the canonical name for other short printed text (the applicant's own word for gender): may be
// empty, at most so many characters and bytes.
std::expected<std::string, Error> canonical_text(std::string_view typed, std::size_t max_characters,
                                                 std::size_t max_bytes);

}  // namespace porchlight::record
