// Which handler a request goes to, and how large its body may be: known before the body is read.
// Filled once, then read; the I/O thread only.
#pragma once

#include "server/http/message.h"

#include <expected>
#include <vector>

namespace porchlight::server {

using Handler = std::function<awaitable<Response>(const Request&)>;
// By the head alone: why the body is not even read.
using Gate = std::function<std::optional<Error>(const Request&)>;

enum class Match { kExact, kPrefix };

struct Route {
    http::verb method = http::verb::get;
    std::string path;
    Match match = Match::kExact;
    std::size_t max_body = 0;  // bytes
    Handler handler;
    Gate gate = {};
};

class Router {
public:
    void add(Route route) { m_routes.push_back(std::move(route)); }

    // kNotFound; kMethod where the path is there for other methods. HEAD goes where GET goes.
    std::expected<const Route*, Error> find(http::verb method, std::string_view path) const;
    // "GET, HEAD, POST": what the path is there for (RFC 9110, 10.2.1).
    std::string methods(std::string_view path) const;

private:
    std::vector<Route> m_routes;
};

}  // namespace porchlight::server
