#include "bridge/render/png.h"
#include "bridge/render/preview.h"
#include "bridge/world/files.h"
#include "tests/bridge/drawn_card.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

// A picture for people to look at, where the build is.
void keep(const Faces& faces, const std::string& name) {
    const char* build = std::getenv("PORCHLIGHT_BUILD");
    const std::filesystem::path folder = std::filesystem::path(build != nullptr ? build : ".") / "cards";
    std::filesystem::create_directories(folder);
    REQUIRE(write_file(folder / (name + "-front.png"), to_png(faces.front)));
    REQUIRE(write_file(folder / (name + "-back.png"), to_png(faces.back)));
}

std::string read_qr(const Raster& face) {
    const ZXing::ImageView view(face.rgb.data(), face.width_px, face.height_px, ZXing::ImageFormat::RGB);
    const auto result = ZXing::ReadBarcode(view, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode));
    return result.text();
}

// How much of a face differs from another: names of different people must not look the same.
std::size_t differing(const Raster& a, const Raster& b) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.rgb.size(); ++i)
        count += a.rgb.data()[i] != b.rgb.data()[i] ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("names of many scripts are drawn with no glyph missing") {
    REQUIRE(start_crypto());
    const std::map<std::string, std::string> names{
        {"spanish", "María-José Fernández Ibáñez"},
        {"irish", "Siobhán Ní Dhomhnaill-O’Sullivan"},
        {"chinese", "欧阳𠮷龘"},
        {"arabic", "فاطمة بنت محمد الفهري"},
        {"vietnamese", "Nguyễn Thị Ngọc Quỳnh"},
        {"ukrainian", "Володимир Ґалаґан-Їжакевич"},
        {"one-word", "Suharto"},
        {"long",
         "Wolfeschlegelsteinhausen Bergerdorff Adolphus Charles David Earl Frederick Gerald Hubert Irvin Jonat"},
        {"decomposed", "Zoe\u0308 A\u030Angstro\u0308m"},
    };
    const Drawn plain("Anna");
    REQUIRE(plain.faces);
    for (const auto& [kind, name] : names) {
        INFO(kind);
        const Drawn drawn(name);
        REQUIRE(drawn.faces.has_value());
        CHECK(drawn.faces->front.width_px == kCardWidth_dots);
        CHECK(drawn.faces->front.height_px == kCardHeight_dots);
        CHECK(differing(drawn.faces->front, plain.faces->front) > 1000);
        keep(*drawn.faces, kind);
    }
}

TEST_CASE("the card's code reads back, is genuine, and matches only with the printed number") {
    REQUIRE(start_crypto());
    const Drawn drawn("Zoë O’Neil");
    REQUIRE(drawn.faces);
    const auto text = read_qr(drawn.faces->back);
    CHECK(text == drawn.code);
    const card::IssuerKey issuer{drawn.city.issuer.public_half, false};
    const auto checked = card::check_code(text, {&issuer, 1});
    REQUIRE(checked);
    card::Holder holder{record::comparison_form("Zoë O’Neil"), "1990-03-12", drawn.request.content.number};
    CHECK(card::matches(*checked, holder));
    holder.number = card::random_number();
    CHECK_FALSE(card::matches(*checked, holder));
    CHECK(text.find(drawn.request.content.number) == text.npos);
}

TEST_CASE("a name that no size can hold is said, not cut") {
    REQUIRE(start_crypto());
    std::string wide;
    for (int i = 0; i < 100; ++i)
        wide += "W";
    const Drawn drawn(wide);
    REQUIRE_FALSE(drawn.faces);
    CHECK(drawn.faces.error() == RenderError::kNameDoesNotFit);
}

TEST_CASE("a character that no font has is said before anyone approves it") {
    REQUIRE(start_crypto());
    const City city;
    const auto manifest = protocol::parse_manifest(city.manifest_payload(1));
    const auto request = city.card_request("Anna");
    auto text = card_text(*manifest, request.content, std::nullopt);
    text["name"] = "Anna \U0010FFFD";  // private use: stands for any letter without a font
    const auto faces = render(renderer(), {"lakehaven", text, request.photo, {}}, "PLC1:A");
    REQUIRE_FALSE(faces);
    CHECK(faces.error() == RenderError::kGlyphMissing);
}

TEST_CASE("two renderings of one card are the same dots") {
    REQUIRE(start_crypto());
    const City city;
    const auto manifest = protocol::parse_manifest(city.manifest_payload(1));
    const auto request = city.card_request("Zoë O’Neil");
    const CardParts parts{"lakehaven", card_text(*manifest, request.content, std::nullopt), request.photo, {}};
    const auto a = render(renderer(), parts, "PLC1:A");
    const auto b = render(renderer(), parts, "PLC1:A");
    REQUIRE(a);
    REQUIRE(b);
    CHECK(differing(a->front, b->front) == 0);
    CHECK(differing(a->back, b->back) == 0);
}

TEST_CASE("a preview is the card at half its size, with a frame and no code in the code's place") {
    REQUIRE(start_crypto());
    const City city;
    const auto manifest = protocol::parse_manifest(city.manifest_payload(1));
    const auto request = city.card_request("Zoë O’Neil");
    const CardParts parts{"lakehaven", card_text(*manifest, request.content, std::nullopt), request.photo, {}};
    const auto printed = render(renderer(), parts, "PLC1:A");
    auto card = renderer().draw(parts);
    REQUIRE(printed);
    REQUIRE(card);
    const auto box = card->code_box;
    const auto preview = preview_of(std::move(*card));
    REQUIRE(preview.size() == std::size_t{968'484});
    CHECK(preview.size() == kPreviewBytes);
    const auto dot = [](const Raster& face, int x, int y) {
        return static_cast<int>(face.rgb.data()[face.offset(std::min(x, face.width_px - 1), y)]);
    };
    // Red of a pixel is the mean of its four dots', on the whole front and, but for the code, on the back.
    std::size_t other = 0;
    const auto in_code = [&](int x, int y) {
        const double x_mm = 2 * x / kDotsPer_mm;
        const double y_mm = 2 * y / kDotsPer_mm;
        return x_mm > box.x - 1 && x_mm < box.x + box.width + 1 && y_mm > box.y - 1 && y_mm < box.y + box.height + 1;
    };
    std::size_t grey = 0;
    for (int side = 0; side < 2; ++side)
        for (int y = 0; y < kPreviewHeight_px; ++y)
            for (int x = 0; x < kPreviewWidth_px; ++x) {
                const auto at = static_cast<std::size_t>((side * kPreviewHeight_px + y) * kPreviewWidth_px + x) * 3;
                const int red = preview.data()[at];
                const auto& face = side == 0 ? printed->front : printed->back;
                const int sum = dot(face, 2 * x, 2 * y) + dot(face, 2 * x + 1, 2 * y) + dot(face, 2 * x, 2 * y + 1) +
                                dot(face, 2 * x + 1, 2 * y + 1);
                if (side == 1 && in_code(x, y))
                    grey += red < 200 ? 1 : 0;
                else
                    other += std::abs(4 * red - sum) > 4 ? 1 : 0;
            }
    CHECK(other == 0);
    // A line around, not a code's dark half.
    CHECK(grey > 200);
    CHECK(grey < 2000);
}

TEST_CASE("a word for gender that cannot be printed is said to be that, not the name") {
    REQUIRE(start_crypto());
    CHECK(Drawn("Anna", "non-binary").faces);
    const Drawn wide("Anna", std::string(protocol::kMaxGenderCharacters, 'W'));
    REQUIRE_FALSE(wide.faces);
    CHECK(wide.faces.error() == RenderError::kGender);
    const Drawn unknown("Anna", "\U0010FFFD");
    REQUIRE_FALSE(unknown.faces);
    CHECK(unknown.faces.error() == RenderError::kGender);
}
