#include "bridge/printer/capabilities.h"

#include <cups/pwg.h>

#include <algorithm>
#include <cstdlib>

namespace porchlight::bridge {
namespace {

constexpr int kTolerance = 100;  // hundredths of a millimetre: printers round, and some add a bleed of a millimetre

bool has(const std::vector<std::string>& list, std::string_view value) {
    return std::ranges::find(list, value) != list.end();
}

bool is_card(int width, int length) {
    const MediaSize card;
    return std::abs(width - card.width) <= kTolerance && std::abs(length - card.length) <= kTolerance;
}

// By size, whatever it is called.
std::optional<MediaSize> card_media(ipp_t* answer) {
    for (const char* name : {"media-ready", "media-supported", "media-default"})
        for (const auto& media : text_values(answer, name))
            if (auto* size = pwgMediaForPWG(media.c_str()); size != nullptr && is_card(size->width, size->length))
                return MediaSize{size->width, size->length};
    return std::nullopt;
}

std::optional<std::string> raster_type(ipp_t* answer) {
    const auto types = text_values(answer, "pwg-raster-document-type-supported");
    for (const std::string_view type : {"srgb_8", "rgb_8", "adobe-rgb_8"})
        if (has(types, type))
            return std::string(type);
    return std::nullopt;
}

Sides sides_of(ipp_t* answer) {
    const auto sides = text_values(answer, "sides-supported");
    if (has(sides, keyword(Sides::kTwoShortEdge)))
        return Sides::kTwoShortEdge;
    return has(sides, keyword(Sides::kTwoLongEdge)) ? Sides::kTwoLongEdge : Sides::kOne;
}

}  // namespace

std::optional<Capabilities> read_capabilities(ipp_t* answer) {
    const auto formats = text_values(answer, "document-format-supported");
    const auto media = card_media(answer);
    if (!media)
        return std::nullopt;
    Capabilities out;
    out.media = *media;
    out.sides = sides_of(answer);
    if (const auto type = raster_type(answer); type && has(formats, "image/pwg-raster")) {
        out.raster_type = *type;
        return out;
    }
    if (!has(formats, "application/pdf"))
        return std::nullopt;
    out.format = Format::kPdf;
    return out;
}

}  // namespace porchlight::bridge
