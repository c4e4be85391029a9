// What every POST of the desk's page must be, and the page's own site.
// The I/O thread only.
#pragma once

#include "server/http/message.h"
#include "server/staff/passkey.h"

#include <expected>

namespace porchlight::server {

constexpr std::string_view kDeskApi = "/desk/api/";

// The page that posts is this server's own, and it posts JSON. Host was checked to be one of ours before.
std::expected<void, Error> check_desk_post(const Request& request);

// As the browser names it; of a request that check_desk_post() has passed.
RelyingParty relying_party_of(const Request& request);

}  // namespace porchlight::server
