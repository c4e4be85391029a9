// A date of birth as the record takes it: real, not in the future, at most 130 years back.
// Pure functions, any thread; today's date is the caller's.
#pragma once

#include "base/date.h"
#include "record/error.h"

#include <expected>
#include <string_view>

namespace porchlight::record {

constexpr int kMaxAgeYears = 130;

// From the three fields as typed (digits only, white space around them allowed).
std::expected<date, Error> birth_date_from_fields(std::string_view year, std::string_view month, std::string_view day,
                                                  const date& today);

// From "YYYY-MM-DD".
std::expected<date, Error> parse_birth_date(std::string_view text, const date& today);

}  // namespace porchlight::record
