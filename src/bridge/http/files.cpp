#include "bridge/http/files.h"

#include "base/encoding.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr std::string_view kPagePath = "index.html";

std::string_view trimmed(std::string_view text) {
    const auto start = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(start);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// Calls with each trimmed part of a list; true if one call says so.
template <class Says>
bool any_part(std::string_view list, Says says) {
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        if (says(trimmed(list.substr(0, end))))
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

}  // namespace

bool takes_brotli(std::string_view accept_encoding) {
    return any_part(accept_encoding, [](std::string_view part) {
        const auto semicolon = std::min(part.find(';'), part.size());
        const auto weight = trimmed(part.substr(std::min(semicolon + 1, part.size())));
        return trimmed(part.substr(0, semicolon)) == "br" && weight != "q=0" && !weight.starts_with("q=0.0");
    });
}

Response serve_file(const CurrentRelease& release, std::string_view path, const RequestHead& head,
                    const FileLoader& load) {
    const auto at = release.files.find(std::string(path));
    if (at == release.files.end())
        return error_response(404, "not_found");
    const auto& file = at->second;
    const bool brotli = file.brotli && takes_brotli(head.accept_encoding);
    const std::string tag = "\"" + to_hex(file.plain.digest) + (brotli ? "-br\"" : "\"");
    Response out;
    // Paths carry no hash: the browser asks each time, and is told in one line that it has the file. But a page that it
    // may not store, it does not keep alive behind the next one either, with all that was typed in it.
    const bool is_page = path == kPagePath;
    out.headers = {{"Cache-Control", is_page ? "no-store" : "no-cache"}, {"ETag", tag}, {"Vary", "Accept-Encoding"}};
    if (any_part(head.if_none_match, [&](std::string_view part) { return part == tag; })) {
        out.status = 304;
        return out;
    }
    const auto content = load(brotli ? *file.brotli : file.plain);
    if (!content)
        return error_response(503, "release_damaged");
    out.headers.emplace_back("Content-Type", file.type);
    if (brotli)
        out.headers.emplace_back("Content-Encoding", "br");
    out.body = *content;
    out.owner = content;
    return out;
}

}  // namespace porchlight::bridge
