// The headers that every answer of the bridge carries: the page may load and reach nothing but the bridge, nobody
// may frame or read it, and no device but the camera is there for it.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace porchlight::bridge {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

// For http://localhost:PORT.
const HeaderList& app_headers();
// For http://127.0.0.1:PORT: no script at all.
const HeaderList& bye_headers();

}  // namespace porchlight::bridge
