// Against CUPS' own IPP printer program, a real process.
#include "bridge/render/png.h"
#include "bridge/world/files.h"
#include "tests/bridge/printer_bench.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;
using namespace std::chrono_literals;

namespace {

struct Bench {
    fs::path folder;
    fs::path tray;
    std::optional<Process> bus;
    std::optional<Process> printer;
    std::string port;
    std::string command;

    // command: what the printer runs for a job.
    explicit Bench(std::string run) : command(std::move(run)) {
        folder = fs::temp_directory_path() / ("porchlight-printer-" + std::to_string(::getpid()));
        fs::remove_all(folder);
        tray = folder / "tray";
        fs::create_directories(tray);
        fs::create_directories(folder / "spool");
        const auto socket = (folder / "bus").string();
        bus.emplace(std::vector<std::string>{"dbus-daemon", "--session", "--nofork", "--nopidfile",
                                             "--address=unix:path=" + socket});
        REQUIRE(wait_for([&] { return fs::exists(socket); }));
        ::setenv("DBUS_SYSTEM_BUS_ADDRESS", ("unix:path=" + socket).c_str(), 1);
        port = free_port();
        start();
    }
    void start() {
        const char* root = std::getenv("PORCHLIGHT_ROOT");
        ::setenv("PORCHLIGHT_TRAY_PROGRAM", command.c_str(), 1);
        ::setenv("PORCHLIGHT_TRAY", tray.c_str(), 1);
        printer.emplace(std::vector<std::string>{std::string(root != nullptr ? root : ".") + "/shell/demo/printer",
                                                 port, (folder / "spool").string(), tray.string()});
        REQUIRE(wait_for([&] { return ipp().status().state != PrinterState::kUnreachable; }));
    }
    IppPrinter ipp() const {
        return {std::get<IppAddress>(*parse_printer_address("ipp://localhost:" + port + "/ipp/print")), registry()};
    }
    ~Bench() {
        printer.reset();
        bus.reset();
        fs::remove_all(folder);
    }
};

// The printer's page is a dot narrower than the card: all but an edge of a dot must be the same.
bool same_but_edges(const Raster& printed, const Raster& drawn) {
    if (std::abs(printed.width_px - drawn.width_px) > 2 || std::abs(printed.height_px - drawn.height_px) > 2)
        return false;
    for (int dy = 0; dy <= 2; ++dy) {
        bool same = true;
        for (int y = 2; same && y < printed.height_px - 2; ++y)
            same = std::equal(printed.rgb.data() + printed.offset(0, y),
                              printed.rgb.data() + printed.offset(0, y) + 3 * printed.width_px,
                              drawn.rgb.data() + drawn.offset(0, std::min(y + dy, drawn.height_px - 1)));
        if (same)
            return true;
    }
    return false;
}

std::string script(const fs::path& path, const std::string& text) {
    REQUIRE(write_file(path, as_bytes("#!/bin/sh\n" + text)));
    fs::permissions(path, fs::perms::owner_all);
    return path.string();
}

}  // namespace

TEST_CASE("a real IPP printer lays into its tray, dot by dot, what was drawn") {
    REQUIRE(start_crypto());
    const Bench bench(tray_program());
    auto printer = bench.ipp();
    // 80 as the demo printer's attributes say; its tray says nothing.
    CHECK(printer.status() == PrinterStatus{PrinterState::kReady, PrinterNeed::kNone, {std::nullopt, 80}, {}});
    const auto faces = noise();
    int pages = 0;
    const auto printed = printer.print(faces, {[&](int page) { pages = std::max(pages, page); }, [] { return false; }});
    REQUIRE(printed.has_value());
    CHECK(*printed == PrintEnd::kPrinted);
    CHECK(pages >= 1);
    for (const auto& [name, face] : {std::pair{"front", &faces.front}, std::pair{"back", &faces.back}}) {
        const auto png = read_file(bench.tray / ("card-001-" + std::string(name) + ".png"), 32U << 20);
        REQUIRE(png);
        const auto picture = from_png(*png);
        REQUIRE(picture);
        CHECK(same_but_edges(*picture, *face));
    }
}

TEST_CASE("a printer that is off is unreachable, and nothing is lost") {
    REQUIRE(start_crypto());
    Bench bench(tray_program());
    bench.printer->stop();
    auto printer = bench.ipp();
    CHECK(printer.status().state == PrinterState::kUnreachable);
    const auto printed = printer.print(noise(), quiet());
    REQUIRE_FALSE(printed);
    CHECK(printed.error() == PrintError::kUnreachable);
    bench.start();
    CHECK(printer.print(noise(), quiet()).has_value());
}

TEST_CASE("a jam aborts the job; an empty hopper is a need, until it is filled") {
    REQUIRE(start_crypto());
    const auto folder = fs::temp_directory_path();
    const auto path = folder / ("porchlight-hopper-" + std::to_string(::getpid()));
    const Bench bench(script(path, "exit 1\n"));
    auto printer = bench.ipp();
    const auto jammed = printer.print(noise(), quiet());
    REQUIRE_FALSE(jammed);
    CHECK(jammed.error() == PrintError::kAborted);

    script(path, "echo 'STATE: +media-empty' >&2\nsleep 4\necho 'STATE: -media-empty' >&2\nexit 0\n");
    bool needed = false;
    std::thread watcher([&] {
        auto watching = bench.ipp();
        needed = wait_for([&] { return watching.status().need == PrinterNeed::kMedia; });
    });
    CHECK(printer.print(noise(), quiet()).has_value());
    watcher.join();
    CHECK(needed);
    CHECK(wait_for([&] { return bench.ipp().status().state == PrinterState::kReady; }));
    fs::remove(path);
}
