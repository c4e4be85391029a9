#include "log/entry.h"

#include "base/json.h"

#include <algorithm>
#include <array>

namespace porchlight::public_log {
namespace {

constexpr std::array<std::string_view, 4> kStatements{"opening", "hold", "hold-release", "destruction"};
constexpr std::array<std::string_view, 2> kDocuments{"manifest", "release"};

// Writes the one form: no spaces, members in their order, nothing that needs to be escaped.
class Line {
public:
    explicit Line(std::string_view kind) : m_out(R"({"v":1)") { text("kind", kind); }

    Line& number(std::string_view name, std::uint64_t value) { return bare(name, std::to_string(value)); }
    Line& text(std::string_view name, std::string_view value) { return bare(name, "\"" + std::string(value) + "\""); }
    Line& hex(std::string_view name, byte_view value) { return text(name, to_hex(value)); }
    Line& bare(std::string_view name, std::string_view value) {
        m_out.append(",\"").append(name).append("\":").append(value);
        return *this;
    }
    std::string end() const { return m_out + "}"; }

private:
    std::string m_out;
};

std::string_view name_of(DocumentKind kind) { return kDocuments[static_cast<std::size_t>(kind)]; }
std::string_view name_of(StatementKind kind) { return kStatements[static_cast<std::size_t>(kind)]; }

std::string line_of(const EpochEntry& entry) {
    return Line("epoch")
        .number("epoch", entry.epoch)
        .hex("key", entry.key)
        .text("end", entry.end.text())
        .text("destroy", entry.destroy.text())
        .end();
}
std::string line_of(const SharingEntry& entry) {
    return Line("sharing")
        .number("epoch", entry.epoch)
        .number("sharing", entry.sharing)
        .hex("transcript", entry.transcript)
        .end();
}
std::string line_of(const DocumentEntry& entry) {
    return Line(name_of(entry.kind)).number("serial", entry.serial).hex("hash", entry.payload).end();
}
std::string line_of(const BatchEntry& entry) {
    return Line("batch").number("epoch", entry.epoch).number("count", entry.count).hex("root", entry.root).end();
}
std::string line_of(const StatementEntry& entry) {
    return Line(name_of(entry.kind)).bare("statement", entry.payload).end();
}

std::optional<std::uint32_t> id_member(const json& object, const char* name) {
    const auto value = integer_member(object, name, 1, UINT32_MAX);
    return value ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

std::optional<date> date_member(const json& object, const char* name) {
    const auto text = text_member(object, name, 10);
    return text ? date::parse(*text) : std::nullopt;
}

std::optional<Entry> read_epoch(const json& object) {
    const auto epoch = id_member(object, "epoch");
    const auto key = hex_member<32>(object, "key");
    const auto end = date_member(object, "end");
    const auto destroy = date_member(object, "destroy");
    if (!epoch || !key || !end || !destroy)
        return std::nullopt;
    return EpochEntry{*epoch, *key, *end, *destroy};
}

std::optional<Entry> read_sharing(const json& object) {
    const auto epoch = id_member(object, "epoch");
    const auto sharing = id_member(object, "sharing");
    const auto transcript = hex_member<32>(object, "transcript");
    if (!epoch || !sharing || !transcript)
        return std::nullopt;
    return SharingEntry{*epoch, *sharing, *transcript};
}

std::optional<Entry> read_document(DocumentKind kind, const json& object) {
    const auto serial = id_member(object, "serial");
    const auto payload = hex_member<32>(object, "hash");
    if (!serial || !payload)
        return std::nullopt;
    return DocumentEntry{kind, *serial, *payload};
}

std::optional<Entry> read_batch(const json& object) {
    const auto epoch = id_member(object, "epoch");
    const auto count = integer_member(object, "count", 1, INT64_MAX);
    const auto root = hex_member<32>(object, "root");
    if (!epoch || !count || !root)
        return std::nullopt;
    return BatchEntry{*epoch, static_cast<std::uint64_t>(*count), *root};
}

// The payload's exact bytes, which follow the name of their member.
std::optional<Entry> read_statement(StatementKind kind, std::string_view line) {
    const auto head = Line(name_of(kind)).bare("statement", "").end();
    const auto start = head.size() - 1;
    if (line.size() <= start + 1 || line.substr(0, start) != std::string_view(head).substr(0, start))
        return std::nullopt;
    const auto payload = line.substr(start, line.size() - start - 1);
    return statement_kind(payload) == kind ? std::optional(StatementEntry{kind, std::string(payload)}) : std::nullopt;
}

std::optional<Entry> read(const json& object, std::string_view line) {
    const auto kind = text_member(object, "kind", 16);
    if (!kind)
        return std::nullopt;
    if (const auto at = std::ranges::find(kStatements, *kind); at != kStatements.end())
        return read_statement(static_cast<StatementKind>(at - kStatements.begin()), line);
    if (const auto at = std::ranges::find(kDocuments, *kind); at != kDocuments.end())
        return read_document(static_cast<DocumentKind>(at - kDocuments.begin()), object);
    if (*kind == "epoch")
        return read_epoch(object);
    if (*kind == "sharing")
        return read_sharing(object);
    return *kind == "batch" ? read_batch(object) : std::nullopt;
}

}  // namespace

std::optional<StatementKind> statement_kind(std::string_view payload) {
    if (payload.find('\n') != std::string_view::npos || payload.find('\r') != std::string_view::npos)
        return std::nullopt;
    const auto object = parse_json(payload, kMaxEntryBytes);
    if (!object || !object->is_object() || payload.front() != '{' || payload.back() != '}')
        return std::nullopt;
    const auto type = text_member(*object, "type", 16);
    const auto at = type ? std::ranges::find(kStatements, *type) : kStatements.end();
    if (at == kStatements.end())
        return std::nullopt;
    return static_cast<StatementKind>(at - kStatements.begin());
}

std::string_view kind_name(const Entry& entry) {
    if (const auto* document = std::get_if<DocumentEntry>(&entry))
        return name_of(document->kind);
    if (const auto* statement = std::get_if<StatementEntry>(&entry))
        return name_of(statement->kind);
    if (std::holds_alternative<EpochEntry>(entry))
        return "epoch";
    return std::holds_alternative<SharingEntry>(entry) ? "sharing" : "batch";
}

std::string to_text(const Entry& entry) {
    return std::visit([](const auto& one) { return line_of(one); }, entry);
}

std::expected<Entry, Error> parse_entry(std::string_view line) {
    if (line.size() > kMaxEntryBytes)
        return std::unexpected(Error::kEntrySize);
    const auto object = parse_json(line, kMaxEntryBytes);
    auto entry = object && object->is_object() ? read(*object, line) : std::nullopt;
    // Any other form of the same content, such as spaces or another order, shows here.
    if (!entry || to_text(*entry) != line)
        return std::unexpected(Error::kEntryMalformed);
    return std::move(*entry);
}

}  // namespace porchlight::public_log
