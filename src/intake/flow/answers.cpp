#include "intake/flow/answers.h"

#include "intake/flow/digits.h"
#include "protocol/card_request.h"
#include "protocol/code_approval.h"
#include "record/birth_date.h"
#include "record/name.h"

namespace porchlight::intake {
namespace {

Message name_message(record::Error error) {
    switch (error) {
        case record::Error::kNameEmpty: return Message::error_name_empty;
        case record::Error::kNameTooLong: return Message::error_name_too_long;
        case record::Error::kNameNotUtf8: return Message::error_name_not_utf8;
        case record::Error::kNameNoLetter: return Message::error_name_no_letter;
        default: return Message::error_name_forbidden;
    }
}

Message date_message(record::Error error) {
    switch (error) {
        case record::Error::kDateNotReal: return Message::error_date_not_real;
        case record::Error::kDateInFuture: return Message::error_date_in_future;
        case record::Error::kDateTooLongAgo: return Message::error_date_too_long_ago;
        default: return Message::error_date_malformed;
    }
}

Message gender_message(record::Error error) {
    return error == record::Error::kNameTooLong ? Message::error_gender_long : Message::error_gender_forbidden;
}

Message field_message(record::Error error) {
    return error == record::Error::kNameTooLong ? Message::error_field_long : Message::error_field_forbidden;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

bool is_number(std::string_view text) { return text.find_first_not_of("0123456789 \t") == std::string_view::npos; }

// The part of the date that a message is about.
Field field_of(const Draft& draft, record::Error error) {
    if (error == record::Error::kDateInFuture || error == record::Error::kDateTooLongAgo)
        return Field::kYear;
    for (auto field : {Field::kMonth, Field::kDay})
        if (error == record::Error::kDateMalformed && !is_number(with_plain_digits(draft.text(field))))
            return field;
    return error == record::Error::kDateMalformed ? Field::kYear : Field::kDay;
}

std::expected<std::string, Problem> checked_field(const Draft& draft, Field field, Message if_empty) {
    auto text = record::canonical_text(draft.text(field), protocol::kMaxFieldCharacters, protocol::kMaxFieldBytes);
    if (!text)
        return std::unexpected(Problem{field_message(text.error()), field});
    if (text->empty())
        return std::unexpected(Problem{if_empty, field});
    return std::move(*text);
}

}  // namespace

std::expected<std::string, Problem> checked_name(const Draft& draft) {
    auto name = record::canonical_name(draft.text(Field::kName));
    if (!name)
        return std::unexpected(Problem{name_message(name.error()), Field::kName});
    return std::move(*name);
}

std::expected<date, Problem> checked_birth_date(const Draft& draft, const date& today) {
    for (auto field : {Field::kMonth, Field::kDay, Field::kYear})
        if (is_blank(draft.text(field)))
            return std::unexpected(Problem{Message::error_date_missing, field});
    const auto typed = [&](Field field) { return with_plain_digits(draft.text(field)); };
    const auto born =
        record::birth_date_from_fields(typed(Field::kYear), typed(Field::kMonth), typed(Field::kDay), today);
    if (!born)
        return std::unexpected(Problem{date_message(born.error()), field_of(draft, born.error())});
    return *born;
}

std::expected<std::string, Problem> checked_librarian(const Draft& draft) {
    const auto typed = draft.text(Field::kLibrarian);
    if (is_blank(typed))
        return std::unexpected(Problem{Message::error_code_no_name, Field::kLibrarian});
    const auto from = typed.find_first_not_of(" \t");
    return std::string(typed.substr(from, typed.find_last_not_of(" \t") - from + 1));
}

std::expected<std::string, Problem> checked_code(const Draft& draft) {
    std::string digits;
    for (const char typed : with_plain_digits(draft.text(Field::kCode)))
        if (typed != ' ' && typed != '-')
            digits += typed;
    const bool is_code =
        digits.size() == protocol::kOneTimeCodeDigits && digits.find_first_not_of("0123456789") == std::string::npos;
    if (!is_code)
        return std::unexpected(Problem{Message::error_code_form, Field::kCode});
    return digits;
}

std::expected<std::string, Problem> checked_gender(const Draft& draft) {
    auto text =
        record::canonical_text(draft.printed_gender(), protocol::kMaxGenderCharacters, protocol::kMaxGenderBytes);
    if (!text)
        return std::unexpected(Problem{gender_message(text.error()), Field::kOwnGender});
    if (text->empty() && draft.gender() == Gender::kOwn)
        return std::unexpected(Problem{Message::error_gender_empty, Field::kOwnGender});
    return std::move(*text);
}

std::expected<std::string, Problem> checked_emergency(const Draft& draft) {
    return checked_field(draft, Field::kEmergency, Message::error_emergency_empty);
}

std::expected<std::string, Problem> checked_note(const Draft& draft) {
    return checked_field(draft, Field::kNote, Message::error_note_empty);
}

}  // namespace porchlight::intake
