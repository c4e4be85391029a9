// Every code of a card, read back from its dots by ZXing: clean, blurred, with noise and specks.
#include "bridge/render/barcode.h"
#include "tests/bridge/degraded.h"
#include "tests/bridge/sample_cards.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <zint.h>

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;
using protocol::Symbology;

namespace {

using Codes = std::set<std::pair<std::string, std::string>>;

const CardTemplate& card_template() {
    static const CardTemplate one = std::move(*load_template("assets/card", "lakehaven"));
    return one;
}

int dots(double mm) { return static_cast<int>(std::lround(mm * kDotsPer_mm)); }

// As a scanner is held: to one code after another, with a little of what is around it.
Codes codes_in(const Raster& face, const Side& side) {
    constexpr double kAround_mm = 0.6;
    const ZXing::ImageView whole(face.rgb.data(), face.width_px, face.height_px, ZXing::ImageFormat::RGB);
    const auto hints = ZXing::DecodeHints().setTryHarder(true).setFormats(
        ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::Codabar | ZXing::BarcodeFormat::Code128);
    Codes out;
    for (const auto* id : {"code", "service-1", "service-2", "service-3"}) {
        const auto at = side.boxes.find(id);
        if (at == side.boxes.end())
            continue;
        const auto& box = at->second;
        const auto result =
            ZXing::ReadBarcode(whole.cropped(dots(box.x - kAround_mm), dots(box.y - kAround_mm),
                                             dots(box.width + 2 * kAround_mm), dots(box.height + 2 * kAround_mm)),
                               hints);
        if (result.isValid())
            out.emplace(ZXing::ToString(result.format()), result.text());
    }
    return out;
}

Codes codes_on(const Raster& back) { return codes_in(back, card_template().back); }

Codes expected_codes() {
    return {{"QRCode", sample_code()},
            {"Codabar", kSampleNumbers.at("library")},
            {"Code128", kSampleNumbers.at("transit")},
            {"QRCode", kSampleNumbers.at("discount")}};
}

Sample with_services(const char* card_class) { return {"", card_class, "Anna Lee", "", {}, true, true}; }

bool is_black(const Raster& face, int x, int y) { return face.rgb.data()[face.offset(x, y)] < 128; }

// Lengths of what is dark and light in turn along a row of the box, beginning and ending with light.
std::vector<int> runs_along(const Raster& face, const Box_mm& box) {
    const int y = dots(box.y + box.height / 2);
    std::vector<int> out{0};
    bool dark = false;
    for (int x = dots(box.x); x < dots(box.x + box.width); ++x) {
        if (is_black(face, x, y) != dark) {
            dark = !dark;
            out.push_back(0);
        }
        ++out.back();
    }
    return out;
}

}  // namespace

TEST_CASE("every code of each class's back is read from the raster: clean, blurred by a dot, with 2 % noise, and both") {
    REQUIRE(start_crypto());
    for (const auto* card_class : {"child", "teen", "adult", "senior"}) {
        INFO(card_class);
        const auto faces = sample_card(with_services(card_class));
        REQUIRE(faces);
        CHECK(codes_on(faces->back) == expected_codes());
        const auto soft = blurred(faces->back);
        CHECK(codes_on(soft) == expected_codes());
        for (unsigned seed = 1; seed <= 5; ++seed) {
            CHECK(codes_on(grainy(faces->back, seed)) == expected_codes());
            CHECK(codes_on(grainy(soft, seed)) == expected_codes());
        }
    }
}

TEST_CASE("every code is read where two dots in a hundred are specks, through a lens that blurs by a dot") {
    REQUIRE(start_crypto());
    const auto faces = sample_card(with_services("adult"));
    REQUIRE(faces);
    for (unsigned seed = 1; seed <= 5; ++seed) {
        INFO(seed);
        CHECK(codes_on(blurred(speckled(faces->back, seed))) == expected_codes());
    }
}

TEST_CASE("the plain back has the signed code alone, and that is read blurred and with noise too") {
    REQUIRE(start_crypto());
    const auto faces = sample_card({"", "adult", "Anna Lee"});
    REQUIRE(faces);
    const Codes wanted{{"QRCode", sample_code()}};
    CHECK(codes_in(faces->back, *card_template().plain_back) == wanted);
    CHECK(codes_in(grainy(blurred(faces->back), 3), *card_template().plain_back) == wanted);
    CHECK(codes_on(faces->front).empty());
}

TEST_CASE("a code that was painted over is not read: the reader can fail") {
    REQUIRE(start_crypto());
    auto faces = sample_card(with_services("adult"));
    REQUIRE(faces);
    for (int y = 0; y < kCardHeight_dots; ++y)
        std::fill_n(faces->back.rgb.data() + faces->back.offset(600, y), std::size_t{3} * 90, std::uint8_t{128});
    CHECK(codes_on(faces->back) != expected_codes());
}

TEST_CASE("bars are whole modules of three dots or more, with ten modules of quiet on either side") {
    REQUIRE(start_crypto());
    const auto faces = sample_card(with_services("adult"));
    REQUIRE(faces);
    for (const auto* box : {"service-1", "service-2"}) {
        INFO(box);
        const auto runs = runs_along(faces->back, card_template().back.boxes.at(box));
        REQUIRE(runs.size() > 40);
        const int module = *std::min_element(runs.begin(), runs.end());
        CHECK(module >= kSmallestBar_dots);
        CHECK(runs.front() >= 10 * module);
        CHECK(runs.back() >= 10 * module);
        for (std::size_t i = 1; i + 1 < runs.size(); ++i)
            CHECK(runs[i] % module == 0);
    }
}

TEST_CASE("a Codabar number with our modulo 16 symbol is the one that zint makes by itself") {
    const std::string body = "4801273";
    const auto ours = make_barcode(Symbology::kCodabar,
                                   body + *protocol::check_symbol(protocol::CheckRule::kMod16, body));
    REQUIRE(ours);
    const std::unique_ptr<zint_symbol, decltype(&ZBarcode_Delete)> theirs(ZBarcode_Create(), ZBarcode_Delete);
    theirs->symbology = BARCODE_CODABAR;
    theirs->option_2 = 1;  // add the check symbol
    const std::string text = "A" + body + "B";
    REQUIRE(ZBarcode_Encode(theirs.get(), reinterpret_cast<const unsigned char*>(text.data()),
                            static_cast<int>(text.size())) == 0);
    REQUIRE(theirs->width == ours->columns_modules);
    for (int x = 0; x < theirs->width; ++x)
        CHECK(ours->dark[static_cast<std::size_t>(x)] == (((theirs->encoded_data[0][x >> 3] >> (x & 7)) & 1) != 0));
}

TEST_CASE("a box that is a hair smaller than the smallest is refused, the smallest itself is not") {
    const Owned<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, 900, 400));
    const Owned<cairo_t> context(cairo_create(surface.get()));
    for (const auto symbology : {Symbology::kCodabar, Symbology::kCode128, Symbology::kQr}) {
        const auto code = make_barcode(symbology, "30234000517861");
        REQUIRE(code);
        auto box = smallest_box(*code);
        box.width += 0.001;
        box.height += 0.001;
        CHECK(draw_barcode(context.get(), *code, box));
        auto narrow = box;
        narrow.width -= 0.1;
        CHECK_FALSE(draw_barcode(context.get(), *code, narrow));
        auto low = box;
        low.height -= 0.1;
        CHECK_FALSE(draw_barcode(context.get(), *code, low));
    }
}

TEST_CASE("what a symbology cannot write, and what is too long for a QR code, is no code") {
    CHECK_FALSE(make_barcode(Symbology::kCodabar, "12é4"));
    CHECK_FALSE(make_barcode(Symbology::kCodabar, ""));
    CHECK_FALSE(make_qr(std::string(8000, 'A')));
}
