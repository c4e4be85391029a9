#include "server/http/desk_files.h"

#include <array>
#include <fstream>
#include <iterator>

namespace porchlight::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDeskPath = "/desk/";
constexpr std::size_t kMaxDeskFiles = 64;
constexpr std::uintmax_t kMaxDeskFileBytes = 4U << 20;

// Files of other kinds in the folder are not served.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
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

std::vector<fs::path> list(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->is_regular_file(error) && !type_of(at->path()).empty() && at->file_size(error) <= kMaxDeskFileBytes &&
            out.size() < kMaxDeskFiles)
            out.push_back(at->path());
    return out;
}

}  // namespace

std::expected<DeskFiles, std::string> DeskFiles::read(const fs::path& folder) {
    DeskFiles out;
    for (const auto& path : list(folder)) {
        std::ifstream in(path, std::ios::binary);
        std::string body{std::istreambuf_iterator<char>(in), {}};
        out.m_files[path.lexically_relative(folder).generic_string()] = {std::string(type_of(path)), std::move(body)};
    }
    if (!out.m_files.contains("index.html"))
        return std::unexpected("There is no desk page in " + folder.string() + ": name its folder with --desk.");
    out.m_files[""] = out.m_files["index.html"];
    return out;
}

void DeskFiles::add_to(Router& router) {
    const auto to_desk = std::bind_front(&DeskFiles::to_desk, this);
    router.add({http::verb::get, std::string(kDeskPath), Match::kPrefix, 0, std::bind_front(&DeskFiles::file, this)});
    router.add({http::verb::get, "/desk", Match::kExact, 0, to_desk});
    router.add({http::verb::get, "/", Match::kExact, 0, to_desk});
}

awaitable<Response> DeskFiles::file(const Request& request) {
    const auto at = m_files.find(path_of(request).substr(kDeskPath.size()));
    if (at == m_files.end())
        co_return error_response(Error::kNotFound);
    Response out;
    out.content_type = at->second.type;
    out.body = at->second.body;
    co_return out;
}

awaitable<Response> DeskFiles::to_desk(const Request&) {
    Response out = empty_response(http::status::see_other);
    out.headers.set(http::field::location, std::string(kDeskPath));
    co_return out;
}

}  // namespace porchlight::server
