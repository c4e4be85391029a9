#include "server/admin.h"

#include "protocol/logged.h"
#include "server/keys.h"

#include <algorithm>

namespace porchlight::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxKeyFileBytes = 4096;
Report copy_key(const fs::path& from, const fs::path& to, std::string_view kind) {
    if (const auto key = read_key(from, kind); !key)
        return std::unexpected(key.error());
    const auto content = read_file(from, kMaxKeyFileBytes);
    if (!content)
        return std::unexpected(content.error());
    if (fs::exists(to) && read_file(to, kMaxKeyFileBytes) != *content)
        return std::unexpected("There is another key in " + to.string() + ": move it away first.");
    if (const auto written = write_file(to, *content); !written)
        return std::unexpected(written.error());
    return std::string();
}

std::expected<protocol::SignedDocument, std::string> read_document(const fs::path& file, std::string& text) {
    auto content = read_file(file, protocol::kMaxDocumentBytes);
    if (!content)
        return std::unexpected(content.error());
    text = std::move(*content);
    auto document = protocol::parse_document(text);
    if (!document)
        return std::unexpected("The file " + file.string() + " is not a signed document.");
    return *document;
}

// A warning to go with the report; empty if the keys are those that the manifest names.
std::string key_warning(const protocol::Manifest& manifest, const DataDir& data) {
    const auto issuer = read_key(data.issuer_key(), "issuer");
    const auto receipt = read_key(data.receipt_key(), "receipt");
    if (!issuer || !receipt)
        return " The server has no keys yet: run `init`.";
    if (issuer->public_half != manifest.issuer())
        return " But the server's issuer key is not the one that it names: bridges will refuse every card.";
    if (std::ranges::find(manifest.receipt_keys, receipt->public_half) == manifest.receipt_keys.end())
        return " But the server's receipt key is not in it: bridges will refuse every receipt.";
    return "";
}

Report import_body(const fs::path& from, const protocol::FileBody& body, const DataDir& data) {
    const auto content = read_file(from, protocol::kMaxFileBytes);
    if (!content)
        return std::unexpected(content.error());
    if (content->size() != body.size || hash(as_bytes(*content)) != body.digest)
        return std::unexpected("The file " + from.string() + " is not the one that the release lists.");
    if (const auto written = write_file(data.files() / to_hex(body.digest), *content); !written)
        return std::unexpected(written.error());
    return std::string();
}

Report import_file(const fs::path& root, const protocol::ReleaseFile& file, const DataDir& data) {
    if (auto plain = import_body(root / file.path, file.plain, data); !plain || !file.brotli)
        return plain;
    return import_body(root / (file.path + ".br"), *file.brotli, data);
}

// What kiosks pin, to be handed to them. A folder of keys alone has none: then kiosks are enrolled by hand.
Report copy_trust(const fs::path& from, const fs::path& to) {
    if (!fs::exists(from))
        return std::string();
    const auto content = read_file(from, protocol::kMaxDocumentBytes);
    if (!content)
        return std::unexpected(content.error());
    if (!protocol::parse_trust(*content))
        return std::unexpected("The file " + from.string() + " is not a trust file.");
    if (fs::exists(to) && read_file(to, protocol::kMaxDocumentBytes) != *content)
        return std::unexpected("There is another trust file in " + to.string() + ": move it away first.");
    if (const auto written = write_file(to, *content); !written)
        return std::unexpected(written.error());
    return std::string();
}

// What kiosks would refuse is not taken. A server without a trust file cannot know, and leaves it to them.
Report check_log(const protocol::SignedDocument& document, const DataDir& data, public_log::DocumentKind kind,
                 std::uint32_t serial) {
    if (!fs::exists(data.trust()))
        return std::string();
    const auto content = read_file(data.trust(), protocol::kMaxDocumentBytes);
    if (!content)
        return std::unexpected(content.error());
    const auto trust = protocol::parse_trust(*content);
    if (!trust)
        return std::unexpected("The file " + data.trust().string() + " is not a trust file.");
    if (!protocol::check_logged(document, *trust, kind, serial))
        return std::unexpected(
            "It is not proved to be in the city's public log with enough witnesses, and no kiosk "
            "would take it: custodians prove it with `porchlight-custody log-prove` (not_logged).");
    return std::string();
}

}  // namespace

std::string store_sentence(StoreError error) {
    switch (error) {
        case StoreError::kFull: return "The disk is full: make room, then do this again.";
        case StoreError::kConflict: return "That would replace what must stay.";
        case StoreError::kEpochGone: return "The records of that epoch were deleted for ever.";
        case StoreError::kFailed: break;
    }
    return "The database cannot be written: check its rights and the disk.";
}

Report init_data(const Command& command, const DataDir& data) {
    if (const auto created = data.create(); !created)
        return std::unexpected(created.error());
    if (const auto copied = copy_key(command.keys / "issuer.key", data.issuer_key(), "issuer"); !copied)
        return copied;
    if (const auto copied = copy_key(command.keys / "receipt.key", data.receipt_key(), "receipt"); !copied)
        return copied;
    if (const auto copied = copy_trust(command.keys / "trust.json", data.trust()); !copied)
        return copied;
    return "The server's data is in " + data.root().string() + ".";
}

Report import_manifest(const Command& command, const DataDir& data, Store& store) {
    std::string text;
    const auto document = read_document(command.file, text);
    if (!document)
        return std::unexpected(document.error());
    const auto manifest = protocol::parse_manifest(document->payload);
    if (!manifest)
        return std::unexpected("The document in " + command.file.string() + " is not a manifest.");
    if (const auto logged = check_log(*document, data, public_log::DocumentKind::kManifest, manifest->serial); !logged)
        return logged;
    // What was promised when the epoch's key was made: a later manifest cannot put its end off.
    const auto kept =
        store.put_epoch({manifest->epoch.id, manifest->epoch.key, manifest->epoch.end, manifest->epoch.destroy});
    if (!kept && kept.error() == StoreError::kConflict)
        return std::unexpected("Epoch " + std::to_string(manifest->epoch.id) +
                               " has another key or other dates than the manifest before said: they never change.");
    if (!kept)
        return std::unexpected(store_sentence(kept.error()));
    const auto put = store.put_manifest({manifest->serial, text});
    if (!put && put.error() == StoreError::kConflict)
        return std::unexpected("The server has a manifest with this serial or a higher one already.");
    if (!put)
        return std::unexpected(store_sentence(put.error()));
    return "Manifest " + std::to_string(manifest->serial) + " of " + manifest->city + " is in force." +
           key_warning(*manifest, data);
}

Report import_release(const Command& command, const DataDir& data, SettingsStore& store) {
    std::string text;
    const auto document = read_document(command.file, text);
    if (!document)
        return std::unexpected(document.error());
    const auto release = protocol::parse_release(document->payload);
    if (!release)
        return std::unexpected("The document in " + command.file.string() + " is not a release.");
    if (const auto logged = check_log(*document, data, public_log::DocumentKind::kRelease, release->serial); !logged)
        return logged;
    // All files first: the server must never hand out a release that it does not have whole.
    for (const auto& file : release->files)
        if (const auto imported = import_file(command.root, file, data); !imported)
            return imported;
    const auto put = store.put_release({release->serial, text});
    if (!put && put.error() == StoreError::kConflict)
        return std::unexpected("The server has a release with this serial or a higher one already.");
    if (!put)
        return std::unexpected(store_sentence(put.error()));
    return "Release " + std::to_string(release->serial) + " with " + std::to_string(release->files.size()) +
           " files is in force.";
}

}  // namespace porchlight::server
