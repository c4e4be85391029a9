#include "intake/flow/troubles.h"

#include <algorithm>
#include <span>

namespace porchlight::intake {
namespace {

struct Entry {
    std::string_view code;
    Message message;
};

constexpr Entry kNeeds[] = {
    {"media", Message::error_printer_media},       {"ribbon", Message::error_printer_ribbon},
    {"cover", Message::error_printer_cover},       {"jam", Message::error_printer_jam},
    {"cleaning", Message::error_printer_cleaning},
};

constexpr Entry kFailures[] = {
    {"printer_unreachable", Message::status_printer_unreachable},
    {"printer_failed", Message::error_printer_failed},
    {"no_card", Message::error_no_card},
    {"spoiled", Message::error_spoiled},
    {"receipt_refused", Message::error_receipt_refused},
    {"kiosk_suspended", Message::error_kiosk_closed},
    {"kiosk_unknown", Message::error_kiosk_closed},
    {"server_refused", Message::error_server_refused},
    {"server_gone", Message::error_server_gone},
    {"store_full", Message::error_store_full},
};

constexpr Entry kDenials[] = {
    {"papers", Message::error_denied_papers},
    {"person", Message::error_denied_person},
    {"words", Message::error_denied_words},
};

constexpr Entry kCorrections[] = {
    {"unreadable", Message::correct_unreadable},
    {"spelling", Message::correct_spelling},
    {"differs", Message::correct_differs},
    {"photo_rule", Message::correct_photo},
};

struct Correctable {
    std::string_view code;
    Step step;
    std::optional<Field> field;
};

constexpr Correctable kCorrectable[] = {
    {"name", Step::kName, Field::kName},          {"birth_date", Step::kBirthDate, Field::kDay},
    {"gender", Step::kGender, Field::kOwnGender}, {"emergency", Step::kExtras, Field::kEmergency},
    {"note", Step::kExtras, Field::kNote},        {"photo", Step::kPhoto, std::nullopt},
};

constexpr Entry kRefusals[] = {
    {"busy", Message::error_busy},
    {"class", Message::error_no_class},
    {"name_does_not_fit", Message::error_name_does_not_fit},
    {"glyph_missing", Message::error_glyph_missing},
    {"gender", Message::error_gender_unprintable},
    {"field_does_not_fit", Message::error_field_does_not_fit},
    {"no_manifest", Message::error_no_manifest},
    {"numbers_empty", Message::error_numbers_empty},
    {"numbers_damaged", Message::error_numbers_damaged},
    {"server_gone", Message::error_server_gone},
};

// What the account is at fault for is said at its name, all else at the code.
struct CodeEntry {
    std::string_view code;
    Message message;
    Field field;
};

constexpr CodeEntry kCodeRefusals[] = {
    {"code", Message::error_code, Field::kCode},
    {"locked", Message::error_code_locked, Field::kLibrarian},
    {"too_many", Message::error_code_too_many, Field::kCode},
    {"role", Message::error_code_role, Field::kLibrarian},
    {"site", Message::error_code_site, Field::kLibrarian},
    {"same_person", Message::error_code_same_person, Field::kLibrarian},
    {"gone", Message::error_code_gone, Field::kCode},
    {"server_gone", Message::error_code_unheard, Field::kCode},
    {"store_full", Message::error_store_full, Field::kCode},
    {"kiosk_suspended", Message::error_kiosk_closed, Field::kCode},
    {"kiosk_unknown", Message::error_kiosk_closed, Field::kCode},
};

Message find(std::span<const Entry> entries, std::string_view code, Message otherwise) {
    const auto at = std::ranges::find(entries, code, &Entry::code);
    return at == entries.end() ? otherwise : at->message;
}

}  // namespace

Message message_of_needs(std::string_view needs, Message otherwise) { return find(kNeeds, needs, otherwise); }

Message message_of_failure(std::string_view error, std::string_view needs) {
    if (error == "printer_needs")
        return message_of_needs(needs, Message::status_printer_needs);
    return find(kFailures, error, Message::error_technical);
}

std::optional<protocol::Again> again_after(std::string_view error) {
    if (error == "no_card")
        return protocol::Again::kNothing;
    if (error == "spoiled")
        return protocol::Again::kSpoiled;
    if (error == "printer_unreachable" || error == "printer_needs" || error == "printer_failed")
        return protocol::Again::kFailed;
    return std::nullopt;
}

Message message_of_denial(std::string_view reason) { return find(kDenials, reason, Message::error_denied); }

std::optional<Correction> correction_of(std::string_view field, std::string_view reason) {
    const auto* at = std::ranges::find(kCorrectable, field, &Correctable::code);
    if (at == std::end(kCorrectable))
        return std::nullopt;
    return Correction{at->step, {find(kCorrections, reason, Message::correct_other), at->field}};
}

Problem problem_of_refusal(int status, std::string_view error, std::string_view needs) {
    if (status == 0)
        return {Message::error_bridge_gone, {}};
    if (error == "printer")
        return {
            needs.empty() ? Message::error_printer_unreachable : message_of_needs(needs, Message::error_printer_needs),
            {}};
    const auto message = find(kRefusals, error, Message::error_technical);
    switch (message) {
        case Message::error_no_class: return {message, Field::kYear};
        case Message::error_gender_unprintable: return {message, Field::kOwnGender};
        case Message::error_field_does_not_fit: return {message, Field::kEmergency};
        case Message::error_name_does_not_fit:
        case Message::error_glyph_missing: return {message, Field::kName};
        default: return {message, {}};
    }
}

Problem problem_of_code(int status, std::string_view error) {
    if (status == 0)
        return {Message::error_bridge_gone, Field::kCode};
    const auto* at = std::ranges::find(kCodeRefusals, error, &CodeEntry::code);
    if (at == std::end(kCodeRefusals))
        return {Message::error_code_refused, Field::kCode};
    return {at->message, at->field};
}

Step step_of(const Problem& problem) {
    switch (problem.message) {
        case Message::error_caretaker_unsaid:
        case Message::error_caretaker_missing: return Step::kCaretaker;
        case Message::error_age_missing: return Step::kAge;
        case Message::error_photo_missing:
        case Message::error_camera_refused:
        case Message::error_camera_missing:
        case Message::error_camera_stopped: return Step::kPhoto;
        case Message::error_tray_unheard:
        case Message::error_tray_not_kept: return Step::kTray;
        default: break;
    }
    if (!problem.field)
        return Step::kReview;
    switch (*problem.field) {
        case Field::kName: return Step::kName;
        case Field::kOwnGender: return Step::kGender;
        case Field::kEmergency:
        case Field::kNote: return Step::kExtras;
        case Field::kLibrarian:
        case Field::kCode: return Step::kApproval;
        default: return Step::kBirthDate;
    }
}

}  // namespace porchlight::intake
