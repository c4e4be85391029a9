#include "server/http/router.h"

namespace porchlight::server {

std::expected<const Route*, Error> Router::find(http::verb method, std::string_view path) const {
    const auto wanted = method == http::verb::head ? http::verb::get : method;
    bool path_is_known = false;
    for (const auto& route : m_routes) {
        const bool matches = route.match == Match::kExact ? path == route.path : path.starts_with(route.path);
        if (matches && route.method == wanted)
            return &route;
        path_is_known = path_is_known || matches;
    }
    return std::unexpected(path_is_known ? Error::kMethod : Error::kNotFound);
}

}  // namespace porchlight::server
