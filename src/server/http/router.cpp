#include "server/http/router.h"

#include <algorithm>

namespace porchlight::server {
namespace {

// A path that is there exactly is not also a file below a folder.
std::vector<const Route*> of_path(const std::vector<Route>& routes, std::string_view path) {
    std::vector<const Route*> exact;
    std::vector<const Route*> below;
    for (const auto& route : routes) {
        if (route.match == Match::kExact && path == route.path)
            exact.push_back(&route);
        if (route.match == Match::kPrefix && path.starts_with(route.path))
            below.push_back(&route);
    }
    return exact.empty() ? below : exact;
}

}  // namespace

std::expected<const Route*, Error> Router::find(http::verb method, std::string_view path) const {
    const auto wanted = method == http::verb::head ? http::verb::get : method;
    const auto routes = of_path(m_routes, path);
    const auto route = std::ranges::find(routes, wanted, &Route::method);
    if (route != routes.end())
        return *route;
    return std::unexpected(routes.empty() ? Error::kNotFound : Error::kMethod);
}

std::string Router::methods(std::string_view path) const {
    std::string out;
    for (const auto* route : of_path(m_routes, path)) {
        out += out.empty() ? "" : ", ";
        out += http::to_string(route->method);
        out += route->method == http::verb::get ? ", HEAD" : "";
    }
    return out;
}

}  // namespace porchlight::server
