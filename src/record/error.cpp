#include "record/error.h"

namespace porchlight::record {

std::string_view code(Error error) {
    switch (error) {
        case Error::kNameEmpty: return "name_empty";
        case Error::kNameTooLong: return "name_too_long";
        case Error::kNameNotUtf8: return "name_not_utf8";
        case Error::kNameForbiddenCharacter: return "name_forbidden_character";
        case Error::kNameNoLetter: return "name_no_letter";
        case Error::kDateMalformed: return "date_malformed";
        case Error::kDateNotReal: return "date_not_real";
        case Error::kDateInFuture: return "date_in_future";
        case Error::kDateTooLongAgo: return "date_too_long_ago";
        case Error::kRecordMalformed: return "record_malformed";
        case Error::kRecordVersion: return "record_version";
        case Error::kRecordEpoch: return "record_epoch";
    }
    return "record_malformed";
}

}  // namespace porchlight::record
