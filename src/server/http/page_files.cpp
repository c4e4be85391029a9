#include "server/http/page_files.h"

#include <array>
#include <fstream>
#include <iterator>

namespace porchlight::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDeskPath = "/desk/";
constexpr std::string_view kAdminPath = "/admin/";
constexpr std::string_view kStaffPath = "/staff/";
constexpr std::size_t kMaxFiles = 128;
constexpr std::uintmax_t kMaxFileBytes = 4U << 20;

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
        if (at->is_regular_file(error) && !type_of(at->path()).empty() && at->file_size(error) <= kMaxFileBytes &&
            out.size() < kMaxFiles)
            out.push_back(at->path());
    return out;
}

// Where a file of the folder is served.
std::string path_of_file(const std::string& name) {
    const bool has_own = name.starts_with(kAdminPath.substr(1)) || name.starts_with(kStaffPath.substr(1));
    return has_own ? '/' + name : std::string(kDeskPath) + name;
}

Response to(std::string_view path) {
    Response out = empty_response(http::status::see_other);
    out.headers.set(http::field::location, std::string(path));
    return out;
}

}  // namespace

std::expected<PageFiles, std::string> PageFiles::read(const fs::path& folder) {
    PageFiles out;
    for (const auto& path : list(folder)) {
        std::ifstream in(path, std::ios::binary);
        std::string body{std::istreambuf_iterator<char>(in), {}};
        const auto name = path.lexically_relative(folder).generic_string();
        out.m_files[path_of_file(name)] = {std::string(type_of(path)), std::move(body)};
    }
    for (const auto page : {kDeskPath, kAdminPath}) {
        const auto index = out.m_files.find(std::string(page) + "index.html");
        if (index == out.m_files.end())
            return std::unexpected("The pages for desks and administration are not in " + folder.string() +
                                   ": name their folder with --desk.");
        out.m_files[std::string(page)] = index->second;
    }
    return out;
}

void PageFiles::add_to(Router& router) {
    const auto get = [&](std::string_view path, Match match, auto handler) {
        router.add({http::verb::get, std::string(path), match, 0, std::bind_front(handler, this)});
    };
    for (const auto folder : {kDeskPath, kAdminPath, kStaffPath})
        get(folder, Match::kPrefix, &PageFiles::file);
    get("/", Match::kExact, &PageFiles::to_desk);
    get("/desk", Match::kExact, &PageFiles::to_desk);
    get("/admin", Match::kExact, &PageFiles::to_admin);
}

awaitable<Response> PageFiles::file(const Request& request) {
    const auto at = m_files.find(path_of(request));
    if (at == m_files.end())
        co_return error_response(Error::kNotFound);
    Response out;
    out.content_type = at->second.type;
    out.body = at->second.body;
    co_return out;
}

awaitable<Response> PageFiles::to_desk(const Request&) { co_return to(kDeskPath); }
awaitable<Response> PageFiles::to_admin(const Request&) { co_return to(kAdminPath); }

}  // namespace porchlight::server
