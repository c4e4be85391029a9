// Whether an answer is good, and what to say if not. Pure functions, any thread; today's date is the caller's.
#pragma once

#include "base/date.h"
#include "intake/flow/state.h"
#include "record/error.h"

#include <expected>
#include <string>

namespace porchlight::intake {

// The canonical name, or what to say about it.
std::expected<std::string, Problem> checked_name(const Draft& draft);
std::expected<date, Problem> checked_birth_date(const Draft& draft, const date& today);
// What a librarian typed: the name without blanks around it, and the six digits of a code, which apps show in groups.
std::expected<std::string, Problem> checked_librarian(const Draft& draft);
std::expected<std::string, Problem> checked_code(const Draft& draft);
// Canonical, empty when nothing is to be printed.
std::expected<std::string, Problem> checked_gender(const Draft& draft);

// Printed on the back; good where it is not empty.
std::expected<std::string, Problem> checked_emergency(const Draft& draft);
std::expected<std::string, Problem> checked_note(const Draft& draft);

}  // namespace porchlight::intake
