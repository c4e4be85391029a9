#include "record/record.h"

#include "base/json.h"
#include "record/name.h"

namespace porchlight::record {
namespace {

std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

std::expected<Record, Error> fields(const json& object) {
    const auto version = integer_member(object, "v", 0, INT64_MAX);
    if (!version)
        return std::unexpected(Error::kRecordMalformed);
    if (*version != 1)
        return std::unexpected(Error::kRecordVersion);
    const auto epoch = integer_member(object, "epoch", 1, UINT32_MAX);
    if (!epoch)
        return std::unexpected(Error::kRecordEpoch);
    auto name = text_member(object, "name", kMaxNameBytes);
    auto dob = text_member(object, "dob", 10);
    if (!name || !dob || !has_exactly(object, {"v", "epoch", "name", "dob"}))
        return std::unexpected(Error::kRecordMalformed);
    return Record{static_cast<std::uint32_t>(*epoch), std::move(*name), std::move(*dob)};
}

}  // namespace

std::expected<std::string, Error> to_text(const Record& record) {
    if (record.epoch == 0)
        return std::unexpected(Error::kRecordEpoch);
    if (const auto name = canonical_name(record.name); !name)
        return std::unexpected(name.error());
    else if (*name != record.name)
        return std::unexpected(Error::kNameForbiddenCharacter);
    if (!date::parse(record.dob))
        return std::unexpected(Error::kDateNotReal);
    return "{\"v\":1,\"epoch\":" + std::to_string(record.epoch) + ",\"name\":" + json_string(record.name) +
           ",\"dob\":\"" + record.dob + "\"}";
}

std::expected<Record, Error> from_text(std::string_view text) {
    const auto document = parse_json(text, kMaxRecordBytes);
    if (!document)
        return std::unexpected(Error::kRecordMalformed);
    auto record = fields(*document);
    if (!record)
        return record;
    const auto again = to_text(*record);
    if (!again)
        return std::unexpected(again.error());
    if (*again != text)
        return std::unexpected(Error::kRecordMalformed);
    return record;
}

}  // namespace porchlight::record
