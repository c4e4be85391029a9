// How a librarian ends an issuance without a card: denied, sent back to be corrected, or the session ended, and what of
// it the applicant is told (PROTOCOL.md, Answer). Never a value that was typed, and stored nowhere but as a count.
// Plain values; pure functions, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace porchlight::protocol {

enum class AnswerState : std::uint8_t {
    kWaiting = 0,
    kApproved = 1,
    kDenied = 2,
    kCancelled = 3,
    kSentBack = 4,
    kEnded = 5,
};
enum class DenialReason : std::uint8_t { kNone = 0, kPapers = 1, kPerson = 2, kWords = 3 };
// What is to be corrected, and why.
enum class DraftField : std::uint8_t {
    kNone = 0,
    kName = 1,
    kBirthDate = 2,
    kPhoto = 3,
    kGender = 4,
    kEmergency = 5,
    kNote = 6,
};
enum class FieldFault : std::uint8_t { kNone = 0, kUnreadable = 1, kSpelling = 2, kDiffers = 3, kPhotoRule = 4 };

// "papers", "person", "words"; "name", "birth_date", "photo", "gender", "emergency", "note"; "unreadable", "spelling",
// "differs", "photo_rule"; "" for none.
std::string_view code(DenialReason reason);
std::string_view code(DraftField field);
std::string_view code(FieldFault fault);
// The other way; nothing for another word, nor for the empty one.
std::optional<DenialReason> denial_reason_of(std::string_view code);
std::optional<DraftField> draft_field_of(std::string_view code);
std::optional<FieldFault> field_fault_of(std::string_view code);

// All but kNone.
inline constexpr std::array kDraftFields{DraftField::kName,   DraftField::kBirthDate, DraftField::kPhoto,
                                         DraftField::kGender, DraftField::kEmergency, DraftField::kNote};
// What a field may be sent back for; nothing for kNone.
std::span<const FieldFault> faults_of(DraftField field);
// Name, birth date and photo are on every card; the others where the programme prints them.
bool is_on_every_card(DraftField field);

struct Refusal {
    DenialReason denied = DenialReason::kNone;
    std::uint8_t missing = 0;  // with kPapers: the needs that are missing, a bit each (documents.h)
    DraftField field = DraftField::kNone;
    FieldFault fault = FieldFault::kNone;

    friend bool operator==(const Refusal&, const Refusal&) = default;
};

constexpr Refusal denial(DenialReason reason, std::uint8_t missing = 0) {
    return {reason, missing, DraftField::kNone, FieldFault::kNone};
}
constexpr Refusal sent_back(DraftField field, FieldFault fault) { return {DenialReason::kNone, 0, field, fault}; }
constexpr Refusal session_ended() { return {}; }

// kDenied, kSentBack or kEnded.
AnswerState state_of(const Refusal& refusal);

}  // namespace porchlight::protocol
