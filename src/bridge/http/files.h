// A file of the release as an answer: precompressed where the browser takes it, 304 where it has it. Pure.
#pragma once

#include "bridge/http/message.h"
#include "bridge/release/keeper.h"

namespace porchlight::bridge {

// path: of the release, "index.html" for the root. 404 if it has none such.
Response serve_file(const std::shared_ptr<const CurrentRelease>& release, std::string_view path,
                    const RequestHead& head);

// Does an Accept-Encoding header (RFC 9110) take brotli?
bool takes_brotli(std::string_view accept_encoding);

}  // namespace porchlight::bridge
