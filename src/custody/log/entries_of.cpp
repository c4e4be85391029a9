#include "custody/log/entries_of.h"

#include "base/json.h"
#include "log/entry_file.h"

namespace porchlight::custody {

using public_log::DocumentKind;

Result<LoggedDocument> read_logged_document(std::string_view text, const std::string& about) {
    auto document = protocol::parse_document(text);
    if (!document)
        return failure(Error::kLogEntry, about);
    const auto payload = hash(as_bytes(document->payload));
    if (const auto manifest = protocol::parse_manifest(document->payload))
        return LoggedDocument{
            std::move(*document), {DocumentKind::kManifest, manifest->serial, payload}, manifest->epoch};
    if (const auto release = protocol::parse_release(document->payload))
        return LoggedDocument{std::move(*document), {DocumentKind::kRelease, release->serial, payload}, std::nullopt};
    return failure(Error::kLogEntry, about);
}

std::vector<public_log::Entry> entries_of(const LoggedDocument& document) {
    std::vector<public_log::Entry> out;
    if (const auto& epoch = document.epoch)
        out.emplace_back(public_log::EpochEntry{epoch->id, epoch->key, epoch->end, epoch->destroy});
    out.emplace_back(document.entry);
    return out;
}

Result<public_log::Entry> entry_of_statement(std::string_view text, const std::string& about) {
    const auto document = protocol::parse_document(text);
    const auto kind = document ? public_log::statement_kind(document->payload) : std::nullopt;
    if (!kind)
        return failure(Error::kLogEntry, about);
    public_log::StatementEntry entry{*kind, document->payload};
    if (!public_log::parse_entry(public_log::to_text(entry)))
        return failure(Error::kLogEntry, about);
    return entry;
}

Result<public_log::Entry> entry_of_transcript(std::string_view text, const std::string& about) {
    constexpr std::size_t kMaxLineBytes = 16U << 10;
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    const auto object = end == std::string_view::npos ? std::nullopt : parse_json(line, kMaxLineBytes);
    if (!object || !object->is_object() || text_member(*object, "kind", 16) != "sharing")
        return failure(Error::kLogEntry, about);
    const auto epoch = integer_member(*object, "epoch", 1, UINT32_MAX);
    const auto sharing = integer_member(*object, "sharing", 1, UINT32_MAX);
    if (!epoch || !sharing)
        return failure(Error::kLogEntry, about);
    return public_log::SharingEntry{static_cast<std::uint32_t>(*epoch), static_cast<std::uint32_t>(*sharing),
                                    hash(as_bytes(text.substr(0, end + 1)))};
}

Result<public_log::Entry> entry_of_batch(std::string_view text, const std::string& about) {
    const bool is_line = text.ends_with('\n');
    const auto entry = public_log::parse_entry(text.substr(0, text.size() - (is_line ? 1 : 0)));
    if (!is_line || !entry || !std::holds_alternative<public_log::BatchEntry>(*entry))
        return failure(Error::kLogEntry, about);
    return *entry;
}

Result<public_log::Entry> entry_of_export(ByteSource& source, const std::string& about) {
    auto file = ExportReader::create(source);
    if (!file)
        return failure(file.error(), about);
    std::vector<hash256> digests;
    while (true) {
        const auto more = file->next();
        if (!more)
            return failure(more.error(), about);
        if (!*more)
            break;
        digests.push_back(file->digest());
    }
    if (!file->is_in_order())
        return failure(Error::kExportOrder, about);
    if (digests.empty())
        return failure(Error::kLogEntry, about);
    return public_log::BatchEntry{file->epoch(), digests.size(), public_log::batch_root(digests)};
}

}  // namespace porchlight::custody
