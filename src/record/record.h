// The record: what the city keeps. Written and read exactly as record/FORMAT.md says.
// Pure functions, any thread.
#pragma once

#include "base/bytes.h"
#include "base/date.h"
#include "record/error.h"

#include <cstdint>
#include <expected>
#include <string>

namespace porchlight::record {

constexpr std::size_t kMaxRecordBytes = 943;

struct Record {
    std::uint32_t epoch = 0;
    std::string name;  // canonical
    std::string dob;   // YYYY-MM-DD
};

// The one byte sequence of a record. The name must be canonical and the date real: kNameForbiddenCharacter (or
// the name's own error), kDateNotReal, kRecordEpoch otherwise.
std::expected<std::string, Error> to_text(const Record& record);

// Reads back what to_text wrote, and nothing else.
std::expected<Record, Error> from_text(std::string_view text);

}  // namespace porchlight::record
