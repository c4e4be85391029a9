// The page that a session ends on, at another site of the bridge (web/bye, built in). Pure.
#pragma once

#include "bridge/http/message.h"

namespace porchlight::bridge {

// path: "/bye" or "/bye.css"; 404 else. port: of the bridge, for the way back.
Response serve_bye(std::string_view path, std::uint16_t port);

}  // namespace porchlight::bridge
