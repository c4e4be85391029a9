#include "custody/create.h"
#include "custody/manifest_signing.h"
#include "protocol/trust.h"

#include <algorithm>
#include <set>

namespace porchlight::custody {
namespace {

constexpr const char* kTheManifest = "the manifest";

Result<protocol::Trust> load_trust(const Folder& keys) {
    const std::string name(kTrustFile);
    const auto text = keys.read(name, protocol::kMaxDocumentBytes);
    if (!text)
        return std::unexpected(text.error());
    auto trust = protocol::parse_trust(*text);
    if (!trust)
        return failure(Error::kTrust, name);
    return std::move(*trust);
}

// Custodians of the city whose signatures are right.
std::size_t count_signatures(const protocol::SignedDocument& document, const protocol::Trust& trust) {
    std::set<public_key> signers;
    for (const auto& key : trust.custodians.keys)
        if (protocol::is_signed_by(document, protocol::kManifestContext, {1, {key}}))
            signers.insert(key);
    return signers.size();
}

}  // namespace

Result<void> check_manifest_key(const protocol::Manifest& manifest, const Sharing& sharing) {
    if (manifest.city != sharing.city || manifest.epoch.id != sharing.epoch ||
        manifest.epoch.key != sharing.epoch_public_key() || manifest.epoch.end != sharing.end ||
        manifest.epoch.destroy != sharing.destroy)
        return failure(Error::kSharingKey, kTheManifest);
    return {};
}

Result<Countersigned> countersign_manifest(const Folder& keys, std::string_view manifest, const Sharing& sharing,
                                           std::int64_t now) {
    const auto trust = load_trust(keys);
    if (!trust)
        return std::unexpected(trust.error());
    const auto custodian = load_key(keys, KeyKind::kCustodian);
    if (!custodian)
        return std::unexpected(custodian.error());
    if (std::ranges::find(trust->custodians.keys, custodian->public_half) == trust->custodians.keys.end())
        return failure(Error::kTrust, std::string(kTrustFile));
    auto document = protocol::parse_document(manifest);
    if (!document)
        return failure(Error::kManifest, kTheManifest);
    auto any = *trust;
    any.custodians.threshold = 1;
    const auto opened = protocol::open_manifest(*document, any, now);
    if (!opened)
        return failure(Error::kManifest, kTheManifest);
    if (const auto right = check_manifest_key(*opened, sharing); !right)
        return std::unexpected(right.error());
    if (!protocol::is_signed_by(*document, protocol::kManifestContext, {1, {custodian->public_half}}))
        protocol::add_signature(*document, protocol::kManifestContext, custodian->signer());
    return Countersigned{protocol::to_text(*document), count_signatures(*document, *trust), trust->custodians.threshold,
                         opened->epoch};
}

}  // namespace porchlight::custody
