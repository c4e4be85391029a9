#include "server/http/desk_files.h"

namespace porchlight::server {
namespace {

constexpr std::string_view kDeskPath = "/desk/";

}  // namespace

std::expected<DeskFiles, std::string> DeskFiles::read(const std::filesystem::path& folder) {
    DeskFiles out;
    out.m_files = read_static_files(folder);
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
    co_return response_of(at->second);
}

awaitable<Response> DeskFiles::to_desk(const Request&) { co_return to_path(kDeskPath); }

}  // namespace porchlight::server
