// What can be wrong with a name, a date of birth or a record (record/FORMAT.md, Errors).
#pragma once

#include <string_view>

namespace porchlight::record {

enum class Error {
    kNameEmpty,
    kNameTooLong,
    kNameNotUtf8,
    kNameForbiddenCharacter,
    kNameNoLetter,
    kDateMalformed,
    kDateNotReal,
    kDateInFuture,
    kDateTooLongAgo,
    kRecordMalformed,
    kRecordVersion,
    kRecordEpoch,
};

// The code that goes into messages and vectors, such as "name_empty".
std::string_view code(Error error);

}  // namespace porchlight::record
