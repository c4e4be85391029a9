// Counters, the sample, the calibration card, and what the bridge answers on its control socket.
#include "bridge/control/control.h"
#include "bridge/operators/counting_printer.h"
#include "bridge/operators/reading_store.h"
#include "bridge/operators/ruler.h"
#include "bridge/operators/sample.h"
#include "bridge/printer/memory_printer.h"
#include "bridge/release/keeper.h"
#include "bridge/wiring.h"
#include "bridge/world/files.h"
#include "card/code.h"
#include "tests/bridge/drawn_card.h"
#include "tests/bridge/printer_bench.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <catch2/catch_test_macros.hpp>

#include <boost/asio/io_context.hpp>

#include <algorithm>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("porchlight-operators-" + std::to_string(::getpid()));
    Folder() {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
};

struct Counted {
    MemoryCounter counter;
    MemoryPrinter* inner = nullptr;
    CountingPrinter printer;
    explicit Counted(const Counters& counters = {}) : Counted(counters, std::make_unique<MemoryPrinter>()) {}

private:
    Counted(const Counters& counters, std::unique_ptr<MemoryPrinter> made)
        : counter(counters), inner(made.get()), printer(std::move(made), counter) {}
};

std::vector<std::string> codes_on(const Raster& side) {
    const ZXing::ImageView view(side.rgb.data(), side.width_px, side.height_px, ZXing::ImageFormat::RGB);
    std::vector<std::string> out;
    for (const auto& found : ZXing::ReadBarcodes(view, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode)))
        out.push_back(found.text());
    return out;
}

protocol::Manifest manifest_of(const City& city) { return *protocol::parse_manifest(city.manifest_payload(1)); }

bool is_black(const Raster& page, int x, int y) {
    const auto* rgb = page.rgb.data() + page.offset(x, y);
    return rgb[0] + rgb[1] + rgb[2] < 60;
}

// How deep black reaches from an edge, in each place along it: the stair as a person sees it.
std::vector<int> depths(const Raster& page, bool upright, bool from_end) {
    std::vector<int> out;
    const int along = upright ? page.height_px : page.width_px;
    const int across = upright ? page.width_px : page.height_px;
    for (int i = 0; i < along; ++i) {
        int depth = 0;
        const auto at = [&](int d) { return from_end ? across - 1 - d : d; };
        while (depth < across && (upright ? is_black(page, at(depth), i) : is_black(page, i, at(depth))))
            ++depth;
        if (depth > 0 && (out.empty() || out.back() != depth))
            out.push_back(depth);
    }
    return out;
}

std::vector<int> stair() {
    std::vector<int> out;
    for (int step = 1; step <= kRulerSteps; ++step)
        out.push_back(static_cast<int>(step / 10.0 * kDotsPer_mm + 0.5));
    return out;
}

}  // namespace

TEST_CASE("counters are 32 bytes whatever they count, as FORMAT.md shows, and any byte that differs is found") {
    REQUIRE(start_crypto());
    const Counters counters{1041, 41};
    const auto written = write_counters(counters);
    CHECK(to_hex(written) == "504c54310000000000000000000004110000000000000029b024bf3783ecb8c6");
    CHECK(parse_counters(written) == counters);
    CHECK(write_counters({}).size() == kCountersBytes);
    for (std::size_t i = 0; i < written.size(); ++i) {
        auto bad = written;
        bad[i] ^= 1;
        CHECK_FALSE(parse_counters(bad).has_value());
    }
    CHECK_FALSE(parse_counters(write_counters({3, 4})).has_value());
    CHECK_FALSE(parse_counters({}).has_value());
    auto longer = written;
    longer.push_back(0);
    CHECK_FALSE(parse_counters(longer).has_value());
}

TEST_CASE("counts last over a start; a damaged file counts from zero") {
    REQUIRE(start_crypto());
    const Folder folder;
    {
        const auto counter = FileCounter::open(folder.path);
        counter->raise();
        counter->raise();
        REQUIRE(counter->set_cleaned());
        counter->raise();
    }
    CHECK(FileCounter::open(folder.path)->now() == Counters{3, 1});
    CHECK(fs::file_size(folder.path / "counters") == kCountersBytes);
    REQUIRE(write_file(folder.path / "counters", bytes(kCountersBytes)));
    CHECK(FileCounter::open(folder.path)->now() == Counters{});
}

TEST_CASE("a card that was printed or sent is counted, one that failed is not; a full disk stops no card") {
    REQUIRE(start_crypto());
    Counted counted;
    REQUIRE(counted.printer.print(noise(), quiet()).has_value());
    counted.printer.take_back();
    CHECK(counted.inner->taken_back() == 1);
    counted.inner->set_end(PrintEnd::kSpooled);
    REQUIRE(counted.printer.print(noise(), quiet()).has_value());
    for (const auto error : {PrintError::kAborted, PrintError::kLost, PrintError::kUnreachable}) {
        counted.inner->fail_next(error);
        CHECK_FALSE(counted.printer.print(noise(), quiet()).has_value());
    }
    CHECK(counted.counter.now() == Counters{2, 2});
    counted.counter.refuse_writes();
    CHECK(counted.printer.print(noise(), quiet()).has_value());
    CHECK_FALSE(counted.counter.set_cleaned());
}

TEST_CASE("cleaning is due at the maker's number of cards, not before, and never where there is none") {
    Counted counted({500, 98});
    counted.inner->set_cleaning_every(100);
    CHECK_FALSE(counted.printer.status().cleaning_due);
    REQUIRE(counted.printer.print(noise(), quiet()).has_value());
    CHECK_FALSE(counted.printer.status().cleaning_due);
    REQUIRE(counted.printer.print(noise(), quiet()).has_value());
    const auto due = counted.printer.status();
    CHECK(due.cleaning_due);
    CHECK(due.state == PrinterState::kReady);
    REQUIRE(counted.counter.set_cleaned());
    CHECK_FALSE(counted.printer.status().cleaning_due);
    CHECK_FALSE(Counted({9'999, 9'999}).printer.status().cleaning_due);
}

TEST_CASE("the control socket answers the words that it knows, and no other") {
    const Folder folder;
    const auto path = folder.path / "control.sock";
    CHECK_FALSE(ask_control(path, "port").has_value());
    boost::asio::io_context context;
    int cleaned = 0;
    REQUIRE(serve_control(
        context.get_executor(), path,
        {{"port", [] { return std::string("8470"); }}, {"cleaned", [&] { return std::to_string(++cleaned); }}}));
    std::thread server([&] { context.run(); });
    CHECK(ask_control(path, "port") == "8470");
    CHECK_FALSE(ask_control(path, "address").has_value());
    CHECK_FALSE(ask_control(path, "").has_value());
    CHECK(ask_control(path, "cleaned") == "1");
    context.stop();
    server.join();
}

TEST_CASE("the sample is drawn on both sides, says that it is one, and its code reads and is no card's") {
    REQUIRE(start_crypto());
    const City city;
    const auto manifest = manifest_of(city);
    const auto sample = load_sample("assets/card", manifest);
    REQUIRE(sample.has_value());
    CHECK(sample->stamp.find("NOT VALID") != std::string::npos);
    CHECK(sample->parts.services.size() == manifest.card.services.size());
    for (std::size_t i = 0; i < sample->parts.services.size(); ++i)
        CHECK(protocol::is_number_of(manifest.card.services[i], sample->parts.services[i].number));
    const auto faces = draw_sample(*sample, renderer());
    REQUIRE(faces.has_value());
    const auto found = codes_on(faces->back);
    CHECK(std::ranges::count(found, sample->code) == 1);
    const std::vector<card::IssuerKey> issuers{{city.issuer.public_half, false}};
    const auto judged = card::check_code(sample->code, issuers);
    REQUIRE_FALSE(judged.has_value());
    CHECK(judged.error() == card::Error::kCodeUnknownIssuer);
    // Without the stamp it would be another picture, on either side.
    auto plain = *sample;
    plain.stamp = "";
    const auto bare = draw_sample(plain, renderer());
    REQUIRE(bare.has_value());
    for (const auto side : {&Faces::front, &Faces::back})
        CHECK_FALSE(std::ranges::equal(((*faces).*side).rgb.view(), ((*bare).*side).rgb.view()));
}

TEST_CASE("a sample whose code the city signed, or with a member too many or too few, is refused") {
    REQUIRE(start_crypto());
    const City city;
    const auto manifest = manifest_of(city);
    const Folder folder;
    fs::copy("assets/card", folder.path);
    std::ifstream in("assets/card/sample.json");
    const auto good = json::parse(in);
    const auto error_of = [&](const json& sample) {
        std::ofstream(folder.path / "sample.json") << sample.dump();
        const auto loaded = load_sample(folder.path, manifest);
        return loaded ? std::string() : loaded.error();
    };
    CHECK(error_of(good).empty());
    const Drawn genuine("Anna Lee");
    auto forged = good;
    const auto made =
        card::make_code(city.issuer.public_half, std::nullopt, {"annalee", "1990-03-12", "0000000000000"});
    forged["code"] = card::code_text(*made, sign(city.issuer, card::kCardContext, card::payload_hash(*made)));
    CHECK(error_of(forged).find("is a genuine card's") != std::string::npos);
    for (const auto& [name, value] : good.items()) {
        auto less = good;
        less.erase(name);
        CHECK(error_of(less).find("has not the members of a sample") != std::string::npos);
        auto other = good;
        other[name] = json::array();
        CHECK(error_of(other).find("has not the members of a sample") != std::string::npos);
    }
    for (const auto& [name, value] : {std::pair{"code", "PLX1:0"}, std::pair{"number", "0000000000001"},
                                      std::pair{"dob", "1990-02-30"}, std::pair{"stamp", ""}}) {
        auto wrong = good;
        wrong[name] = value;
        CHECK(error_of(wrong).find("has not the members of a sample") != std::string::npos);
    }
    auto bare = good;
    bare["portrait"] = "nobody.svg";
    CHECK(error_of(bare).find("nobody.svg is missing, or no picture") != std::string::npos);
}

TEST_CASE("every stair of the calibration card goes in by tenths of a millimetre, whichever way a printer turns it") {
    const PrinterModel plain;
    for (const MediaSize& media : {MediaSize{}, MediaSize{8560, 5398}})
        for (const auto sides : {Sides::kOne, Sides::kTwoLongEdge, Sides::kTwoShortEdge}) {
            auto sheet = sheet_of(media, 300, plain);
            // The whole card, without the dot that rounding takes: then each stair is there to be counted.
            sheet.width_dots = media.width < media.length ? kCardHeight_dots : kCardWidth_dots;
            sheet.height_dots = media.width < media.length ? kCardWidth_dots : kCardHeight_dots;
            const auto faces = ruler_faces({sheet, sides, "", ""});
            for (const auto& page : pages_of(faces, sides, sheet)) {
                INFO(media.width << " " << keyword(sides));
                for (const bool upright : {true, false})
                    for (const bool from_end : {false, true})
                        CHECK(depths(page, upright, from_end) == stair());
            }
        }
}

TEST_CASE("what is cut off at an edge is read off the calibration card, and moves the art back") {
    const PrinterModel plain;
    auto sheet = sheet_of(MediaSize{}, 300, plain);
    sheet.width_dots = kCardHeight_dots;
    sheet.height_dots = kCardWidth_dots;
    const auto faces = ruler_faces({sheet, Sides::kTwoShortEdge, "", ""});
    // A printer that puts the art 0.5 mm too far left and 0.3 mm too far down.
    sheet.front = {-6, 4};
    const auto cut = pages_of(faces, Sides::kTwoShortEdge, sheet);
    const auto first_step = [&](bool upright, bool from_end) {
        const auto seen = depths(cut.front(), upright, from_end);
        return kRulerSteps - static_cast<int>(seen.size()) + 1;
    };
    CHECK(first_step(true, false) == 6);  // LEFT: 5 are cut off
    CHECK(first_step(false, true) == 4);  // BOTTOM: 3 are
    // X = 5 - 0, Y = 0 - 3, in tenths: the offsets that undo it, in dots of 300 an inch.
    PrinterModel mended;
    mended.offsets.front = {50, -30};
    const auto back = sheet_of(MediaSize{}, 300, mended).front;
    CHECK(std::abs(back.x + sheet.front.x) <= 1);
    CHECK(std::abs(back.y + sheet.front.y) <= 1);
}

TEST_CASE("a store that is only read gives what is there and changes nothing") {
    REQUIRE(start_crypto());
    const City city;
    MemoryStore store;
    REQUIRE(store.save(Kind::kManifest, city.manifest(7)));
    ReadingStore reading(store);
    Keeper keeper(city.trust(), reading);
    CHECK(keeper.load(kNow).empty());
    REQUIRE(keeper.manifest(kNow) != nullptr);
    CHECK(keeper.manifest(kNow)->manifest.serial == 7);
    CHECK_FALSE(store.seen(Kind::kManifest).has_value());
    REQUIRE(store.save_seen(Kind::kManifest, {8, {}}));
    CHECK(Keeper(city.trust(), reading).load(kNow).at(Kind::kManifest) == "older");
}

TEST_CASE("a kiosk's own offsets are added; faulty ones are said by their file, and the printer is remembered") {
    const Folder folder;
    Options options;
    options.data = folder.path;
    options.assets = "assets";
    CHECK(load_registry(options)->find("Acme", "").offsets == Offsets{});
    REQUIRE(save_offsets(folder.path, {{-30, 20}, {0, 10}}));
    CHECK(load_registry(options)->find("Acme", "").offsets == Offsets{{-30, 20}, {0, 10}});
    REQUIRE(write_file(folder.path / "offsets.json", as_bytes("{}")));
    const auto refused = load_registry(options);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error() == (folder.path / "offsets.json").string() +
                                 " has a wrong \"v\": calibrate the printer again (`porchlight-bridge calibrate`).");

    CHECK(printer_of(options).error().find("No printer is known yet") == 0);
    options.printer = "card";
    REQUIRE(remember_printer(options));
    options.printer = "";
    CHECK(std::get<QueueAddress>(*printer_of(options)).name == "card");
    options.printer = "none";
    CHECK(std::holds_alternative<NoAddress>(*printer_of(options)));
}
