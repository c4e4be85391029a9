// What the page hands the bridge, 350,720 bytes whatever was typed (protocol/PROTOCOL.md, Card request).
// The page writes it, the bridge reads it. Pure functions, any thread; what it holds is the caller's to wipe.
#pragma once

#include "base/bytes.h"
#include "envelope/layout.h"
#include "protocol/application_path.h"
#include "protocol/error.h"

#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace porchlight::protocol {

constexpr std::size_t kPhotoWidth_px = 300;
constexpr std::size_t kPhotoHeight_px = 384;
constexpr std::size_t kPhotoBytes = kPhotoWidth_px * kPhotoHeight_px * 3;
constexpr std::size_t kContentAt = 8;
constexpr std::size_t kMaxContentBytes = 4088;
constexpr std::size_t kSealedAt = 4096;
constexpr std::size_t kCardRequestBytes = 4096 + envelope::kEnvelopeBytes + kPhotoBytes;
constexpr std::size_t kMaxGenderCharacters = 24;
constexpr std::size_t kMaxGenderBytes = 96;
// Address, emergency contact and note: one limit for each.
constexpr std::size_t kMaxFieldCharacters = 96;
constexpr std::size_t kMaxFieldBytes = 384;
constexpr std::size_t kMaxMarkers = 8;

// Version 2 of card/FORMAT.md, Card content. Texts are canonical; those that may be empty are then not printed.
struct CardContent {
    std::string name;
    std::string dob;       // YYYY-MM-DD
    std::string gender{};  // may be empty, as all below but the number
    std::string number{};  // 13 symbols
    std::string address{};
    std::string emergency{};
    std::string note{};
    std::vector<std::string> markers{};                  // ids of the programme's
    ApplicationPath path = ApplicationPath::kNew;        // not printed
    std::optional<std::vector<std::string>> services{};  // ids of those wanted; nothing: all of the programme's
};

struct CardRequest {
    CardContent content;
    envelope::Envelope sealed{};
    bytes photo;  // kPhotoBytes, RGB
};

// kMalformed if content is too long or the photo has another size.
std::expected<bytes, Error> write_card_request(const CardRequest& request);

// The form only: whether name, date and number are canonical is for record and card to say, and what a programme
// prints is for its rules.
std::expected<CardRequest, Error> read_card_request(byte_view in);

// Everything that the applicant gave.
void wipe_content(CardRequest& request);

}  // namespace porchlight::protocol
