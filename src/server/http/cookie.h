// The desk's cookie (RFC 6265): one name, one value, for the desk's pages only.
// Any thread.
#pragma once

#include <string>
#include <string_view>

namespace porchlight::server {

// The cookie's value out of a Cookie header; empty if it is not there, or there twice.
std::string_view desk_cookie(std::string_view cookie_header);

// Set-Cookie for a new session.
std::string set_desk_cookie(std::string_view value);
// Set-Cookie that ends it.
std::string end_desk_cookie();

}  // namespace porchlight::server
