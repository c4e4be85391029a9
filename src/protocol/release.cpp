#include "protocol/release.h"

#include "base/json.h"

#include <algorithm>
#include <set>

namespace porchlight::protocol {
namespace {

constexpr std::size_t kMaxPathBytes = 128;

bool is_path_symbol(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '/';
}

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

std::optional<FileBody> parse_body(const json& object) {
    const auto size = integer_member(object, "size", 0, static_cast<std::int64_t>(kMaxFileBytes));
    const auto digest = hex_member<32>(object, "hash");
    if (!size || !digest)
        return std::nullopt;
    return FileBody{static_cast<std::size_t>(*size), *digest};
}

std::optional<ReleaseFile> parse_file(const json& object) {
    const auto body = parse_body(object);
    auto path = text_member(object, "path", kMaxPathBytes);
    auto type = text_member(object, "type", 64);
    if (!body || !path || !is_release_path(*path) || !type || !std::ranges::all_of(*type, is_printable))
        return std::nullopt;
    ReleaseFile file{std::move(*path), std::move(*type), *body, std::nullopt};
    if (!object.contains("brotli"))
        return has_exactly(object, {"path", "type", "size", "hash"}) ? std::optional(std::move(file)) : std::nullopt;
    file.brotli = parse_body(object["brotli"]);
    if (!file.brotli || !has_exactly(object["brotli"], {"size", "hash"}) ||
        !has_exactly(object, {"path", "type", "size", "hash", "brotli"}))
        return std::nullopt;
    return file;
}

json body_json(const FileBody& body) { return {{"size", body.size}, {"hash", to_hex(body.digest)}}; }

}  // namespace

bool is_release_path(std::string_view path) {
    if (path.empty() || path.size() > kMaxPathBytes || !std::ranges::all_of(path, is_path_symbol))
        return false;
    for (std::size_t start = 0; start <= path.size();) {
        const auto end = std::min(path.find('/', start), path.size());
        const auto segment = path.substr(start, end - start);
        if (segment.empty() || segment.front() == '.')
            return false;
        start = end + 1;
    }
    return true;
}

std::expected<Release, Error> parse_release(std::string_view payload) {
    const auto object = parse_json(payload, kMaxDocumentBytes);
    if (!object || !has_exactly(*object, {"v", "type", "serial", "files"}) || !integer_member(*object, "v", 1, 1) ||
        text_member(*object, "type", 16) != "release")
        return std::unexpected(Error::kMalformed);
    const auto serial = integer_member(*object, "serial", 1, UINT32_MAX);
    const auto& files = (*object)["files"];
    if (!serial || !files.is_array() || files.empty() || files.size() > kMaxReleaseFiles)
        return std::unexpected(Error::kMalformed);
    Release release{static_cast<std::uint32_t>(*serial), {}};
    std::set<std::string> paths;
    for (const auto& item : files) {
        auto file = parse_file(item);
        if (!file || !paths.insert(file->path).second)
            return std::unexpected(Error::kMalformed);
        release.files.push_back(std::move(*file));
    }
    return release;
}

std::string to_text(const Release& release) {
    json files = json::array();
    for (const auto& file : release.files) {
        json entry = body_json(file.plain);
        entry["path"] = file.path;
        entry["type"] = file.type;
        if (file.brotli)
            entry["brotli"] = body_json(*file.brotli);
        files.push_back(std::move(entry));
    }
    return json{{"v", 1}, {"type", "release"}, {"serial", release.serial}, {"files", files}}.dump();
}

std::expected<Release, Error> open_release(const SignedDocument& document, const Trust& trust) {
    if (!is_signed_by(document, kReleaseContext, trust.releases))
        return std::unexpected(Error::kSignature);
    return parse_release(document.payload);
}

}  // namespace porchlight::protocol
