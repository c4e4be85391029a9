// What a card is sent as: by what a printer says it takes and by what is known of its model. Each document is decoded
// again and compared with what was drawn.
#include "base/crypto.h"
#include "bridge/printer/capabilities.h"
#include "bridge/printer/way.h"

#include <cups/pwg.h>
#include <cups/raster.h>
#include <turbojpeg.h>
#include <catch2/catch_test_macros.hpp>

#include <cstring>
#include <memory>

using namespace porchlight;
using namespace porchlight::bridge;

namespace {

const bool kStarted = start_crypto();

Raster noise(int width = kCardWidth_dots, int height = kCardHeight_dots) {
    Raster out(width, height);
    random_bytes(out.rgb.span());
    return out;
}

std::array<int, 3> at(const Raster& raster, int x, int y) {
    const auto* rgb = raster.rgb.data() + raster.offset(x, y);
    return {rgb[0], rgb[1], rgb[2]};
}

constexpr std::array<int, 3> kWhite{255, 255, 255};

PrinterModel plain() {
    PrinterModel out;
    out.name = "plain";
    return out;
}

// What a printer would answer.
struct Printer {
    IppMessage answer{ippNew()};
    void words(const char* name, std::initializer_list<const char*> values) const {
        ippAddStrings(answer.get(), IPP_TAG_PRINTER, IPP_TAG_KEYWORD, name, static_cast<int>(values.size()), nullptr,
                      values.begin());
    }
    void formats(std::initializer_list<const char*> values) const { words("document-format-supported", values); }
    void dpi(std::initializer_list<int> values) const {
        ippAddResolutions(answer.get(), IPP_TAG_PRINTER, "pwg-raster-document-resolution-supported",
                          static_cast<int>(values.size()), IPP_RES_PER_INCH, values.begin(), values.begin());
    }
    std::optional<Capabilities> read(const PrinterModel& model = plain()) const {
        return read_capabilities(answer.get(), model);
    }
};

Printer raster_printer() {
    Printer out;
    out.formats({"image/pwg-raster", "application/pdf", "image/jpeg"});
    out.words("pwg-raster-document-type-supported", {"sgray_8", "srgb_8"});
    out.words("media-supported", {"iso_a4_210x297mm", "custom_card_53.98x85.6mm"});
    out.dpi({300});
    return out;
}

struct Source {
    byte_view rest;
};

ssize_t take(void* context, unsigned char* out, std::size_t size) {
    auto& rest = static_cast<Source*>(context)->rest;
    size = std::min(size, rest.size());
    std::memcpy(out, rest.data(), size);
    rest = rest.subspan(size);
    return static_cast<ssize_t>(size);
}

struct RasterPage {
    cups_page_header2_t header;
    Raster dots;
};

std::vector<RasterPage> pages_of(byte_view document) {
    Source source{document};
    const std::unique_ptr<cups_raster_t, decltype(&cupsRasterClose)> stream(
        cupsRasterOpenIO(take, &source, CUPS_RASTER_READ), cupsRasterClose);
    std::vector<RasterPage> out;
    cups_page_header2_t header;
    while (stream && cupsRasterReadHeader2(stream.get(), &header) != 0) {
        RasterPage page{header, Raster(static_cast<int>(header.cupsWidth), static_cast<int>(header.cupsHeight))};
        for (int y = 0; y < page.dots.height_px; ++y)
            REQUIRE(cupsRasterReadPixels(stream.get(), page.dots.rgb.data() + page.dots.offset(0, y),
                                         header.cupsBytesPerLine) == header.cupsBytesPerLine);
        out.push_back(std::move(page));
    }
    return out;
}

bool same(const Raster& a, const Raster& b) {
    return a.width_px == b.width_px && a.height_px == b.height_px &&
           std::memcmp(a.rgb.data(), b.rgb.data(), a.rgb.size()) == 0;
}

Sheet sheet(int width, int height, int dpi = 300, int bleed = 0, Offset front = {}, Offset back = {}) {
    return {MediaSize{}, width, height, dpi, bleed, front, back};
}

}  // namespace

TEST_CASE("a lying face stands on the sheet, its top to the right, and the back by the way the card is turned") {
    const auto face = noise();
    const auto standing = sheet(kCardHeight_dots, kCardWidth_dots);
    const auto front = page_of(face, false, Sides::kTwoShortEdge, standing);
    CHECK(at(front, kCardHeight_dots - 1, 0) == at(face, 0, 0));
    CHECK(at(front, 0, 0) == at(face, 0, kCardHeight_dots - 1));
    CHECK(at(front, 10, 20) == at(face, 20, kCardHeight_dots - 1 - 10));
    CHECK(same(page_of(face, true, Sides::kTwoShortEdge, standing), front));
    CHECK(same(page_of(face, true, Sides::kOne, standing), front));
    const auto other = page_of(face, true, Sides::kTwoLongEdge, standing);
    CHECK(at(other, 0, kCardWidth_dots - 1) == at(face, 0, 0));
    CHECK(same(page_of(face, false, Sides::kOne, sheet(kCardWidth_dots, kCardHeight_dots)), face));
}

TEST_CASE("a larger canvas has the art in its middle, drawn on over the bleed, and moved by the printer's offset") {
    const auto face = noise();
    const auto page = page_of(face, false, Sides::kOne, sheet(kCardHeight_dots + 20, kCardWidth_dots + 40, 300, 5));
    CHECK(at(page, 10, 20) == at(face, 0, kCardHeight_dots - 1));
    CHECK(at(page, 5, 15) == at(face, 0, kCardHeight_dots - 1));
    CHECK(at(page, 4, 20) == kWhite);
    CHECK(at(page, 10, 14) == kWhite);
    const auto moved =
        page_of(face, true, Sides::kOne, sheet(kCardHeight_dots + 20, kCardWidth_dots + 40, 300, 0, {}, {3, -7}));
    CHECK(at(moved, 13, 13) == at(face, 0, kCardHeight_dots - 1));
    CHECK(at(moved, 12, 13) == kWhite);
    const auto smaller = page_of(face, false, Sides::kOne, sheet(kCardHeight_dots - 2, kCardWidth_dots - 4));
    CHECK(at(smaller, 0, 0) == at(face, 2, kCardHeight_dots - 1 - 1));
}

TEST_CASE("at twice the dots each dot is four, so that a code stays sharp") {
    const auto face = noise();
    const auto page = page_of(face, false, Sides::kOne, sheet(2 * kCardHeight_dots, 2 * kCardWidth_dots, 600));
    bool right = true;
    for (int y = 0; y < page.height_px; ++y)
        for (int x = 0; x < page.width_px; ++x)
            right = right && at(page, x, y) == at(face, y / 2, kCardHeight_dots - 1 - x / 2);
    CHECK(right);
}

TEST_CASE("the model's canvas goes before the media's size, at the model's resolution") {
    auto model = plain();
    model.bleed = 100;
    model.offsets.front = {254, -254};
    const auto by_media = sheet_of({5398, 8560}, 300, model);
    CHECK(by_media.width_dots == 637);
    CHECK(by_media.height_dots == 1011);
    CHECK(by_media.bleed_dots == 11);
    CHECK(by_media.front.x == 30);
    CHECK(by_media.front.y == -30);
    model.canvas = Canvas{661, 1035, 300};
    CHECK(sheet_of({5398, 8560}, 600, model).width_dots == 661);
    CHECK(sheet_of({5398, 8560}, 600, model).dpi == 300);
    CHECK(sheet_of({8560, 5398}, 300, model).width_dots == 1035);
}

TEST_CASE("raster goes before PDF, PDF before JPEG, and a driver with commands in text gets no PDF") {
    auto printer = raster_printer();
    REQUIRE(printer.read().has_value());
    CHECK(printer.read()->format == Format::kPwgRaster);
    CHECK(printer.read()->raster_type == "srgb_8");
    CHECK(printer.read()->sides == Sides::kOne);

    Printer other;
    other.words("media-supported", {"custom_card_53.98x85.6mm"});
    other.words("sides-supported", {"one-sided", "two-sided-long-edge", "two-sided-short-edge"});
    other.formats({"image/jpeg", "application/pdf"});
    CHECK(other.read()->format == Format::kPdf);
    CHECK(other.read()->sides == Sides::kTwoShortEdge);
    auto commands = plain();
    commands.text_commands = "~";
    CHECK(other.read(commands)->format == Format::kJpeg);
    CHECK(other.read(commands)->sides == Sides::kOne);

    Printer only_pdf;
    only_pdf.words("media-supported", {"custom_card_53.98x85.6mm"});
    only_pdf.formats({"application/pdf"});
    CHECK(only_pdf.read().has_value());
    CHECK_FALSE(only_pdf.read(commands).has_value());
    Printer grey;
    grey.words("media-supported", {"custom_card_53.98x85.6mm"});
    grey.words("pwg-raster-document-type-supported", {"sgray_8"});
    grey.formats({"image/pwg-raster"});
    CHECK_FALSE(grey.read().has_value());
}

TEST_CASE("media is found by its size, whatever its name, and nothing else is a card") {
    const auto has_card = [](std::initializer_list<const char*> media, const PrinterModel& model = plain()) {
        Printer printer;
        printer.formats({"application/pdf"});
        printer.words("media-supported", media);
        return printer.read(model).has_value();
    };
    CHECK(has_card({"om_anything_54x86mm"}));
    CHECK(has_card({"iso_a4_210x297mm", "oe_business-card_2.125x3.375in"}));
    CHECK(has_card({"custom_card_85.6x53.98mm"}));
    CHECK_FALSE(has_card({"iso_a4_210x297mm", "custom_56x90mm_56x90mm"}));
    CHECK_FALSE(has_card({"card", ""}));
    auto wide = plain();
    CHECK_FALSE(has_card({"custom_card_55.96x87.63mm"}, wide));
    wide.canvas = Canvas{661, 1035, 300};
    CHECK(has_card({"custom_card_55.96x87.63mm"}, wide));

    Printer sized;
    sized.formats({"application/pdf"});
    ipp_t* size = ippNew();
    ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", 5400);
    ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", 8600);
    ippAddCollection(sized.answer.get(), IPP_TAG_PRINTER, "media-size-supported", size);
    ippDelete(size);
    REQUIRE(sized.read().has_value());
    CHECK(sized.read()->sheet.media.width == 5400);
}

TEST_CASE("the resolution is the one that the card is drawn at, else a multiple of it, else the finest") {
    const auto chosen = [](std::initializer_list<int> dpi) {
        auto printer = raster_printer();
        ippDeleteAttribute(
            printer.answer.get(),
            ippFindAttribute(printer.answer.get(), "pwg-raster-document-resolution-supported", IPP_TAG_ZERO));
        if (dpi.size() > 0)
            printer.dpi(dpi);
        return printer.read()->sheet.dpi;
    };
    CHECK(chosen({}) == 300);
    CHECK(chosen({600, 300, 1200}) == 300);
    CHECK(chosen({203, 1200, 600}) == 600);
    CHECK(chosen({203, 360}) == 360);
    CHECK(chosen({9000}) == 300);
}

TEST_CASE("a raster holds the pages dot by dot, in the canvas of the model") {
    REQUIRE(kStarted);
    const Faces faces{noise(), noise()};
    auto printer = raster_printer();
    printer.words("sides-supported", {"one-sided", "two-sided-short-edge"});
    auto model = plain();
    model.canvas = Canvas{648, 1016, 300};
    const auto capabilities = *printer.read(model);
    const auto documents = documents_of(faces, capabilities);
    REQUIRE(documents.size() == 1);
    const auto pages = pages_of(documents.front());
    REQUIRE(pages.size() == 2);
    CHECK(pages[0].header.cupsWidth == 648);
    CHECK(pages[0].header.cupsHeight == 1016);
    CHECK(pages[0].header.HWResolution[0] == 300);
    CHECK(same(pages[0].dots, page_of(faces.front, false, Sides::kTwoShortEdge, capabilities.sheet)));
    CHECK(same(pages[1].dots, page_of(faces.back, true, Sides::kTwoShortEdge, capabilities.sheet)));
}

TEST_CASE("a back is mirrored as the printer wants its backs") {
    const auto page = noise(5, 7);
    const auto back = [&](const char* wish, Sides sides) {
        std::vector<Raster> pages;
        pages.push_back(noise(5, 7));
        pages.emplace_back(5, 7).rgb = page.rgb.clone();
        const auto document = pwg_document(pages, sheet(5, 7), sides, "srgb_8", wish);
        auto read = pages_of(document.value());
        REQUIRE(read.size() == 2);
        CHECK(same(read[0].dots, pages[0]));
        return std::move(read[1].dots);
    };
    const auto corner = at(page, 0, 0);
    CHECK(at(back("normal", Sides::kTwoLongEdge), 0, 0) == corner);
    CHECK(at(back("flipped", Sides::kTwoShortEdge), 4, 0) == corner);
    CHECK(at(back("flipped", Sides::kTwoLongEdge), 0, 6) == corner);
    CHECK(at(back("rotated", Sides::kTwoLongEdge), 4, 6) == corner);
    CHECK(at(back("rotated", Sides::kTwoShortEdge), 0, 0) == corner);
    CHECK(at(back("manual-tumble", Sides::kTwoShortEdge), 4, 6) == corner);
    CHECK(at(back("manual-tumble", Sides::kTwoLongEdge), 0, 0) == corner);
}

TEST_CASE("a printer that cannot turn cards gets a job for each side") {
    const Faces faces{noise(), noise()};
    const auto documents = documents_of(faces, *raster_printer().read());
    REQUIRE(documents.size() == 2);
    CHECK(pages_of(documents[0]).size() == 1);
    CHECK(pages_of(documents[1]).size() == 1);
    CHECK(pages_of(documents[0])[0].header.Duplex == 0);
}

TEST_CASE("a JPEG has the page's size, its resolution, and its colours to within the format") {
    Raster page(200, 100);
    for (int y = 0; y < 100; ++y)
        for (int x = 0; x < 200; ++x) {
            const std::array<std::uint8_t, 3> colour{static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(2 * y),
                                                     static_cast<std::uint8_t>(255 - x)};
            std::memcpy(page.rgb.data() + page.offset(x, y), colour.data(), colour.size());
        }
    const auto jpeg = jpeg_document(page, 300).value();
    CHECK(std::memcmp(jpeg.data() + 6, "JFIF", 5) == 0);
    CHECK(jpeg[13] == 1);
    CHECK(get_u16(byte_view(jpeg).subspan(14)) == 300);
    CHECK(get_u16(byte_view(jpeg).subspan(16)) == 300);
    const std::unique_ptr<void, decltype(&tjDestroy)> coder(tjInitDecompress(), tjDestroy);
    int width = 0;
    int height = 0;
    int sampling = 0;
    int space = 0;
    REQUIRE(tjDecompressHeader3(coder.get(), jpeg.data(), jpeg.size(), &width, &height, &sampling, &space) == 0);
    CHECK(width == 200);
    CHECK(height == 100);
    CHECK(sampling == TJSAMP_444);
    Raster again(200, 100);
    REQUIRE(tjDecompress2(coder.get(), jpeg.data(), jpeg.size(), again.rgb.data(), 200, 0, 100, TJPF_RGB, 0) == 0);
    int worst = 0;
    for (std::size_t i = 0; i < page.rgb.size(); ++i)
        worst = std::max(worst, std::abs(page.rgb.data()[i] - again.rgb.data()[i]));
    CHECK(worst <= 8);
    CHECK_FALSE(same(page, again));
}

TEST_CASE("a PDF holds pictures alone: there is no text that a driver could take for a command") {
    const Faces faces{noise(), noise()};
    Printer printer;
    printer.formats({"application/pdf"});
    printer.words("media-supported", {"custom_card_53.98x85.6mm"});
    printer.words("sides-supported", {"two-sided-long-edge"});
    const auto documents = documents_of(faces, *printer.read());
    REQUIRE(documents.size() == 1);
    const auto text = as_text(documents.front());
    CHECK(text.starts_with("%PDF-"));
    CHECK(text.find("/Count 2") != text.npos);
    CHECK(text.find("/Subtype /Image") != text.npos);
    CHECK(text.find("/Font <<") == text.npos);
    CHECK(text.find("/Type /Font") == text.npos);
}

TEST_CASE("a queue's way to its printer crosses no network in the clear") {
    auto model = plain();
    CHECK(way_of("usb://Acme/Card%20Printer?serial=1", model) == Way::kSpools);
    CHECK(way_of("ipps://printer.branch.example/ipp/print", model) == Way::kAnswers);
    CHECK(way_of("ipp://localhost:60000/ipp/print", model) == Way::kAnswers);
    CHECK(way_of("ipp://[::1]:60000/ipp/print", model) == Way::kAnswers);
    CHECK(way_of("dnssd://Card%20Printer._ipps._tcp.local/", model) == Way::kAnswers);
    CHECK(way_of("socket://127.0.0.1:9100", model) == Way::kSpools);
    for (const char* uri :
         {"", "usb", "ipp://printer.branch.example/ipp/print", "ipp://localhost.evil.example/", "ipp://localhost@evil/",
          "socket://192.0.2.7:9100", "lpd://printer/queue", "dnssd://Card%20Printer._ipp._tcp.local/",
          "smb://server/printer", "implicitclass://card/", "beh:/1/3/5/socket://192.0.2.7", "acme:/dev/usb/lp0"}) {
        INFO(uri);
        CHECK(way_of(uri, model) == Way::kForbidden);
    }
    model.backends = {"acme"};
    CHECK(way_of("acme:/dev/usb/lp0", model) == Way::kSpools);
}
