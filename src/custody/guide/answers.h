// What people type in answer to a question, checked. Pure functions, any thread.
#pragma once

#include "custody/guide/script.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace porchlight::custody {

// Without spaces around it; nothing if it is no answer of this kind.
std::optional<std::string> checked_answer(AnswerKind kind, std::string_view typed);
// What to type instead.
std::string_view advice_of(AnswerKind kind);

// 0 to 4294967295, in digits alone.
std::optional<std::uint32_t> number_of(std::string_view text);

bool is_yes(std::string_view typed);
bool is_no(std::string_view typed);
// "q" or "quit".
bool is_leaving(std::string_view typed);

}  // namespace porchlight::custody
