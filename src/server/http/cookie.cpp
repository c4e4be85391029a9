#include "server/http/cookie.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::string_view kName = "porchlight_desk=";
constexpr std::string_view kAttributes = "; Path=/desk/; HttpOnly; SameSite=Strict";

}  // namespace

std::string_view desk_cookie(std::string_view cookie_header) {
    std::string_view found;
    while (!cookie_header.empty()) {
        auto part = cookie_header.substr(0, cookie_header.find(';'));
        cookie_header.remove_prefix(std::min(cookie_header.size(), part.size() + 1));
        part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
        if (!part.starts_with(kName))
            continue;
        if (!found.empty())
            return {};
        found = part.substr(kName.size());
    }
    return found;
}

std::string set_desk_cookie(std::string_view value) {
    return std::string(kName) + std::string(value) + std::string(kAttributes);
}

std::string end_desk_cookie() { return std::string(kName) + std::string(kAttributes) + "; Max-Age=0"; }

}  // namespace porchlight::server
