#include "server/http/cookie.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::string_view kPlainName = "porchlight_desk=";
constexpr std::string_view kPlainAttributes = "; Path=/; HttpOnly; SameSite=Strict";
constexpr std::string_view kSecureName = "__Host-porchlight_desk=";
constexpr std::string_view kSecureAttributes = "; Path=/; Secure; HttpOnly; SameSite=Strict";

std::string_view name(bool is_secure) { return is_secure ? kSecureName : kPlainName; }
std::string_view attributes(bool is_secure) { return is_secure ? kSecureAttributes : kPlainAttributes; }

}  // namespace

std::string_view desk_cookie(const Request& request) {
    auto cookie_header = header_of(request, http::field::cookie);
    std::string_view found;
    while (!cookie_header.empty()) {
        auto part = cookie_header.substr(0, cookie_header.find(';'));
        cookie_header.remove_prefix(std::min(cookie_header.size(), part.size() + 1));
        part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
        if (!part.starts_with(name(request.is_secure)))
            continue;
        if (!found.empty())
            return {};
        found = part.substr(name(request.is_secure).size());
    }
    return found;
}

std::string set_desk_cookie(std::string_view value, bool is_secure) {
    return std::string(name(is_secure)) + std::string(value) + std::string(attributes(is_secure));
}

std::string end_desk_cookie(bool is_secure) { return set_desk_cookie("", is_secure) + "; Max-Age=0"; }

}  // namespace porchlight::server
