#include "custody/release_signing.h"

#include "custody/content_type.h"
#include "custody/create.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr std::string_view kBrotliEnding = ".br";
constexpr std::size_t kMaxTrustBytes = 64U << 10;

Result<protocol::FileBody> body_of(const Folder& root, const std::string& name) {
    const auto content = root.read(name, protocol::kMaxFileBytes);
    if (!content)
        return std::unexpected(content.error());
    return protocol::FileBody{content->size(), hash(as_bytes(*content))};
}

Result<protocol::ReleaseFile> file_of(const Folder& root, const std::string& name) {
    if (!protocol::is_release_path(name))
        return failure(Error::kReleasePath, name);
    const auto type = content_type(name);
    if (!type)
        return failure(Error::kReleaseType, name);
    const auto plain = body_of(root, name);
    if (!plain)
        return std::unexpected(plain.error());
    protocol::ReleaseFile file{name, std::string(*type), *plain, std::nullopt};
    const auto compressed = name + std::string(kBrotliEnding);
    if (!root.exists(compressed))
        return file;
    const auto brotli = body_of(root, compressed);
    if (!brotli)
        return std::unexpected(brotli.error());
    file.brotli = *brotli;
    return file;
}

Result<std::string> check(std::string text, const Folder& keys) {
    const auto trust_text = keys.read(std::string(kTrustFile), kMaxTrustBytes);
    if (!trust_text)
        return std::unexpected(trust_text.error());
    const auto trust = protocol::parse_trust(*trust_text);
    const auto document = protocol::parse_document(text);
    if (!document)
        return failure(Error::kReleaseLimits, "the release");
    if (!trust || !protocol::open_release(*document, *trust))
        return failure(Error::kTrust, std::string(kTrustFile));
    return text;
}

}  // namespace

Result<protocol::Release> list_release(const Folder& root, std::uint32_t serial) {
    const auto names = root.list();
    if (!names)
        return std::unexpected(names.error());
    protocol::Release release{serial, {}};
    for (const auto& name : *names) {
        if (name.ends_with(kBrotliEnding)) {
            if (!std::ranges::binary_search(*names, name.substr(0, name.size() - kBrotliEnding.size())))
                return failure(Error::kReleaseLonelyBrotli, name);
            continue;
        }
        auto file = file_of(root, name);
        if (!file)
            return std::unexpected(file.error());
        release.files.push_back(std::move(*file));
    }
    if (release.files.empty() || release.files.size() > protocol::kMaxReleaseFiles)
        return failure(Error::kReleaseLimits, "the folder");
    return release;
}

Result<std::string> sign_release(const Folder& keys, const Folder& root, std::uint32_t serial) {
    const auto key = load_key(keys, KeyKind::kRelease);
    if (!key)
        return std::unexpected(key.error());
    const auto release = list_release(root, serial);
    if (!release)
        return std::unexpected(release.error());
    protocol::SignedDocument document{protocol::to_text(*release), {}};
    protocol::add_signature(document, protocol::kReleaseContext, key->signer());
    return check(protocol::to_text(document), keys);
}

}  // namespace porchlight::custody
