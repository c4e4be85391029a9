// Where signed documents, files and the highest serials seen are kept: the bridge's folder, or memory.
// One thread at a time. What comes out of a store is checked again: only `seen` is believed.
#pragma once

#include "protocol/release.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace porchlight::bridge {

// The newest document of a kind that was ever taken: an older one is refused even if the newest is lost.
struct Seen {
    std::uint32_t serial = 0;
    hash256 payload{};
};

enum class Kind { kManifest, kRelease };
// "manifest", "release".
const char* name(Kind kind);

class ReleaseStore {
public:
    virtual ~ReleaseStore() = default;
    virtual std::optional<bytes> load(Kind kind) = 0;
    virtual bool save(Kind kind, byte_view document) = 0;
    virtual std::optional<Seen> seen(Kind kind) = 0;
    virtual bool save_seen(Kind kind, const Seen& seen) = 0;
    // By hash; what differs from its hash is as if it were not there.
    virtual std::optional<bytes> load_file(const hash256& digest) = 0;
    // Something of that name and size is there: for a first look, quickly.
    virtual bool has_file(const protocol::FileBody& file) = 0;
    virtual bool save_file(const hash256& digest, byte_view content) = 0;
};

class FolderStore final : public ReleaseStore {
public:
    explicit FolderStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    std::optional<bytes> load(Kind kind) override;
    bool save(Kind kind, byte_view document) override;
    std::optional<Seen> seen(Kind kind) override;
    bool save_seen(Kind kind, const Seen& seen) override;
    std::optional<bytes> load_file(const hash256& digest) override;
    bool has_file(const protocol::FileBody& file) override;
    bool save_file(const hash256& digest, byte_view content) override;

private:
    std::filesystem::path file_path(const hash256& digest) const;
    std::filesystem::path m_folder;
};

class MemoryStore final : public ReleaseStore {
public:
    std::optional<bytes> load(Kind kind) override;
    bool save(Kind kind, byte_view document) override;
    std::optional<Seen> seen(Kind kind) override;
    bool save_seen(Kind kind, const Seen& seen) override;
    std::optional<bytes> load_file(const hash256& digest) override;
    bool has_file(const protocol::FileBody& file) override;
    bool save_file(const hash256& digest, byte_view content) override;
    // As a disk that fails: other bytes, as many.
    void spoil_file(const hash256& digest) { m_files[digest][0] ^= 1U; }

private:
    std::map<Kind, bytes> m_documents;
    std::map<Kind, Seen> m_seen;
    std::map<hash256, bytes> m_files;
};

}  // namespace porchlight::bridge
