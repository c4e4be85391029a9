// Opening the records of an export with the epoch's scalar (custody/FORMAT.md, Opening an export). Pure, any thread.
#pragma once

#include "custody/export_reader.h"
#include "custody/key_file.h"
#include "record/record.h"

#include <expected>
#include <functional>
#include <string_view>

namespace porchlight::custody {

struct Opened {
    hash256 digest{};  // of the envelope
    // The error is a code of the envelope's or the record's, such as "envelope_corrupt".
    std::expected<record::Record, std::string_view> record;
};

// One envelope. share: kind epoch.
std::expected<record::Record, std::string_view> open_record(byte_view envelope, std::uint32_t epoch,
                                                            const KeyFile& share);

// Each envelope in the order of the file; what is handed over is wiped after the call. kUnreadable.
std::expected<void, Error> open_each(ExportReader& file, const KeyFile& share,
                                     const std::function<void(const Opened&)>& take);

// Content of an opened envelope as a record of this epoch: the record's code.
std::expected<record::Record, std::string_view> record_of(byte_view content, std::uint32_t epoch);

}  // namespace porchlight::custody
