#include "bridge/http/gate.h"

#include "base/encoding.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kCodeBytes = 16;
constexpr std::size_t kCookieBytes = 32;
constexpr std::string_view kCookieName = "porchlight=";

hash256 cookie_hash(std::string_view value) { return hash({as_bytes("porchlight cookie"), as_bytes(value)}); }

std::optional<std::string_view> cookie_value(std::string_view header) {
    while (!header.empty()) {
        const auto end = std::min(header.find(';'), header.size());
        auto pair = header.substr(0, end);
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.starts_with(kCookieName))
            return pair.substr(kCookieName.size());
        header.remove_prefix(std::min(end + 1, header.size()));
    }
    return std::nullopt;
}

}  // namespace

Gate::Gate(std::uint16_t port, std::optional<hash256> remembered, std::function<bool(const hash256&)> remember)
    : m_port(port), m_cookie(remembered), m_remember(std::move(remember)) {}

Site Gate::site(const RequestHead& head) const {
    const auto port = ":" + std::to_string(m_port);
    if (head.host == "localhost" + port)
        return Site::kApp;
    return head.host == "127.0.0.1" + port ? Site::kBye : Site::kOther;
}

bool Gate::origin_is_own(const RequestHead& head) const {
    return head.origin == "http://localhost:" + std::to_string(m_port);
}

bool Gate::is_for_another(const RequestHead& head) const {
    if (!head.origin.empty() && !origin_is_own(head))
        return true;
    const bool elsewhere = head.fetch_site == "same-site" || head.fetch_site == "cross-site";
    return elsewhere && head.fetch_dest != "document";
}

bool Gate::has_cookie(const RequestHead& head) const {
    const auto value = cookie_value(head.cookie);
    return value && m_cookie && equal_secret(cookie_hash(*value), *m_cookie);
}

std::string Gate::new_code() {
    m_code = to_hex(random_array<kCodeBytes>());
    return m_code;
}

std::string Gate::address(const std::string& code) const {
    return "http://localhost:" + std::to_string(m_port) + "/?code=" + code;
}

std::optional<std::string> Gate::redeem(std::string_view code) {
    if (m_code.empty() || !equal_secret(as_bytes(code), as_bytes(m_code)))
        return std::nullopt;
    m_code.clear();
    const auto value = to_hex(random_array<kCookieBytes>());
    m_cookie = cookie_hash(value);
    // If it cannot be kept, the page is let in all the same: only a restart of the bridge would ask again.
    static_cast<void>(m_remember(*m_cookie));
    return std::string(kCookieName) + value + "; Path=/; HttpOnly; SameSite=Lax";
}

}  // namespace porchlight::bridge
