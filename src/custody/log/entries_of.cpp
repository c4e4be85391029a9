#include "custody/log/entries_of.h"

#include "custody/shares/sharing.h"
#include "log/entry_file.h"

namespace porchlight::custody {

using public_log::DocumentKind;

namespace {

std::string fault_of(protocol::StatementError error) {
    switch (error) {
        case protocol::StatementError::kCity: return "is of another city than the trust file";
        case protocol::StatementError::kSharing:
            return "is of a sharing that is not known here; put its transcript or manifest into the folder of"
                   " --statements";
        case protocol::StatementError::kIndex: return "is of a custodian whom its sharing does not have";
        // Of a transcript: parse_transcript has found it signed by each of its own.
        case protocol::StatementError::kSignature:
            return "has fewer of the trust file's custodians among its own than open together; take the transcript of"
                   " this city's own ceremony";
        default: return "is not a signed statement or transcript, or is damaged";
    }
}

std::string fault_of_statement(protocol::StatementError error, std::string_view text) {
    if (error != protocol::StatementError::kSignature)
        return fault_of(error);
    const auto document = protocol::parse_document(text);
    if (document && public_log::statement_kind(document->payload) == public_log::StatementKind::kDestruction)
        return "is not signed by the custodian whose share it says is gone; have that custodian make it with destroy";
    return "is not signed by as many custodians of the trust file as must; have the next sign it with sign-statement";
}

}  // namespace

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

Result<public_log::Entry> entry_of_signed_statement(std::string_view text, const protocol::Trust& trust,
                                                    std::span<const protocol::Sharing> sharings,
                                                    const std::string& about) {
    if (const auto opened = protocol::open_statement(text, trust, sharings); !opened)
        return failure(Error::kLogEntry, about, fault_of_statement(opened.error(), text));
    return entry_of_statement(text, about);
}

Result<public_log::Entry> entry_of_transcript(std::string_view text, const protocol::Trust& trust,
                                              const std::string& about) {
    // The first finds what is no sharing, the second who has no say in this city.
    const auto transcript = parse_transcript(text);
    if (!transcript)
        return failure(Error::kLogEntry, about, std::string(explanation(transcript.error())));
    if (const auto opened = protocol::open_transcript(text, trust); !opened)
        return failure(Error::kLogEntry, about, fault_of(opened.error()));
    const auto& sharing = transcript->sharing;
    return public_log::SharingEntry{sharing.epoch, sharing.number, hash_of(sharing)};
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
