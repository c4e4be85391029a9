// The printed page, as a scanner sees it: pdftoppm makes a picture of the PDF, ZXing reads its code.
#define ZX_USE_UTF8 1

#include "custody/paper/share_page.h"
#include "base/crypto.h"
#include "custody/paper/page_reader.h"
#include "tests/custody/temporary_folder.h"

#include <ZXing/ReadBarcode.h>
#include <catch2/catch_amalgamated.hpp>

#include <fstream>
#include <iterator>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

struct Picture {
    int width_px = 0;
    int height_px = 0;
    std::string grey;
};

PageFacts facts() {
    return {7,
            2,
            3,
            5,
            3,
            "Ana María Núñez Álvarez",
            "City Clerk’s Office",
            "2026-11-27",
            "2034-11-27",
            std::string(64, 'a'),
            false};
}

bytes share_of(std::size_t size) {
    REQUIRE(start_crypto());
    bytes out(size);
    random_bytes(out);
    return out;
}

std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::string& path, const bytes& content) { std::ofstream(path, std::ios::binary) << as_text(content); }

// One page, in grey.
Picture picture_of(const TemporaryFolder& folder, const bytes& pdf, int dots_per_inch) {
    write(folder / "page.pdf", pdf);
    const auto line = "pdftoppm -gray -singlefile -r " + std::to_string(dots_per_inch) + " '" + (folder / "page.pdf") +
                      "' '" + (folder / "page") + "'";
    REQUIRE(std::system(line.c_str()) == 0);
    std::ifstream in(folder / "page.pgm", std::ios::binary);
    std::string magic;
    int largest = 0;
    Picture out;
    in >> magic >> out.width_px >> out.height_px >> largest;
    in.get();
    out.grey.assign(std::istreambuf_iterator<char>(in), {});
    REQUIRE(out.grey.size() == static_cast<std::size_t>(out.width_px) * static_cast<std::size_t>(out.height_px));
    return out;
}

std::string code_in(const Picture& picture) {
    const ZXing::ImageView view(reinterpret_cast<const std::uint8_t*>(picture.grey.data()), picture.width_px,
                                picture.height_px, ZXing::ImageFormat::Lum);
    const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
    return ZXing::ReadBarcode(view, hints).text();
}

// As pdftotext reads it, in the order in which it is drawn.
std::string text_in(const TemporaryFolder& folder, const bytes& pdf) {
    write(folder / "page.pdf", pdf);
    const auto line = "pdftotext -layout '" + (folder / "page.pdf") + "' '" + (folder / "page.txt") + "'";
    REQUIRE(std::system(line.c_str()) == 0);
    return content_of(folder / "page.txt");
}

}  // namespace

TEST_CASE("The code of a printed page is read back by ZXing, on both papers and for the largest share") {
    const TemporaryFolder folder;
    for (const auto paper : {PaperSize::kA4, PaperSize::kLetter})
        for (const std::size_t size : {std::size_t{190}, kMaxPaperShareBytes}) {
            const auto share = share_of(size);
            const auto pdf = draw_share_page(facts(), share, paper);
            REQUIRE(pdf);
            CHECK(read_page(code_in(picture_of(folder, *pdf, 150))) == share);
        }
}

TEST_CASE("A spot of 8 mm on the code does not matter, one of half the code does") {
    const TemporaryFolder folder;
    const auto share = share_of(190);
    auto picture = picture_of(folder, draw_share_page(facts(), share, PaperSize::kA4).value(), 150);
    const auto blot = [&](int left, int top, int size) {
        for (int y = top; y < top + size; ++y)
            for (int x = left; x < left + size; ++x)
                picture.grey[static_cast<std::size_t>(y * picture.width_px + x)] = '\0';
    };
    // The code is 417 pixels wide, from 735 and about 240.
    blot(920, 420, 47);
    CHECK(read_page(code_in(picture)) == share);
    blot(800, 300, 210);
    CHECK_FALSE(read_page(code_in(picture)).has_value());
}

TEST_CASE("The lines of a printed page, copied from it, are the share") {
    const TemporaryFolder folder;
    const auto share = share_of(190);
    const auto text = text_in(folder, draw_share_page(facts(), share, PaperSize::kLetter).value());
    const auto page = page_text(share).value();
    for (const auto& line : page.lines) {
        const auto at = text.find(grouped(line));
        REQUIRE(at != std::string::npos);
        CHECK(text.substr(at, 140).find(line.word) != std::string::npos);
    }
    CHECK(text.find("page " + std::string(page.word)) != std::string::npos);
    for (const auto* word : {"3: Ana María Núñez Álvarez", "City Clerk’s Office", "epoch 7", "any 3 of 5", "2034-11-27",
                             "passphrase is not on it"})
        CHECK(text.find(word) != std::string::npos);
    CHECK(text.find("REHEARSAL") == std::string::npos);
}

TEST_CASE("The page of a rehearsal says so") {
    const TemporaryFolder folder;
    auto played = facts();
    played.rehearsal = true;
    CHECK(text_in(folder, draw_share_page(played, share_of(190), PaperSize::kA4).value()).find("REHEARSAL") !=
          std::string::npos);
}

TEST_CASE("A page is one sheet, or is not drawn") {
    const TemporaryFolder folder;
    auto long_names = facts();
    long_names.name = std::string(64, 'W');
    long_names.authority = std::string(64, 'W');
    CHECK(draw_share_page(long_names, share_of(kMaxPaperShareBytes), PaperSize::kLetter));
    CHECK(draw_share_page(facts(), {}, PaperSize::kA4) == std::unexpected(PagePrintError::kShareSize));
    CHECK(draw_share_page(facts(), share_of(kMaxPaperShareBytes + 1), PaperSize::kA4) ==
          std::unexpected(PagePrintError::kShareSize));
    long_names.name = std::string(2000, 'W');
    CHECK(draw_share_page(long_names, share_of(190), PaperSize::kA4) == std::unexpected(PagePrintError::kDoesNotFit));
}
