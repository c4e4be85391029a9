// A file of the release as an answer: precompressed where the browser takes it, 304 where it has it. Pure but for load.
#pragma once

#include "bridge/http/message.h"
#include "bridge/release/keeper.h"

#include <functional>

namespace porchlight::bridge {

// Its content, or nothing if that is not as it was signed.
using FileLoader = std::function<std::shared_ptr<const bytes>(const protocol::FileBody&)>;

// path: of the release, "index.html" for the root. 404 if it has none such, 503 if it is damaged.
Response serve_file(const CurrentRelease& release, std::string_view path, const RequestHead& head,
                    const FileLoader& load);

// Does an Accept-Encoding header (RFC 9110) take brotli?
bool takes_brotli(std::string_view accept_encoding);

}  // namespace porchlight::bridge
