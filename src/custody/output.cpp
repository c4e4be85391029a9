#include "custody/output.h"

#include "base/json.h"
#include "record/name.h"

namespace porchlight::custody {
namespace {

constexpr std::size_t kNameColumnCharacters = 40;

std::string table_line(std::string_view name, std::string_view dob) {
    const auto width = record::count_characters(name);
    const auto gap = width < kNameColumnCharacters ? kNameColumnCharacters - width : 0;
    return std::string(name) + std::string(gap + 2, ' ') + std::string(dob) + "\n";
}

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string out = "\"";
    for (char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace

std::optional<OutputFormat> output_format(std::string_view name) {
    if (name == "table")
        return OutputFormat::kTable;
    if (name == "csv")
        return OutputFormat::kCsv;
    if (name == "jsonl")
        return OutputFormat::kJsonLines;
    return std::nullopt;
}

std::string heading(OutputFormat format) {
    switch (format) {
        case OutputFormat::kTable: return table_line("Name", "Date of birth");
        case OutputFormat::kCsv: return "digest,name,dob\r\n";
        case OutputFormat::kJsonLines: return "";
    }
    return "";
}

std::string line_of(OutputFormat format, const hash256& digest, const record::Record& record) {
    switch (format) {
        case OutputFormat::kTable: return table_line(record.name, record.dob);
        case OutputFormat::kCsv: return to_hex(digest) + "," + csv_field(record.name) + "," + record.dob + "\r\n";
        case OutputFormat::kJsonLines:
            return json{{"digest", to_hex(digest)}, {"name", record.name}, {"dob", record.dob}}.dump() + "\n";
    }
    return "";
}

}  // namespace porchlight::custody
