#include "server/http/desk_post.h"

namespace porchlight::server {

std::expected<void, Error> check_desk_post(const Request& request) {
    const auto origin = header_of(request, http::field::origin);
    const std::string scheme = request.is_secure ? "https://" : "http://";
    if (origin != scheme + std::string(header_of(request, http::field::host)))
        return std::unexpected(Error::kOrigin);
    if (!has_content_type(request, "application/json"))
        return std::unexpected(Error::kContentType);
    return {};
}

RelyingParty relying_party_of(const Request& request) {
    const auto host = header_of(request, http::field::host);
    return {std::string(header_of(request, http::field::origin)), std::string(host.substr(0, host.rfind(':')))};
}

}  // namespace porchlight::server
