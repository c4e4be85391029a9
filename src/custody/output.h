// Opened records as text: a table for people, CSV (RFC 4180), JSON lines (custody/FORMAT.md). Pure, any thread.
#pragma once

#include "base/crypto.h"
#include "record/record.h"

#include <optional>
#include <string>
#include <string_view>

namespace porchlight::custody {

enum class OutputFormat { kTable, kCsv, kJsonLines };

// "table", "csv", "jsonl".
std::optional<OutputFormat> output_format(std::string_view name);

// What comes before the first record; may be empty.
std::string heading(OutputFormat format);
// One record, with its line end. The caller wipes it.
std::string line_of(OutputFormat format, const hash256& digest, const record::Record& record);

}  // namespace porchlight::custody
