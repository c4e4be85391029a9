#include "bridge/http/headers.h"

namespace porchlight::bridge {
namespace {

constexpr const char* kDevices =
    "accelerometer=(), autoplay=(), bluetooth=(), display-capture=(), fullscreen=(self), gamepad=(), geolocation=(), "
    "gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(self), serial=(), usb=(), "
    "web-share=(), xr-spatial-tracking=(), ";

HeaderList with_common(std::string policy, const std::string& camera) {
    return {{"Content-Security-Policy", std::move(policy)},  {"Permissions-Policy", kDevices + camera},
            {"Cross-Origin-Opener-Policy", "same-origin"},   {"Cross-Origin-Embedder-Policy", "require-corp"},
            {"Cross-Origin-Resource-Policy", "same-origin"}, {"Referrer-Policy", "no-referrer"},
            {"X-Content-Type-Options", "nosniff"},           {"X-Frame-Options", "DENY"}};
}

}  // namespace

const HeaderList& app_headers() {
    static const HeaderList headers = with_common(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; "
        "img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        "camera=(self)");
    return headers;
}

const HeaderList& bye_headers() {
    static const HeaderList headers =
        with_common("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                    "camera=()");
    return headers;
}

}  // namespace porchlight::bridge
