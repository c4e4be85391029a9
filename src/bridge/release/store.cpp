#include "bridge/release/store.h"

#include "base/encoding.h"
#include "base/json.h"
#include "bridge/world/files.h"
#include "protocol/signed_document.h"

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxSeenBytes = 256;

template <class Map, class Key>
auto find_in(const Map& map, const Key& key) {
    const auto at = map.find(key);
    return at == map.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace

const char* name(Kind kind) { return kind == Kind::kManifest ? "manifest" : "release"; }

std::optional<bytes> FolderStore::load(Kind kind) {
    return read_file(m_folder / (std::string(name(kind)) + ".json"), protocol::kMaxDocumentBytes);
}

bool FolderStore::save(Kind kind, byte_view document) {
    return write_file(m_folder / (std::string(name(kind)) + ".json"), document);
}

std::optional<Seen> FolderStore::seen(Kind kind) {
    const auto stored = read_file(m_folder / (std::string(name(kind)) + ".seen"), kMaxSeenBytes);
    const auto object = stored ? parse_json(as_text(*stored), kMaxSeenBytes) : std::nullopt;
    if (!object)
        return std::nullopt;
    const auto serial = integer_member(*object, "serial", 1, UINT32_MAX);
    const auto payload = hex_member<32>(*object, "payload");
    if (!serial || !payload)
        return std::nullopt;
    return Seen{static_cast<std::uint32_t>(*serial), *payload};
}

bool FolderStore::save_seen(Kind kind, const Seen& seen) {
    const json object = {{"serial", seen.serial}, {"payload", to_hex(seen.payload)}};
    return write_file(m_folder / (std::string(name(kind)) + ".seen"), as_bytes(object.dump()));
}

std::filesystem::path FolderStore::file_path(const hash256& digest) const {
    return m_folder / "files" / to_hex(digest);
}

std::optional<bytes> FolderStore::load_file(const hash256& digest) {
    auto content = read_file(file_path(digest), protocol::kMaxFileBytes);
    if (!content || hash(*content) != digest)
        return std::nullopt;
    return content;
}

bool FolderStore::has_file(const protocol::FileBody& file) {
    std::error_code none;
    return std::filesystem::file_size(file_path(file.digest), none) == file.size && !none;
}

bool FolderStore::save_file(const hash256& digest, byte_view content) {
    return make_folder(m_folder / "files") && write_file(file_path(digest), content);
}

std::optional<bytes> MemoryStore::load(Kind kind) { return find_in(m_documents, kind); }

bool MemoryStore::save(Kind kind, byte_view document) {
    m_documents[kind] = bytes(document.begin(), document.end());
    return true;
}

std::optional<Seen> MemoryStore::seen(Kind kind) { return find_in(m_seen, kind); }

bool MemoryStore::save_seen(Kind kind, const Seen& seen) {
    m_seen[kind] = seen;
    return true;
}

std::optional<bytes> MemoryStore::load_file(const hash256& digest) {
    auto content = find_in(m_files, digest);
    return content && hash(*content) == digest ? content : std::nullopt;
}

bool MemoryStore::has_file(const protocol::FileBody& file) {
    const auto at = m_files.find(file.digest);
    return at != m_files.end() && at->second.size() == file.size;
}

bool MemoryStore::save_file(const hash256& digest, byte_view content) {
    m_files[digest] = bytes(content.begin(), content.end());
    return true;
}

}  // namespace porchlight::bridge
