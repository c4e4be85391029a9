// A payload with signatures over its exact bytes: manifests and releases (protocol/PROTOCOL.md, Signing).
// Pure functions, any thread.
#pragma once

#include "base/crypto.h"
#include "protocol/error.h"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace porchlight::protocol {

constexpr std::size_t kMaxDocumentBytes = 1 << 20;
constexpr std::size_t kMaxSignatures = 16;
constexpr std::string_view kManifestContext = "porchlight manifest v1";
constexpr std::string_view kReleaseContext = "porchlight release v1";

// k of these keys must have signed.
struct KeySet {
    std::size_t threshold = 1;
    std::vector<public_key> keys;
};

struct SignedDocument {
    struct Entry {
        public_key key{};
        signature sig{};
    };
    std::string payload;
    std::vector<Entry> signatures;
    std::optional<std::string> proof{};  // that it is in the public log (tlog-proof); its form alone has been checked
};

// kMalformed for anything but the form of the document.
std::expected<SignedDocument, Error> parse_document(std::string_view text);
std::string to_text(const SignedDocument& document);

void add_signature(SignedDocument& document, std::string_view context, const signing_key& key);

// At least `threshold` different keys of the set signed this payload. A threshold of 0 never passes.
bool is_signed_by(const SignedDocument& document, std::string_view context, const KeySet& keys);

}  // namespace porchlight::protocol
