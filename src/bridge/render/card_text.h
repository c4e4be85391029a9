// What is printed on a card, box by box of its template: values, labels and fixed lines, as text.
// Pure functions, any thread.
#pragma once

#include "base/date.h"
#include "protocol/card_request.h"
#include "protocol/manifest.h"

#include <map>
#include <optional>
#include <string>

namespace porchlight::bridge {

// Box id → text. Boxes without text stay empty.
using CardText = std::map<std::string, std::string>;

// `12 MAR 1990`: read the same everywhere, whatever order a country writes dates in.
std::string printed_date(const date& day);

// content: checked and canonical. expiry: nothing for a card that does not expire.
CardText card_text(const protocol::Manifest& manifest, const protocol::CardContent& content,
                   const std::optional<date>& expiry);

// Which template of assets/card the programme prints on: empty if its name is not one ([a-z0-9-], up to 64).
std::string template_name(const protocol::Manifest& manifest);

}  // namespace porchlight::bridge
