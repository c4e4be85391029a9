#include "server/http/public_routes.h"

namespace porchlight::server {
namespace {

constexpr std::string_view kFilesPath = "/v1/files/";

Response document_response(const std::string& text) {
    return text.empty() ? error_response(Error::kNotFound) : json_response(text);
}

}  // namespace

PublicRoutes::PublicRoutes(const CurrentSettings& settings, const ChallengeMaker& challenges,
                           std::filesystem::path files)
    : m_settings(settings), m_challenges(challenges), m_files(std::move(files)) {}

void PublicRoutes::add_to(Router& router) {
    const auto get = [&](std::string path, Match match, auto handler) {
        router.add({http::verb::get, std::move(path), match, 0, std::bind_front(handler, this)});
    };
    get("/healthz", Match::kExact, &PublicRoutes::health);
    get("/v1/challenge", Match::kExact, &PublicRoutes::challenge);
    get("/v1/manifest", Match::kExact, &PublicRoutes::manifest);
    get("/v1/release", Match::kExact, &PublicRoutes::release);
    get(std::string(kFilesPath), Match::kPrefix, &PublicRoutes::file);
}

awaitable<Response> PublicRoutes::health(const Request&) {
    Response out;
    out.content_type = "text/plain; charset=utf-8";
    out.body = "ok\n";
    co_return out;
}

awaitable<Response> PublicRoutes::challenge(const Request&) { co_return bytes_response(as_text(m_challenges.make())); }

awaitable<Response> PublicRoutes::manifest(const Request&) {
    co_return document_response(m_settings.now->manifest_text);
}

awaitable<Response> PublicRoutes::release(const Request&) { co_return document_response(m_settings.now->release_text); }

awaitable<Response> PublicRoutes::file(const Request& request) {
    const auto name = path_of(request).substr(kFilesPath.size());
    const auto digest = array_from_hex<32>(name);
    if (!digest || m_settings.now->file(*digest) == nullptr)
        co_return error_response(Error::kNotFound);
    auto path = m_files / std::string(name);
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        co_return error_response(Error::kNotFound);
    Response out = bytes_response({});
    out.file = std::move(path);
    co_return out;
}

}  // namespace porchlight::server
