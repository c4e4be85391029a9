// The commands of whoever looks after a kiosk, as they are run, on real printer programs and a CUPS of their own.
// Run in the root of the repository.
#include "bridge/enrolment.h"
#include "bridge/operators/ruler.h"
#include "bridge/printer/queue.h"
#include "bridge/release/store.h"
#include "bridge/render/png.h"
#include "bridge/render/text_box.h"
#include "tests/bridge/city.h"
#include "tests/bridge/real_printers.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

struct Outcome {
    int status = -1;
    std::string said;  // both streams
    std::chrono::steady_clock::duration time{};

    bool has(const std::string& text) const { return said.find(text) != std::string::npos; }
};

// A kiosk that is enrolled and has a programme, and no server.
struct Kiosk {
    Scratch scratch{};
    City city{};
    fs::path data = scratch.path / "data";

    Kiosk() {
        REQUIRE(write_file(scratch.path / "trust.json", as_bytes(protocol::to_text(city.trust()))));
        REQUIRE(enroll(data, "http://127.0.0.1:1", scratch.path / "trust.json").has_value());
        FolderStore store(data);
        REQUIRE(store.save(Kind::kManifest, city.manifest(1)));
        const std::string page = "page";
        REQUIRE(store.save(Kind::kRelease, city.release(1, {{"index.html", page}})));
        REQUIRE(store.save_file(hash(as_bytes(page)), as_bytes(page)));
    }
    Outcome run(const std::string& command, const std::string& options = "") const {
        const char* build = std::getenv("PORCHLIGHT_BUILD");
        const auto line = std::string(build != nullptr ? build : "build/native") + "/bin/porchlight-bridge " + command +
                          " --data " + data.string() + " " + options + " 2>&1 </dev/null";
        const auto started = std::chrono::steady_clock::now();
        Outcome out;
        std::array<char, 4096> part{};
        FILE* pipe = ::popen(line.c_str(), "r");
        REQUIRE(pipe != nullptr);
        while (std::fgets(part.data(), part.size(), pipe) != nullptr)
            out.said += part.data();
        out.status = WEXITSTATUS(::pclose(pipe));
        out.time = std::chrono::steady_clock::now() - started;
        return out;
    }
};

Raster picture(const fs::path& path) {
    const auto png = read_file(path, 32U << 20);
    REQUIRE(png.has_value());
    auto out = from_png(*png);
    REQUIRE(out.has_value());
    return std::move(*out);
}

bool same(const Raster& a, const Raster& b) {
    return a.width_px == b.width_px && a.height_px == b.height_px && std::ranges::equal(a.rgb.view(), b.rgb.view());
}

std::string uri_of(const EvePrinter& printer) { return "ipp://localhost:" + printer.port + "/ipp/print"; }

}  // namespace

TEST_CASE("a preview has the very dots that the printer gets from a test card: canvas, bleed, tone, offsets") {
    REQUIRE(start_crypto());
    auto evolis = text_of(kAttributes);
    replace(evolis, "Porchlight Demo Card Printer", "Evolis Primacy");
    auto turned = text_of(kAttributes);
    replace(turned, "one-sided,two-sided-long-edge,two-sided-short-edge", "one-sided,two-sided-long-edge");
    for (const auto& attributes : {turned, evolis}) {
        const EvePrinter printer(attributes);
        const Kiosk kiosk;
        const auto at = "--printer " + uri_of(printer);
        const auto before = kiosk.run("preview", at + " --out " + (kiosk.scratch.path / "before").string());
        INFO(before.said);
        REQUIRE(before.status == 0);
        REQUIRE(kiosk.run("calibrate", "--front 30,-20 --back 0,-10").status == 0);
        REQUIRE(kiosk.run("preview", at + " --out " + kiosk.scratch.path.string()).status == 0);
        const auto printed = kiosk.run("test-card", at);
        INFO(printed.said);
        REQUIRE(printed.status == 0);
        const auto sides = pages_of(printer.document("1-card.pwg"));
        REQUIRE(sides.size() == 2);
        CHECK(same(sides[0], picture(kiosk.scratch.path / "front.png")));
        CHECK(same(sides[1], picture(kiosk.scratch.path / "back.png")));
        // What is compared is moved by what was written.
        CHECK_FALSE(same(sides[0], picture(kiosk.scratch.path / "before/front.png")));
        CHECK_FALSE(same(sides[0], sides[1]));
        CHECK(kiosk.run("counters").has("cards printed: 1\n"));
    }
}

TEST_CASE("a programme whose cards cannot be drawn is told so in a sentence") {
    REQUIRE(start_crypto());
    const Kiosk kiosk;
    const auto good = kiosk.run("check-card");
    INFO(good.said);
    CHECK(good.status == 0);
    const auto assets = kiosk.scratch.path / "assets";
    fs::create_directories(assets / "card");
    const auto none = kiosk.run("check-card", "--assets " + assets.string());
    CHECK(none.status == 1);
    CHECK(none.has("No card can be printed: the template of the class "));
}

TEST_CASE("the calibration card is printed as if nothing had been written before") {
    REQUIRE(start_crypto());
    const EvePrinter printer(text_of(kAttributes));
    const Kiosk kiosk;
    REQUIRE(kiosk.run("calibrate", "--front 30,-20 --back 10,10").status == 0);
    const auto printed = kiosk.run("calibrate", "--printer " + uri_of(printer));
    INFO(printed.said);
    REQUIRE(printed.status == 0);
    add_fonts("node_modules/@expo-google-fonts");
    const auto layout = printer.at("ipp").layout();
    REQUIRE(layout.has_value());
    const auto expected = pages_of(ruler_faces(*layout), layout->sides, layout->sheet);
    const auto sides = pages_of(printer.document("1-card.pwg"));
    REQUIRE(sides.size() == 2);
    CHECK(same(sides[0], expected[0]));
    CHECK(same(sides[1], expected[1]));
}

TEST_CASE("while a bridge has the folder nothing is printed and nothing written; a preview may be drawn") {
    REQUIRE(start_crypto());
    const EvePrinter printer(text_of(kAttributes));
    const Kiosk kiosk;
    const auto at = "--printer " + uri_of(printer);
    const auto lock = lock_folder(kiosk.data);
    REQUIRE(lock.has_value());
    for (const auto& [command, options] :
         {std::pair{"test-card", at}, std::pair{"calibrate", at}, std::pair{"calibrate", std::string("--front 1,1")}}) {
        const auto refused = kiosk.run(command, options);
        CHECK(refused.status == 1);
        CHECK(refused.said == "porchlight-bridge: A bridge is running on " + kiosk.data.string() +
                                  ": stop it first, so that nothing comes between an applicant's card and its "
                                  "printer.\n");
    }
    CHECK(kiosk.run("counters", "--cleaned").status == 1);
    CHECK_FALSE(fs::exists(kiosk.data / "offsets.json"));
    CHECK(fs::is_empty(printer.arrived()));
    CHECK(kiosk.run("preview", at + " --out " + kiosk.scratch.path.string()).status == 0);
}

TEST_CASE("what stands in the way of a sample is said in a sentence") {
    REQUIRE(start_crypto());
    Kiosk kiosk;
    CHECK(kiosk.run("test-card").has("No printer is known yet on "));
    CHECK(kiosk.run("test-card", "--printer none").has("The printer does not answer: switch it on"));
    CHECK(kiosk.run("calibrate", "--front 51,0").has("'51,0' is not X,Y"));
    REQUIRE(write_file(kiosk.data / "offsets.json", as_bytes("{}")));
    CHECK(kiosk.run("test-card", "--printer none").has("calibrate the printer again"));
    CHECK(kiosk.run("calibrate", "--front 1,1").has("calibrate the printer again"));
    CHECK(kiosk.run("calibrate", "--front 1,1 --back 0,0").status == 0);
    fs::remove(kiosk.data / "manifest.json");
    CHECK(kiosk.run("test-card", "--printer none").has("This kiosk has no programme that is good today"));
    fs::remove_all(kiosk.data);
    CHECK(kiosk.run("test-card", "--printer none").has("enroll the kiosk first"));
    CHECK(kiosk.run("doctor", "--printer none").status == 1);
}

namespace {

// A queue in front of the printer, as the programs that the test starts see it too.
struct Queued {
    Queue queue;
    Queued(const EvePrinter& printer, const std::string& rules) : queue(rules) {
        queue.lead_to(uri_of(printer));
        cupsSetServer(queue.server.c_str());
        ::setenv("CUPS_SERVER", queue.server.c_str(), 1);
        REQUIRE(wait_for(
            [] { return IppPrinter(QueueAddress{"card"}, registry()).status().state == PrinterState::kReady; }));
    }
    ~Queued() {
        ::unsetenv("CUPS_SERVER");
        cupsSetServer(nullptr);
    }
    Queued(const Queued&) = delete;
    Queued& operator=(const Queued&) = delete;
};

}  // namespace

TEST_CASE("the doctor sees what a real queue keeps of cards, and that one keeps nothing for long") {
    REQUIRE(start_crypto());
    const EvePrinter printer(text_of(kAttributes));
    const Kiosk kiosk;
    for (const bool keeps : {true, false}) {
        const Queued queued(printer, keeps ? "" : "PreserveJobHistory 60\nAccessLogLevel config\n");
        const auto printed = kiosk.run("test-card", "--printer card");
        INFO(printed.said);
        REQUIRE(printed.status == 0);
        CHECK(ended_jobs(QueueAddress{"card"}, std::chrono::seconds(0)) == 1);
        CHECK(ended_jobs(QueueAddress{"card"}, std::chrono::hours(1)) == 0);

        const auto told = kiosk.run("doctor", "--printer card --cups " + queued.queue.scratch.path.string());
        INFO(told.said);
        CHECK(told.has(keeps ? "fail  queue's history: CUPS keeps" : "ok    queue's history: kept for 60 s"));
        CHECK(told.has(keeps ? "fail  access log: " : "ok    access log: "));
        CHECK(told.has("ok    queue's documents: not kept"));
        CHECK(told.has("ok    page log: off"));
        if (fs::exists("/dev/shm"))
            CHECK(told.has("ok    queue's spool: " + queued.queue.scratch.path.string()));
        CHECK(told.has("ok    printer: ready, taken for: any card printer"));
        CHECK(told.has("ok    format and media: image/pwg-raster, 53.98 x 85.60 mm"));
        CHECK(told.has("fail  server: 127.0.0.1:1 does not answer"));
        CHECK(told.status == 1);
    }
}

TEST_CASE("a queue that forgets a job as it ends: the tray is asked about at once, not after a minute of silence") {
    REQUIRE(start_crypto());
    const EvePrinter printer(text_of(kAttributes));
    const Kiosk kiosk;
    const Queued queued(printer, "PreserveJobHistory No\n");
    const auto printed = kiosk.run("test-card", "--printer card");
    INFO(printed.said);
    CHECK(printed.has("look into its tray"));
    CHECK(printed.time < std::chrono::seconds(40));
    CHECK(kiosk.run("doctor", "--printer card --cups " + queued.queue.scratch.path.string())
              .has("warn  queue's history: CUPS forgets a job"));
}

TEST_CASE("the doctor does not wait for a printer that takes a connection and says nothing") {
    REQUIRE(start_crypto());
    const Kiosk kiosk;
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    REQUIRE(::listen(socket, 8) == 0);
    const auto told =
        kiosk.run("doctor", "--printer ipp://localhost:" + std::to_string(ntohs(address.sin_port)) + "/ipp/print");
    ::close(socket);
    INFO(told.said);
    CHECK(told.has("fail  printer: does not answer"));
    CHECK(told.has("ok    card: every class has its template"));
    // libcups waits for ten seconds, twice.
    CHECK(told.time < std::chrono::seconds(9));
}
