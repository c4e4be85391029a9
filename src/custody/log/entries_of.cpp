#include "custody/log/entries_of.h"

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
    const public_log::StatementEntry entry{*kind, document->payload};
    if (!public_log::parse_entry(public_log::to_text(entry)))
        return failure(Error::kLogEntry, about);
    return entry;
}

Result<public_log::Entry> entry_of_export(ExportReader& file, const std::string& about) {
    std::vector<hash256> digests;
    while (true) {
        const auto more = file.next();
        if (!more)
            return failure(more.error(), about);
        if (!*more)
            break;
        digests.push_back(file.digest());
    }
    if (!file.is_in_order())
        return failure(Error::kExportOrder, about);
    if (digests.empty())
        return failure(Error::kLogEntry, about);
    return public_log::BatchEntry{file.epoch(), digests.size(), public_log::batch_root(digests)};
}

}  // namespace porchlight::custody
