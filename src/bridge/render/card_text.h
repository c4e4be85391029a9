// What is printed on a card, box by box of its template: values, labels and fixed lines, as text.
// Pure functions, any thread.
#pragma once

#include "base/date.h"
#include "protocol/card_request.h"
#include "protocol/manifest.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace porchlight::bridge {

// Box id → text. Boxes without text stay empty.
using CardText = std::map<std::string, std::string>;

// `12 MAR 1990`: read the same everywhere, whatever order a country writes dates in.
std::string printed_date(const date& day);

// content: checked and canonical. expiry: nothing for a card that does not expire. services: those that the card
// has a number of.
CardText card_text(const protocol::Manifest& manifest, const protocol::CardContent& content,
                   const std::optional<date>& expiry, std::span<const protocol::ServiceCode> services = {});

// The box of a template that takes the barcode of the service at this place: `service-1` for the programme's first.
std::string service_box(std::size_t place);

// All that is printed on one card, but for the code, which is signed last.
struct CardParts {
    std::string template_name;
    CardText text;
    bytes photo;  // protocol::kPhotoBytes of RGB
    std::vector<protocol::ServiceCode> services;
};
void wipe_parts(CardParts& parts);

}  // namespace porchlight::bridge
