// One card through real printer programs, each in the format it takes: what arrives is decoded, is what was drawn, and
// its code reads. Run in the root of the repository.
#include "tests/bridge/real_printers.h"
#include "bridge/printer/capabilities.h"
#include "bridge/render/png.h"
#include "tests/bridge/drawn_card.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <cups/cups.h>
#include <turbojpeg.h>
#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

constexpr const char* kBothSides = "sides-supported one-sided,two-sided-long-edge,two-sided-short-edge";

// One card for all, as a programme draws it.
struct Card {
    Drawn drawn{"María-José Fernández Ibáñez"};
    const Faces& faces() const { return *drawn.faces; }
};
const Card& the_card() {
    REQUIRE(start_crypto());
    static const Card one;
    REQUIRE(one.drawn.faces.has_value());
    return one;
}

Raster from_jpeg(const bytes& jpeg) {
    const std::unique_ptr<void, decltype(&tjDestroy)> coder(tjInitDecompress(), tjDestroy);
    int width = 0;
    int height = 0;
    int sampling = 0;
    int space = 0;
    REQUIRE(tjDecompressHeader3(coder.get(), jpeg.data(), jpeg.size(), &width, &height, &sampling, &space) == 0);
    Raster out(width, height);
    REQUIRE(tjDecompress2(coder.get(), jpeg.data(), jpeg.size(), out.rgb.data(), width, 0, height, TJPF_RGB, 0) == 0);
    return out;
}

Raster from_ppm(const std::string& ppm) {
    std::istringstream in(ppm);
    std::string magic;
    int width = 0;
    int height = 0;
    int most = 0;
    in >> magic >> width >> height >> most;
    in.get();
    REQUIRE(magic == "P6");
    Raster out(width, height);
    in.read(reinterpret_cast<char*>(out.rgb.data()), static_cast<std::streamsize>(out.rgb.size()));
    REQUIRE(in.good());
    return out;
}

// The sheet of the demo printer's media, and the sides on it.
Raster expected(const Raster& face, bool is_back, Sides sides) {
    PrinterModel plain;
    return page_of(face, is_back, sides, sheet_of(MediaSize{}, 300, plain));
}

Raster rotated(const Raster& raster) {
    Raster out(raster.width_px, raster.height_px);
    for (int y = 0; y < raster.height_px; ++y)
        for (int x = 0; x < raster.width_px; ++x)
            std::copy_n(raster.rgb.data() + raster.offset(x, y), 3,
                        out.rgb.data() + out.offset(raster.width_px - 1 - x, raster.height_px - 1 - y));
    return out;
}

double mean_difference(const Raster& a, const Raster& b) {
    if (a.width_px != b.width_px || a.height_px != b.height_px)
        return 255;
    double sum = 0;
    for (std::size_t i = 0; i < a.rgb.size(); ++i)
        sum += std::abs(a.rgb.data()[i] - b.rgb.data()[i]);
    return sum / static_cast<double>(a.rgb.size());
}

std::string code_on(const Raster& side) {
    const ZXing::ImageView view(side.rgb.data(), side.width_px, side.height_px, ZXing::ImageFormat::RGB);
    return ZXing::ReadBarcode(view, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode)).text();
}

void check_card(const std::vector<Raster>& sides, Sides turned, double tolerance = 0) {
    REQUIRE(sides.size() == 2);
    CHECK(mean_difference(sides[0], expected(the_card().faces().front, false, turned)) <= tolerance);
    CHECK(mean_difference(sides[1], expected(the_card().faces().back, true, turned)) <= tolerance);
    CHECK(code_on(sides[1]) == the_card().drawn.code);
    // What is compared differs where it should.
    CHECK(mean_difference(sides[0], sides[1]) > 5);
}

// The pictures in a PDF, in order, as poppler takes them out.
std::vector<Raster> pictures_in(const fs::path& pdf, const fs::path& folder) {
    Process extract({"pdfimages", "-png", pdf.string(), (folder / "picture").string()});
    std::vector<Raster> out;
    for (const char* name : {"picture-000.png", "picture-001.png"}) {
        std::optional<Raster> picture;
        REQUIRE(wait_for([&] {
            const auto png = read_file(folder / name, 32U << 20);
            picture = png ? from_png(*png) : std::nullopt;
            return picture.has_value();
        }));
        out.push_back(std::move(*picture));
    }
    return out;
}

struct Turns {
    int count = 0;
    PrintSteps steps() {
        return {[](int) {},
                [this] {
                    ++count;
                    return true;
                }};
    }
};

}  // namespace

TEST_CASE("CUPS' printer program gets a card as raster, over ipp and over ipps") {
    const EvePrinter printer(text_of(kAttributes));
    int job = 0;
    for (const char* scheme : {"ipp", "ipps"}) {
        INFO(scheme);
        Turns turns;
        const auto printed = printer.at(scheme).print(the_card().faces(), turns.steps());
        REQUIRE(printed.has_value());
        CHECK(*printed == PrintEnd::kPrinted);
        CHECK(turns.count == 0);
        check_card(pages_of(printer.document(std::to_string(++job) + "-card.pwg")), Sides::kTwoShortEdge);
    }
}

TEST_CASE("a printer that takes PDF alone gets a PDF with the very dots") {
    auto attributes = text_of(kAttributes);
    replace(attributes, "document-format-preferred image/pwg-raster", "document-format-supported application/pdf");
    const EvePrinter printer(attributes);
    REQUIRE(printer.at("ipp").print(the_card().faces(), quiet()).has_value());
    check_card(pictures_in(printer.arrived() / "1-card.pdf", printer.scratch.folder("pictures")), Sides::kTwoShortEdge);
}

TEST_CASE("a printer that takes JPEG alone gets a side, is given the turned card, and gets the other") {
    auto attributes = text_of(kAttributes);
    replace(attributes, "document-format-preferred image/pwg-raster", "document-format-supported image/jpeg");
    const EvePrinter printer(attributes);
    Turns turns;
    REQUIRE(printer.at("ipp").print(the_card().faces(), turns.steps()).has_value());
    CHECK(turns.count == 1);
    std::vector<Raster> sides;
    sides.push_back(from_jpeg(printer.document("1-card.jpg")));
    sides.push_back(from_jpeg(printer.document("2-card.jpg")));
    // In the mean, of 255: more would be seen.
    check_card(sides, Sides::kOne, 2);
    CHECK(mean_difference(sides[0], expected(the_card().faces().front, false, Sides::kOne)) > 0);
}

TEST_CASE("nobody turns the card: the back is not sent, and somebody has to look into the tray") {
    auto attributes = text_of(kAttributes);
    replace(attributes, kBothSides, "sides-supported one-sided");
    const EvePrinter printer(attributes);
    const auto printed = printer.at("ipp").print(the_card().faces(), quiet());
    REQUIRE_FALSE(printed.has_value());
    CHECK(printed.error() == PrintError::kLost);
    CHECK(pages_of(printer.document("1-card.pwg")).size() == 1);
    CHECK_FALSE(fs::exists(printer.arrived() / "2-card.pwg"));
}

TEST_CASE("a printer without card media is unreachable before anyone approves a card, and gets none") {
    auto attributes = text_of(kAttributes);
    for (std::size_t at = 0; (at = attributes.find("custom_card_53.98x85.6mm")) != std::string::npos;)
        attributes.replace(at, 24, "iso_a4_210x297mm");
    for (std::size_t at = 0; (at = attributes.find("x-dimension 5398")) != std::string::npos;)
        attributes.replace(at, 16, "x-dimension 21000");
    const Scratch log;
    const auto port = free_port();
    REQUIRE(write_file(log.path / "attributes", as_bytes(attributes)));
    const auto socket = (log.path / "bus").string();
    const Process bus({"dbus-daemon", "--session", "--nofork", "--nopidfile", "--address=unix:path=" + socket});
    REQUIRE(wait_for([&] { return fs::exists(socket); }));
    ::setenv("DBUS_SYSTEM_BUS_ADDRESS", ("unix:path=" + socket).c_str(), 1);
    const Process program({"ippeveprinter", "--no-web-forms", "-r", "off", "-a", (log.path / "attributes").string(),
                           "-k", "-d", log.folder("arrived").string(), "-p", port, "Card"});
    const auto address = std::get<IppAddress>(*parse_printer_address("ipp://localhost:" + port + "/ipp/print"));
    REQUIRE(wait_for([&] { return IppClient::connect(address, std::chrono::seconds(10)).has_value(); }));
    IppPrinter printer(address, registry());
    CHECK(printer.status().state == PrinterState::kUnreachable);
    const auto printed = printer.print(the_card().faces(), quiet());
    REQUIRE_FALSE(printed.has_value());
    CHECK(printed.error() == PrintError::kUnsupported);
    CHECK(fs::is_empty(log.folder("arrived")));
}

TEST_CASE("a PAPPL printer decodes a card, with its back rotated as it asked, and its needs and ribbon are seen") {
    for (const char* sides : {"two", "one"}) {
        INFO(sides);
        const Scratch scratch;
        const auto port = free_port();
        const char* build = std::getenv("PORCHLIGHT_BUILD");
        const Process program({std::string(build != nullptr ? build : "build/native") + "/tests/pappl_printer", port,
                               scratch.path.string(), sides});
        IppPrinter printer(std::get<IppAddress>(*parse_printer_address("ipp://localhost:" + port + "/ipp/print")),
                           registry());
        REQUIRE(wait_for([&] { return printer.status().state == PrinterState::kReady; }));
        CHECK(printer.status().levels.ribbon == 42);
        CHECK(printer.status().habits == Habits{true, true, false});

        Turns turns;
        REQUIRE(printer.print(the_card().faces(), turns.steps()).has_value());
        const bool is_two = std::string(sides) == "two";
        CHECK(turns.count == (is_two ? 0 : 1));
        REQUIRE(wait_for([&] { return fs::exists(scratch.path / "side-2.ppm"); }));
        const auto front = from_ppm(text_of(scratch.path / "side-1.ppm"));
        auto back = from_ppm(text_of(scratch.path / "side-2.ppm"));
        CHECK(code_on(back) == the_card().drawn.code);
        CHECK(mean_difference(front, expected(the_card().faces().front, false, Sides::kOne)) == 0);
        // A long edge's back stands on its head; as this printer wants it rotated, it does not.
        const auto drawn = expected(the_card().faces().back, true, is_two ? Sides::kTwoLongEdge : Sides::kOne);
        CHECK(mean_difference(is_two ? rotated(back) : std::move(back), drawn) == 0);

        std::ofstream(scratch.path / "empty") << "x";
        CHECK(wait_for([&] { return printer.status().need == PrinterNeed::kMedia; }));
        fs::remove(scratch.path / "empty");
        CHECK(wait_for([&] { return printer.status().state == PrinterState::kReady; }));
    }
}

TEST_CASE("a queue of CUPS in front of a printer passes a card on, and one in the clear to elsewhere is refused") {
    const EvePrinter printer(text_of(kAttributes));
    const auto address = "ipp://localhost:" + printer.port + "/ipp/print";
    const Queue queue;
    queue.lead_to(address);
    cupsSetServer(queue.server.c_str());
    IppPrinter by_queue(QueueAddress{"card"}, registry());
    REQUIRE(wait_for([&] { return by_queue.status().state == PrinterState::kReady; }));
    const auto printed = by_queue.print(the_card().faces(), quiet());
    REQUIRE(printed.has_value());
    CHECK(*printed == PrintEnd::kPrinted);
    const auto arrived = [&] {
        std::vector<fs::path> out;
        for (const auto& entry : fs::directory_iterator(printer.arrived()))
            if (entry.path().extension() == ".pwg")
                out.push_back(entry.path());
        return out;
    };
    REQUIRE(arrived().size() == 1);
    const auto found = read_file(arrived().front(), 64U << 20);
    REQUIRE(found.has_value());
    check_card(pages_of(*found), Sides::kTwoShortEdge);
    CHECK(wait_for([&] { return !queue.holds_documents(); }));

    // A bridge that is killed while its job waits in the queue: somebody finds no card, and then none comes of that
    // job.
    REQUIRE(std::system(("CUPS_SERVER=" + queue.server + " cupsdisable card").c_str()) == 0);
    const auto bridge = ::fork();
    if (bridge == 0) {
        static_cast<void>(by_queue.print(the_card().faces(), quiet()));
        ::_exit(0);
    }
    REQUIRE(wait_for([&] { return queue.holds_documents(); }));
    ::kill(bridge, SIGKILL);
    ::waitpid(bridge, nullptr, 0);
    by_queue.take_back();
    CHECK(wait_for([&] { return !queue.holds_documents(); }));
    REQUIRE(std::system(("CUPS_SERVER=" + queue.server + " cupsenable card").c_str()) == 0);
    REQUIRE(by_queue.print(the_card().faces(), quiet()).has_value());
    CHECK(arrived().size() == 2);

    queue.run("-v http://192.0.2.7/ipp/print");
    CHECK(by_queue.status().state == PrinterState::kUnreachable);
    const auto refused = by_queue.print(the_card().faces(), quiet());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error() == PrintError::kUnsupported);
    cupsSetServer(nullptr);
}
