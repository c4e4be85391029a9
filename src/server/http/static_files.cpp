#include "server/http/static_files.h"

#include <array>
#include <fstream>
#include <iterator>

namespace porchlight::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 128;
constexpr std::uintmax_t kMaxFileBytes = 4U << 20;

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".ttf", "font/ttf"},
    {".woff2", "font/woff2"},
}};

std::string_view type_of(const fs::path& path) {
    for (const auto& [extension, type] : kTypes)
        if (path.extension() == extension)
            return type;
    return {};
}

}  // namespace

StaticFiles read_static_files(const fs::path& folder) {
    StaticFiles out;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto type = type_of(at->path());
        if (!at->is_regular_file(error) || type.empty() || at->file_size(error) > kMaxFileBytes ||
            out.size() >= kMaxFiles)
            continue;
        std::ifstream in(at->path(), std::ios::binary);
        std::string body{std::istreambuf_iterator<char>(in), {}};
        out[at->path().lexically_relative(folder).generic_string()] = {std::string(type), std::move(body)};
    }
    return out;
}

Response response_of(const StaticFile& file) {
    Response out;
    out.content_type = file.type;
    out.body = file.body;
    return out;
}

Response to_path(std::string_view path) {
    Response out = empty_response(http::status::see_other);
    out.headers.set(http::field::location, std::string(path));
    return out;
}

}  // namespace porchlight::server
