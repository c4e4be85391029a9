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

std::span<const FieldFault> faults_of(DraftField field) {
    using enum FieldFault;
    static constexpr std::array kOfName{kSpelling, kDiffers, kUnreadable};
    static constexpr std::array kOfDate{kDiffers};
    static constexpr std::array kOfPhoto{kPhotoRule, kUnreadable};
    // Gender is the applicant's own word, and no paper decides about it, nor about what is printed beside it.
    static constexpr std::array kOfText{kSpelling, kUnreadable};
    switch (field) {
        case DraftField::kNone: return {};
        case DraftField::kName: return kOfName;
        case DraftField::kBirthDate: return kOfDate;
        case DraftField::kPhoto: return kOfPhoto;
        case DraftField::kGender:
        case DraftField::kEmergency:
        case DraftField::kNote: return kOfText;
    }
    return {};
}

bool is_on_every_card(DraftField field) {
    return field == DraftField::kName || field == DraftField::kBirthDate || field == DraftField::kPhoto;
}

AnswerState state_of(const Refusal& refusal) {
    if (refusal.denied != DenialReason::kNone)
        return AnswerState::kDenied;
    return refusal.field == DraftField::kNone ? AnswerState::kEnded : AnswerState::kSentBack;
}

}  // namespace porchlight::protocol
