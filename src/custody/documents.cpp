#include "custody/documents.h"

#include <array>
#include <utility>

namespace porchlight::custody {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ttf", "font/ttf"},
    {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"},
}};

std::string signed_text(std::string payload, std::string_view context, const signing_key& key) {
    protocol::SignedDocument document{std::move(payload), {}};
    protocol::add_signature(document, context, key);
    return protocol::to_text(document);
}

json manifest_json(const json& programme, const ManifestTerms& terms) {
    return {{"v", 1},
            {"type", "manifest"},
            {"city", terms.city},
            {"serial", terms.serial},
            {"expires", terms.expires},
            {"programme", programme},
            {"epoch",
             {{"id", terms.epoch},
              {"public_key", to_hex(terms.epoch_key)},
              {"end", terms.epoch_end.text()},
              {"destroy", terms.epoch_destroy.text()}}},
            {"issuers", json::array({{{"public_key", to_hex(terms.issuer)}, {"withdrawn", false}}})},
            {"receipts", json::array({{{"public_key", to_hex(terms.receipts)}}})}};
}

}  // namespace

std::optional<std::string> signed_manifest(const json& programme, const ManifestTerms& terms,
                                           const signing_key& custodian) {
    std::string payload = manifest_json(programme, terms).dump();
    if (!protocol::parse_manifest(payload))
        return std::nullopt;
    return signed_text(std::move(payload), protocol::kManifestContext, custodian);
}

std::string signed_release(const protocol::Release& release, const signing_key& release_key) {
    return signed_text(protocol::to_text(release), protocol::kReleaseContext, release_key);
}

std::string content_type(std::string_view path) {
    for (const auto& [ending, type] : kTypes)
        if (path.ends_with(ending))
            return std::string(type);
    return "application/octet-stream";
}

}  // namespace porchlight::custody
