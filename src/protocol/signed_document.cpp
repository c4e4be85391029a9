#include "protocol/signed_document.h"

#include "base/json.h"
#include "log/proof.h"

#include <algorithm>
#include <set>

namespace porchlight::protocol {
namespace {

std::optional<SignedDocument::Entry> parse_entry(const json& entry) {
    if (!has_exactly(entry, {"key", "signature"}))
        return std::nullopt;
    const auto key = hex_member<32>(entry, "key");
    const auto encoded = text_member(entry, "signature", 88);
    if (!key || !encoded)
        return std::nullopt;
    const auto sig = from_base64(*encoded);
    if (!sig || sig->size() != 64)
        return std::nullopt;
    return SignedDocument::Entry{*key, to_array<64>(*sig)};
}

std::optional<std::vector<SignedDocument::Entry>> parse_entries(const json& list) {
    if (!list.is_array() || list.empty() || list.size() > kMaxSignatures)
        return std::nullopt;
    std::vector<SignedDocument::Entry> out;
    for (const auto& item : list) {
        const auto entry = parse_entry(item);
        if (!entry)
            return std::nullopt;
        out.push_back(*entry);
    }
    return out;
}

std::optional<std::string> parse_proof(const json& object) {
    auto text = text_member(object, "proof", public_log::kMaxProofBytes);
    return text && public_log::parse_proof(*text) ? std::move(text) : std::nullopt;
}

}  // namespace

std::expected<SignedDocument, Error> parse_document(std::string_view text) {
    const auto object = parse_json(text, kMaxDocumentBytes);
    if (!object || !object->is_object())
        return std::unexpected(Error::kMalformed);
    const bool has_proof = object->contains("proof");
    if (!has_exactly(*object, {"payload", "signatures"}) && !has_exactly(*object, {"payload", "signatures", "proof"}))
        return std::unexpected(Error::kMalformed);
    auto proof = has_proof ? parse_proof(*object) : std::nullopt;
    const auto encoded = text_member(*object, "payload", kMaxDocumentBytes);
    if (!encoded)
        return std::unexpected(Error::kMalformed);
    const auto payload = from_base64(*encoded);
    auto entries = parse_entries((*object)["signatures"]);
    if (!payload || !entries || has_proof != proof.has_value())
        return std::unexpected(Error::kMalformed);
    return SignedDocument{std::string(as_text(*payload)), std::move(*entries), std::move(proof)};
}

std::string to_text(const SignedDocument& document) {
    json out;
    out["payload"] = to_base64(as_bytes(document.payload));
    out["signatures"] = json::array();
    for (const auto& entry : document.signatures)
        out["signatures"].push_back({{"key", to_hex(entry.key)}, {"signature", to_base64(entry.sig)}});
    if (document.proof)
        out["proof"] = *document.proof;
    return out.dump();
}

void add_signature(SignedDocument& document, std::string_view context, const signing_key& key) {
    document.signatures.push_back({key.public_half, sign(key, context, as_bytes(document.payload))});
}

bool is_signed_by(const SignedDocument& document, std::string_view context, const KeySet& keys) {
    std::set<public_key> signers;
    for (const auto& entry : document.signatures)
        if (std::ranges::find(keys.keys, entry.key) != keys.keys.end() &&
            verify(entry.key, context, as_bytes(document.payload), entry.sig))
            signers.insert(entry.key);
    return keys.threshold > 0 && signers.size() >= keys.threshold;
}

}  // namespace porchlight::protocol
