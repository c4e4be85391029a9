// The manifest and the release in use: the newest that were signed by pinned keys. A document that is refused
// changes nothing; the last good one goes on. One thread.
#pragma once

#include "bridge/release/store.h"
#include "protocol/manifest.h"
#include "protocol/release.h"

#include <expected>
#include <memory>
#include <string>

namespace porchlight::bridge {

struct CurrentManifest {
    protocol::Manifest manifest;
    std::string payload;  // the signed bytes, for the page
};

struct ServedFile {
    std::string type;
    protocol::FileBody plain;
    std::optional<protocol::FileBody> brotli;
};

struct CurrentRelease {
    std::uint32_t serial = 0;
    std::map<std::string, ServedFile> files;  // by path, without a leading slash
};

// Why a document was refused: "signature", "city", "older", "expired", "not_logged", "malformed", "file:PATH", "disk".
using Refusal = std::string;

class Keeper {
public:
    Keeper(protocol::Trust trust, ReleaseStore& store) : m_trust(std::move(trust)), m_store(store) {}

    // What the store has of earlier, checked as if it had just come. What was refused, and why.
    std::map<Kind, Refusal> load(std::int64_t now);

    std::expected<void, Refusal> take_manifest(byte_view document, std::int64_t now);

    // A release in two steps, since its files have to be fetched between: open, then take with every file there.
    std::expected<protocol::Release, Refusal> open_release(byte_view document) const;
    // The files of a release that the store lacks.
    std::vector<protocol::FileBody> missing_files(const protocol::Release& release);
    // False if the bytes are not the file's.
    bool take_file(const protocol::FileBody& file, byte_view content);
    std::expected<void, Refusal> take_release(byte_view document);

    // Nothing if there is none, or it has expired.
    std::shared_ptr<const CurrentManifest> manifest(std::int64_t now) const;
    std::shared_ptr<const CurrentRelease> release() const { return m_release; }
    // Read and checked each time it is served: what was changed on the disk is never given out. Nothing: it was, and
    // the release is given up until the updater has fetched what is missing.
    std::shared_ptr<const bytes> file(const protocol::FileBody& body);
    // The path of a file of the current release that is not as it was signed, if there is one. Reads them all.
    std::optional<std::string> find_damage();

private:
    std::expected<void, Refusal> check_serial(Kind kind, const Seen& offered) const;
    std::expected<void, Refusal> remember(Kind kind, const Seen& offered, byte_view document);

    protocol::Trust m_trust;
    ReleaseStore& m_store;
    std::shared_ptr<const CurrentManifest> m_manifest;
    std::shared_ptr<const CurrentRelease> m_release;
};

}  // namespace porchlight::bridge
