// The head of a request, from bytes (RFC 9112, 2 to 6). Stricter than the standard where it lets a reader choose:
// what two programs read differently is how one request is smuggled inside another. Refused are bare line feeds,
// folded lines, spaces round a name, targets that are no path, a length that is there twice or beside a transfer
// coding, and bytes that no head has.
// Pure; any thread.
#pragma once

#include "server/error.h"
#include "server/http/message.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

namespace porchlight::server {

// One past the empty line that ends it; nothing: more is to come. Told as early as it shows: kMalformed,
// kHeaderTooLarge.
std::expected<std::optional<std::size_t>, Error> find_head_end(std::string_view bytes);

struct Head {
    Request request;  // without its body
    std::optional<std::uint64_t> content_length;
};

// Of a head that find_head_end() has found. kMalformed; kHeaderTooLarge; kLengthRequired where the body has a
// transfer coding instead of a length.
std::expected<Head, Error> read_head(std::string_view head);

}  // namespace porchlight::server
