#include "bridge/release/keeper.h"

#include "protocol/logged.h"

#include <utility>

namespace porchlight::bridge {
namespace {

std::unexpected<Refusal> refused(protocol::Error error) { return std::unexpected(Refusal(protocol::code(error))); }

}  // namespace

std::map<Kind, Refusal> Keeper::load(std::int64_t now) {
    std::map<Kind, Refusal> out;
    for (const auto kind : {Kind::kManifest, Kind::kRelease}) {
        const auto document = m_store.load(kind);
        if (!document)
            continue;
        const auto taken = kind == Kind::kManifest ? take_manifest(*document, now) : take_release(*document);
        if (!taken)
            out[kind] = taken.error();
    }
    return out;
}

std::expected<void, Refusal> Keeper::check_serial(Kind kind, const Seen& offered) const {
    const auto seen = m_store.seen(kind);
    if (seen && (offered.serial < seen->serial || (offered.serial == seen->serial && offered.payload != seen->payload)))
        return refused(protocol::Error::kOlder);
    return {};
}

std::expected<void, Refusal> Keeper::remember(Kind kind, const Seen& offered, byte_view document) {
    const auto seen = m_store.seen(kind);
    if (seen && seen->serial == offered.serial && m_store.load(kind) == bytes(document.begin(), document.end()))
        return {};
    // The serial first: if the disk fails between, an older one stays refused.
    if (!m_store.save_seen(kind, offered) || !m_store.save(kind, document))
        return std::unexpected(Refusal("disk"));
    return {};
}

std::expected<void, Refusal> Keeper::take_manifest(byte_view text, std::int64_t now) {
    const auto document = protocol::parse_document(as_text(text));
    if (!document)
        return refused(document.error());
    auto manifest = protocol::open_logged_manifest(*document, m_trust, now);
    if (!manifest)
        return refused(manifest.error());
    const Seen offered{manifest->serial, hash(as_bytes(document->payload))};
    if (const auto fresh = check_serial(Kind::kManifest, offered); !fresh)
        return fresh;
    if (const auto kept = remember(Kind::kManifest, offered, text); !kept)
        return kept;
    m_manifest = std::make_shared<const CurrentManifest>(CurrentManifest{std::move(*manifest), document->payload});
    return {};
}

std::expected<protocol::Release, Refusal> Keeper::open_release(byte_view text) const {
    const auto document = protocol::parse_document(as_text(text));
    if (!document)
        return refused(document.error());
    auto release = protocol::open_logged_release(*document, m_trust);
    if (!release)
        return refused(release.error());
    if (const auto fresh = check_serial(Kind::kRelease, {release->serial, hash(as_bytes(document->payload))}); !fresh)
        return std::unexpected(fresh.error());
    return std::move(*release);
}

std::vector<protocol::FileBody> Keeper::missing_files(const protocol::Release& release) {
    std::vector<protocol::FileBody> out;
    for (const auto& file : release.files) {
        if (!m_store.load_file(file.plain.digest))
            out.push_back(file.plain);
        if (file.brotli && !m_store.load_file(file.brotli->digest))
            out.push_back(*file.brotli);
    }
    return out;
}

bool Keeper::take_file(const protocol::FileBody& file, byte_view content) {
    return content.size() == file.size && hash(content) == file.digest && m_store.save_file(file.digest, content);
}

std::shared_ptr<const bytes> Keeper::file(const protocol::FileBody& body) {
    auto content = m_store.load_file(body.digest);
    if (content && content->size() == body.size)
        return std::make_shared<const bytes>(std::move(*content));
    m_release.reset();
    return nullptr;
}

std::optional<std::string> Keeper::find_damage() {
    if (!m_release)
        return std::nullopt;
    for (const auto& [path, served] : m_release->files)
        if (!m_store.load_file(served.plain.digest) || (served.brotli && !m_store.load_file(served.brotli->digest)))
            return path;
    return std::nullopt;
}

std::expected<void, Refusal> Keeper::take_release(byte_view text) {
    const auto release = open_release(text);
    if (!release)
        return std::unexpected(release.error());
    CurrentRelease out{release->serial, {}};
    for (const auto& file : release->files) {
        if (!m_store.has_file(file.plain) || (file.brotli && !m_store.has_file(*file.brotli)))
            return std::unexpected("file:" + file.path);
        out.files[file.path] = {file.type, file.plain, file.brotli};
    }
    const auto document = protocol::parse_document(as_text(text));
    const Seen offered{release->serial, hash(as_bytes(document->payload))};
    if (const auto kept = remember(Kind::kRelease, offered, text); !kept)
        return kept;
    m_release = std::make_shared<const CurrentRelease>(std::move(out));
    return {};
}

std::shared_ptr<const CurrentManifest> Keeper::manifest(std::int64_t now) const {
    return m_manifest && m_manifest->manifest.expires > now ? m_manifest : nullptr;
}

}  // namespace porchlight::bridge
