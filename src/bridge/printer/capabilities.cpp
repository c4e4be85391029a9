#include "bridge/printer/capabilities.h"

#include <cups/pwg.h>

#include <algorithm>
#include <cstring>

namespace porchlight::bridge {
namespace {

constexpr int kTolerance = 100;  // hundredths of a millimetre: printers round, and some add a bleed of a millimetre
constexpr int kHundredthsPerInch = 2540;

bool has(const std::vector<std::string>& list, std::string_view value) {
    return std::ranges::find(list, value) != list.end();
}

// A printer may answer any number: none is reckoned with.
bool is_near(const MediaSize& media, int width, int length) {
    const auto near = [](int value, int wanted) {
        return value >= wanted - kTolerance && value <= wanted + kTolerance;
    };
    return near(std::min(media.width, media.length), width) && near(std::max(media.width, media.length), length);
}

// ID-1, or the canvas of the model where that is larger.
bool is_card(const MediaSize& media, const PrinterModel& model) {
    const MediaSize card;
    const auto& canvas = model.canvas;
    return is_near(media, card.width, card.length) ||
           (canvas && is_near(media, canvas->width_dots * kHundredthsPerInch / canvas->dpi,
                              canvas->height_dots * kHundredthsPerInch / canvas->dpi));
}

// By size, whatever it is called.
std::optional<MediaSize> card_media(ipp_t* answer, const PrinterModel& model) {
    for (const char* name : {"media-ready", "media-supported", "media-default"})
        for (const auto& media : text_values(answer, name))
            if (auto* named = pwgMediaForPWG(media.c_str()); named != nullptr)
                if (const MediaSize size{named->width, named->length}; is_card(size, model))
                    return size;
    auto* sizes = ippFindAttribute(answer, "media-size-supported", IPP_TAG_BEGIN_COLLECTION);
    for (int i = 0; sizes != nullptr && i < ippGetCount(sizes); ++i) {
        auto* size = ippGetCollection(sizes, i);
        const auto width = integer_value(size, "x-dimension");
        const auto length = integer_value(size, "y-dimension");
        if (width && length && is_card({*width, *length}, model))
            return MediaSize{*width, *length};
    }
    return std::nullopt;
}

std::optional<std::string> raster_type(ipp_t* answer) {
    const auto types = text_values(answer, "pwg-raster-document-type-supported");
    for (const std::string_view type : {"srgb_8", "rgb_8", "adobe-rgb_8"})
        if (has(types, type))
            return std::string(type);
    return std::nullopt;
}

// libcups puts any byte of the answer into the enum: it is looked at as the number it is.
bool is_per_inch(const ipp_res_t& units) {
    static_assert(sizeof(ipp_res_t) == sizeof(int));
    int number = 0;
    std::memcpy(&number, &units, sizeof(number));
    return number == IPP_RES_PER_INCH;
}

// What the card is drawn at, or a multiple of it: each dot stays a whole number of dots. Else the finest.
int resolution(ipp_t* answer, const char* name) {
    int best = 0;
    auto* list = ippFindAttribute(answer, name, IPP_TAG_RESOLUTION);
    for (int i = 0; list != nullptr && i < ippGetCount(list); ++i) {
        int y = 0;
        ipp_res_t units = IPP_RES_PER_INCH;
        const int x = ippGetResolution(list, i, &y, &units);
        if (x != y || !is_per_inch(units) || x < 100 || x > 2400)
            continue;
        const bool is_even = x % kDotsPerInch == 0;
        const bool is_best_even = best != 0 && best % kDotsPerInch == 0;
        if (is_even ? !is_best_even || x < best : !is_best_even && x > best)
            best = x;
    }
    return best != 0 ? best : kDotsPerInch;
}

Sides sides_of(ipp_t* answer) {
    const auto sides = text_values(answer, "sides-supported");
    if (has(sides, keyword(Sides::kTwoShortEdge)))
        return Sides::kTwoShortEdge;
    return has(sides, keyword(Sides::kTwoLongEdge)) ? Sides::kTwoLongEdge : Sides::kOne;
}

std::optional<bytes> document_of(std::span<const Raster> pages, const Capabilities& printer) {
    switch (printer.format) {
        case Format::kPwgRaster:
            return pwg_document(pages, printer.sheet, printer.sides, printer.raster_type, printer.sheet_back);
        case Format::kPdf: return pdf_document(pages, printer.sheet);
        case Format::kJpeg: return jpeg_document(pages.front(), printer.sheet.dpi);
    }
    return std::nullopt;
}

}  // namespace

const char* mime_type(Format format) {
    switch (format) {
        case Format::kPwgRaster: return "image/pwg-raster";
        case Format::kPdf: return "application/pdf";
        case Format::kJpeg: return "image/jpeg";
    }
    return "";
}

std::optional<Capabilities> read_capabilities(ipp_t* answer, const PrinterModel& model) {
    const auto formats = text_values(answer, "document-format-supported");
    const auto media = card_media(answer, model);
    if (!media)
        return std::nullopt;
    Capabilities out;
    out.sides = sides_of(answer);
    out.fills = has(text_values(answer, "print-scaling-supported"), "fill");
    if (const auto type = raster_type(answer); type && has(formats, mime_type(Format::kPwgRaster))) {
        out.raster_type = *type;
        const auto backs = text_values(answer, "pwg-raster-document-sheet-back");
        if (!backs.empty())
            out.sheet_back = backs.front();
        out.sheet = sheet_of(*media, resolution(answer, "pwg-raster-document-resolution-supported"), model);
        return out;
    }
    // At the dots that were drawn: the printer scales by the page's size. A driver that reads commands in text is
    // not sent what could hold text.
    out.sheet = sheet_of(*media, kDotsPerInch, model);
    if (model.text_commands.empty() && has(formats, mime_type(Format::kPdf))) {
        out.format = Format::kPdf;
        return out;
    }
    if (!has(formats, mime_type(Format::kJpeg)))
        return std::nullopt;
    out.format = Format::kJpeg;
    out.sides = Sides::kOne;
    return out;
}

std::vector<bytes> documents_of(const Faces& faces, const Capabilities& printer) {
    const auto pages = pages_of(faces, printer.sides, printer.sheet);
    const std::span<const Raster> both(pages);
    std::vector<bytes> out;
    const std::size_t at_once = printer.sides == Sides::kOne ? 1 : both.size();
    for (std::size_t at = 0; at < both.size(); at += at_once) {
        auto made = document_of(both.subspan(at, at_once), printer);
        if (!made)
            return {};
        out.push_back(std::move(*made));
    }
    return out;
}

}  // namespace porchlight::bridge
