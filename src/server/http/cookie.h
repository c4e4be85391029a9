// The desk's cookie (RFC 6265): one name, one value. Where browsers come by https it is __Host-porchlight_desk, which
// they send by https alone and take from no other host; else porchlight_desk. Desk and administration are two pages of
// one session.
// Any thread.
#pragma once

#include "server/http/message.h"

namespace porchlight::server {

// The cookie's value; empty if it is not there, or there twice.
std::string_view desk_cookie(const Request& request);

// Set-Cookie for a new session.
std::string set_desk_cookie(std::string_view value, bool is_secure);
// Set-Cookie that ends it.
std::string end_desk_cookie(bool is_secure);

}  // namespace porchlight::server
