// Requests and responses as the routes see them, and the way a route is named. Strict headers are added to every
// response by one place (strict_headers), so that no page can lack them.
// The I/O thread only.
#pragma once

#include "server/error.h"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace porchlight::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
template <class T>
using awaitable = asio::awaitable<T>;

struct Request : http::request<http::string_body> {
    bool is_secure = false;  // the client's browser used https
};

// What a page's browser may do. Desk and administration: what they need and no more. The page that checks cards: also
// compute in WebAssembly, look through a camera, and keep its files.
enum class PagePolicy { kForStaff, kChecksCards };

struct Response {
    http::status status = http::status::ok;
    std::string content_type;
    std::string body;
    std::optional<std::filesystem::path> file;  // instead of the body
    http::fields headers;                       // besides those that every response has
    PagePolicy policy = PagePolicy::kForStaff;
    std::optional<Error> error;  // what was refused, for the log
};

Response json_response(std::string body, http::status status = http::status::ok);
Response bytes_response(std::string_view body);
Response empty_response(http::status status);
Response error_response(Error error);

// The header fields that every response has, as they are sent. is_secure: also that no browser may ask this host by
// http.
std::string_view strict_headers(PagePolicy policy, bool is_secure);
// RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::int64_t unix_seconds);

std::string_view path_of(const Request& request);
// The value of a parameter of the query, undecoded; nothing if it is not there.
std::optional<std::string_view> query_of(const Request& request, std::string_view name);
std::string_view header_of(const Request& request, http::field field);

// Is the body of this media type, whatever its parameters?
bool has_content_type(const Request& request, std::string_view type);

}  // namespace porchlight::server
