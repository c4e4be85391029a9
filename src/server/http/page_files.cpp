#include "server/http/page_files.h"

namespace porchlight::server {
namespace {

constexpr std::string_view kDeskPath = "/desk/";
constexpr std::string_view kAdminPath = "/admin/";
constexpr std::string_view kStaffPath = "/staff/";

// Where a file of the folder is served.
std::string path_of_file(const std::string& name) {
    const bool has_own = name.starts_with(kAdminPath.substr(1)) || name.starts_with(kStaffPath.substr(1));
    return has_own ? '/' + name : std::string(kDeskPath) + name;
}

}  // namespace

std::expected<PageFiles, std::string> PageFiles::read(const std::filesystem::path& folder) {
    PageFiles out;
    for (auto& [name, file] : read_static_files(folder))
        out.m_files[path_of_file(name)] = std::move(file);
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
    co_return response_of(at->second);
}

awaitable<Response> PageFiles::to_desk(const Request&) { co_return to_path(kDeskPath); }
awaitable<Response> PageFiles::to_admin(const Request&) { co_return to_path(kAdminPath); }

}  // namespace porchlight::server
