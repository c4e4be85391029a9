#include "custody/content_type.h"

#include <array>
#include <utility>

namespace porchlight::custody {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".webmanifest", "application/manifest+json"},
    {".index", "application/octet-stream"},
    {".ttf", "font/ttf"},
    {".woff2", "font/woff2"},
    {".bin", "application/octet-stream"},
    {".data", "application/octet-stream"},
}};

}  // namespace

std::optional<std::string_view> content_type(std::string_view path) {
    for (const auto& [ending, type] : kTypes)
        if (path.ends_with(ending))
            return type;
    return std::nullopt;
}

}  // namespace porchlight::custody
