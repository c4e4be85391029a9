#include "custody/log/operating.h"

#include "custody/create.h"
#include "log/characters.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

using public_log::SignatureType;
using public_log::VerifierKey;

// The origin is what the checkpoint says: the key file has no name.
Result<VerifierKey> own_key(const KeyFile& key, const Folder& log) {
    const auto text = log.read(kCheckpointFile, public_log::kMaxNoteBytes);
    if (!text)
        return std::unexpected(text.error());
    const auto note = public_log::parse_note(*text);
    const auto checkpoint =
        note ? public_log::parse_checkpoint(note->text) : std::unexpected(public_log::Error::kNoteMalformed);
    if (!checkpoint)
        return failure(Error::kLogCheckpoint, kCheckpointFile);
    return VerifierKey{checkpoint->origin, SignatureType::kEd25519, key.public_half};
}

// Both speak of the same thing: an epoch, or a kind of document and its serial.
bool is_about_the_same(const public_log::Entry& a, const public_log::Entry& b) {
    if (const auto* epoch = std::get_if<public_log::EpochEntry>(&a)) {
        const auto* other = std::get_if<public_log::EpochEntry>(&b);
        return other != nullptr && other->epoch == epoch->epoch;
    }
    if (const auto* sharing = std::get_if<public_log::SharingEntry>(&a)) {
        const auto* other = std::get_if<public_log::SharingEntry>(&b);
        return other != nullptr && other->epoch == sharing->epoch && other->sharing == sharing->sharing;
    }
    const auto* document = std::get_if<public_log::DocumentEntry>(&a);
    const auto* other = std::get_if<public_log::DocumentEntry>(&b);
    return document != nullptr && other != nullptr && other->kind == document->kind &&
           other->serial == document->serial;
}

bool contradicts(const std::vector<std::string_view>& lines, const public_log::Entry& entry) {
    return std::ranges::any_of(lines, [&](std::string_view line) {
        const auto known = public_log::parse_entry(line);
        return known && is_about_the_same(*known, entry);
    });
}

std::string write_entries(const std::vector<std::string_view>& lines) {
    std::string out;
    for (const auto line : lines)
        out.append(line).append("\n");
    return out;
}

Result<void> write_both(Folder& log, const std::string& entries, const public_log::Note& note) {
    if (const auto done = log.write(kEntriesFile, entries); !done)
        return done;
    return log.write(kCheckpointFile, public_log::to_text(note));
}

}  // namespace

Result<VerifierKey> create_log(Folder& keys, Folder& log, const std::string& origin) {
    if (!public_log::is_key_name(origin))
        return failure(Error::kLogName, origin);
    for (const auto* name : {kEntriesFile, kCheckpointFile})
        if (log.exists(name))
            return failure(Error::kExists, name);
    const auto key = generate_key(KeyKind::kLog);
    if (const auto done = keys.write_secret(std::string(file_name(key.kind)), key_text(key).view()); !done)
        return std::unexpected(done.error());
    VerifierKey own{origin, SignatureType::kEd25519, key.public_half};
    const auto note = public_log::sign_checkpoint({origin, {0, public_log::root_of({})}}, own, key.signer());
    if (const auto done = write_both(log, "", note); !done)
        return std::unexpected(done.error());
    return own;
}

Result<Appended> append(const Folder& keys, Folder& log, const std::vector<public_log::Entry>& entries,
                        const std::string& about) {
    const auto key = load_key(keys, KeyKind::kLog);
    if (!key)
        return std::unexpected(key.error());
    const auto own = own_key(*key, log);
    if (!own)
        return std::unexpected(own.error());
    const auto copy = LogCopy::read(log, *own);
    if (!copy)
        return std::unexpected(copy.error());
    auto lines = copy->lines();
    std::vector<std::string> added;
    added.reserve(entries.size());
    for (const auto& entry : entries) {
        auto line = public_log::to_text(entry);
        if (std::ranges::find(lines, line) != lines.end())
            continue;
        if (contradicts(lines, entry))
            return failure(Error::kLogConflict, about);
        added.push_back(std::move(line));
        lines.push_back(added.back());
    }
    if (added.empty())
        return Appended{lines.size(), 0};
    const auto text = write_entries(lines);
    if (text.size() > public_log::kMaxFileBytes)
        return failure(Error::kTooLarge, kEntriesFile);
    const public_log::Checkpoint next{own->name, {lines.size(), public_log::root_of(public_log::leaves_of(lines))}};
    if (const auto done = write_both(log, text, public_log::sign_checkpoint(next, *own, key->signer())); !done)
        return std::unexpected(done.error());
    return Appended{lines.size(), added.size()};
}

Result<public_log::Proof> prove(const LogCopy& copy, const public_log::Entry& entry,
                                const public_log::LogPolicy& policy, const std::string& about) {
    const auto line = public_log::to_text(entry);
    const auto index = copy.find(line);
    if (!index)
        return failure(Error::kLogMissing, about);
    auto proof = copy.prove(*index);
    if (!public_log::check_proof(proof, line, policy))
        return failure(Error::kLogWitnesses, kCheckpointFile);
    return proof;
}

Result<std::string> prove_document(const LogCopy& copy, LoggedDocument document, const protocol::Trust& trust,
                                   const std::string& about) {
    if (!trust.log)
        return failure(Error::kTrust, std::string(kTrustFile));
    const auto proof = prove(copy, document.entry, *trust.log, about);
    if (!proof)
        return std::unexpected(proof.error());
    document.document.proof = public_log::to_text(*proof);
    auto text = protocol::to_text(document.document);
    const auto again = protocol::parse_document(text);
    if (!again || !protocol::check_logged(*again, trust, document.entry.kind, document.entry.serial))
        return failure(Error::kLogEntry, about);
    return text;
}

Result<std::size_t> gather(Folder& log, const public_log::LogPolicy& policy, std::string_view cosigned,
                           const std::string& about) {
    const auto copy = LogCopy::read(log, policy.log);
    if (!copy)
        return std::unexpected(copy.error());
    const auto other = public_log::parse_note(cosigned);
    auto own = copy->checkpoint().note;
    if (!other || other->text != own.text)
        return failure(Error::kLogCheckpoint, about);
    bool has_known = false;
    for (const auto& witness : policy.witnesses)
        if (public_log::cosigned_at(*other, witness)) {
            own.put(*other->find(witness));
            has_known = true;
        }
    if (!has_known)
        return failure(Error::kLogWitnesses, about);
    if (const auto done = log.write(kCheckpointFile, public_log::to_text(own)); !done)
        return std::unexpected(done.error());
    return public_log::count_witnesses(own, policy).value_or(0);
}

}  // namespace porchlight::custody
