#include "server/http/message.h"

#include <boost/beast/core/string.hpp>

#include <array>
#include <ctime>
#include <utility>

namespace porchlight::server {
namespace {

constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'";

constexpr std::string_view kPermissionsPolicy =
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), "
    "clipboard-write=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), "
    "gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "picture-in-picture=(), publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), storage-access=(), usb=(), "
    "window-management=(), xr-spatial-tracking=()";

constexpr std::string_view kContentPolicyOfChecks =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "font-src 'self'; media-src blob:; worker-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types porchlight-worker";

constexpr std::string_view kNoCamera = "camera=()";
constexpr std::string_view kCamera = "camera=(self)";

constexpr std::string_view kTransportSecurity = "max-age=63072000";

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kStrictHeaders = {{
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"Cache-Control", "no-store"},
}};

std::string permissions_of_checks() {
    std::string out(kPermissionsPolicy);
    return out.replace(out.find(kNoCamera), kNoCamera.size(), kCamera);
}

std::string write_strict_headers(PagePolicy policy, bool is_secure) {
    const bool checks = policy == PagePolicy::kChecksCards;
    std::string out;
    const auto add = [&](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    add("Content-Security-Policy", checks ? kContentPolicyOfChecks : kContentSecurityPolicy);
    add("Permissions-Policy", checks ? permissions_of_checks() : std::string(kPermissionsPolicy));
    for (const auto& [name, value] : kStrictHeaders)
        add(name, value);
    if (is_secure)
        add("Strict-Transport-Security", kTransportSecurity);
    return out;
}

std::string_view std_view(boost::beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Response json_response(std::string body, http::status status) {
    Response out;
    out.status = status;
    out.content_type = "application/json";
    out.body = std::move(body);
    return out;
}

Response bytes_response(std::string_view body) {
    Response out;
    out.content_type = "application/octet-stream";
    out.body = body;
    return out;
}

Response empty_response(http::status status) {
    Response out;
    out.status = status;
    return out;
}

Response error_response(Error error) {
    auto out =
        json_response("{\"error\":\"" + std::string(code(error)) + "\"}", static_cast<http::status>(status(error)));
    out.error = error;
    return out;
}

std::string_view strict_headers(PagePolicy policy, bool is_secure) {
    static const std::array written = {
        write_strict_headers(PagePolicy::kForStaff, false), write_strict_headers(PagePolicy::kForStaff, true),
        write_strict_headers(PagePolicy::kChecksCards, false), write_strict_headers(PagePolicy::kChecksCards, true)};
    return written[2 * static_cast<std::size_t>(policy) + (is_secure ? 1 : 0)];
}

std::string http_date(std::int64_t unix_seconds) {
    const auto time = static_cast<std::time_t>(unix_seconds);
    std::tm utc{};
    std::array<char, 40> out{};
    // The program never leaves the locale "C", whose names are HTTP's.
    if (gmtime_r(&time, &utc) == nullptr)
        return "";
    return {out.data(), std::strftime(out.data(), out.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc)};
}

std::string_view path_of(const Request& request) {
    const auto target = std_view(request.target());
    return target.substr(0, target.find('?'));
}

std::optional<std::string_view> query_of(const Request& request, std::string_view name) {
    auto rest = std_view(request.target());
    const auto mark = rest.find('?');
    rest = mark == std::string_view::npos ? std::string_view() : rest.substr(mark + 1);
    while (!rest.empty()) {
        const auto part = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        const auto equals = part.find('=');
        if (equals != std::string_view::npos && part.substr(0, equals) == name)
            return part.substr(equals + 1);
    }
    return std::nullopt;
}

std::string_view header_of(const Request& request, http::field field) {
    const auto at = request.find(field);
    return at == request.end() ? std::string_view() : std_view(at->value());
}

bool has_content_type(const Request& request, std::string_view type) {
    auto value = header_of(request, http::field::content_type);
    value = value.substr(0, value.find(';'));
    while (!value.empty() && value.back() == ' ')
        value.remove_suffix(1);
    return boost::beast::iequals(boost::beast::string_view(value.data(), value.size()),
                                 boost::beast::string_view(type.data(), type.size()));
}

}  // namespace porchlight::server
