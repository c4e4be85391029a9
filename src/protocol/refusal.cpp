#include "protocol/refusal.h"

#include <algorithm>
#include <array>

namespace porchlight::protocol {
namespace {

// By their values.
constexpr std::array<std::string_view, 4> kReasons{"", "papers", "person", "words"};
constexpr std::array<std::string_view, 7> kFields{"", "name", "birth_date", "photo", "gender", "emergency", "note"};
constexpr std::array<std::string_view, 5> kFaults{"", "unreadable", "spelling", "differs", "photo_rule"};

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& codes, std::string_view code) {
    const auto at = std::ranges::find(codes, code);
    if (code.empty() || at == codes.end())
        return std::nullopt;
    return static_cast<Enum>(at - codes.begin());
}

}  // namespace

std::string_view code(DenialReason reason) { return kReasons[static_cast<std::size_t>(reason)]; }
std::string_view code(DraftField field) { return kFields[static_cast<std::size_t>(field)]; }
std::string_view code(FieldFault fault) { return kFaults[static_cast<std::size_t>(fault)]; }

std::optional<DenialReason> denial_reason_of(std::string_view code) { return named<DenialReason>(kReasons, code); }
std::optional<DraftField> draft_field_of(std::string_view code) { return named<DraftField>(kFields, code); }
std::optional<FieldFault> field_fault_of(std::string_view code) { return named<FieldFault>(kFaults, code); }

AnswerState state_of(const Refusal& refusal) {
    if (refusal.denied != DenialReason::kNone)
        return AnswerState::kDenied;
    return refusal.field == DraftField::kNone ? AnswerState::kEnded : AnswerState::kSentBack;
}

}  // namespace porchlight::protocol
