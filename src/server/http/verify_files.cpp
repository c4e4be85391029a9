#include "server/http/verify_files.h"

namespace porchlight::server {
namespace {

constexpr std::string_view kPath = "/verify/";
constexpr std::string_view kIndex = "index.html";

Response for_page(Response response) {
    response.policy = PagePolicy::kChecksCards;
    return response;
}

}  // namespace

std::expected<VerifyFiles, std::string> VerifyFiles::read(const std::filesystem::path& folder,
                                                          std::filesystem::path trust) {
    VerifyFiles out;
    out.m_files = read_static_files(folder);
    out.m_trust = std::move(trust);
    const auto index = out.m_files.find(kIndex);
    if (index == out.m_files.end())
        return std::unexpected("There is no page that checks cards in " + folder.string() +
                               ": name its folder with --verify.");
    out.m_files[""] = index->second;
    return out;
}

void VerifyFiles::add_to(Router& router, const CurrentSettings& settings) {
    m_settings = &settings;
    const auto get = [&](std::string path, Match match, auto handler) {
        router.add({http::verb::get, std::move(path), match, 0, std::bind_front(handler, this)});
    };
    const std::string path(kPath);
    get(path, Match::kPrefix, &VerifyFiles::file);
    get("/verify", Match::kExact, &VerifyFiles::to_page);
    get(path + "trust.json", Match::kExact, &VerifyFiles::trust);
    get(path + "issuers.json", Match::kExact, &VerifyFiles::issuers);
}

awaitable<Response> VerifyFiles::file(const Request& request) {
    const auto at = m_files.find(path_of(request).substr(kPath.size()));
    co_return for_page(at == m_files.end() ? error_response(Error::kNotFound) : response_of(at->second));
}

awaitable<Response> VerifyFiles::to_page(const Request&) { co_return to_path(kPath); }

awaitable<Response> VerifyFiles::trust(const Request&) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(m_trust, error))
        co_return error_response(Error::kNotFound);
    auto out = json_response({});
    out.file = m_trust;
    co_return out;
}

awaitable<Response> VerifyFiles::issuers(const Request&) {
    const auto& text = m_settings->now->manifest_text;
    co_return text.empty() ? error_response(Error::kNotFound) : json_response(text);
}

}  // namespace porchlight::server
