// Against CUPS' own IPP printer program, a real process.
#include "base/crypto.h"
#include "bridge/printer/ipp_printer.h"
#include "bridge/render/png.h"
#include "bridge/world/files.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// A child process, ended with its group when the value goes.
class Process {
public:
    explicit Process(std::vector<std::string> words) {
        m_pid = ::fork();
        if (m_pid != 0)
            return;
        ::setpgid(0, 0);
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ~Process() { stop(); }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    void stop() {
        if (m_pid <= 0)
            return;
        ::kill(-m_pid, SIGKILL);
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }

private:
    pid_t m_pid = -1;
};

bool wait_for(const std::function<bool()>& there) {
    for (int i = 0; i < 200; ++i) {
        if (there())
            return true;
        std::this_thread::sleep_for(50ms);
    }
    return false;
}

std::shared_ptr<const PrinterRegistry> registry() {
    const char* root = std::getenv("PORCHLIGHT_ROOT");
    static const auto all = std::make_shared<const PrinterRegistry>(
        *PrinterRegistry::load(fs::path(root != nullptr ? root : ".") / "assets/printers"));
    return all;
}

PrintSteps quiet() {
    return {[](int) {}, [] { return false; }};
}

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
        port = std::to_string(20000 + ::getpid() % 20000);
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

Faces noise() {
    Faces faces{Raster(kCardWidth_dots, kCardHeight_dots), Raster(kCardWidth_dots, kCardHeight_dots)};
    random_bytes(faces.front.rgb.span());
    random_bytes(faces.back.rgb.span());
    return faces;
}

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

std::string tray_program() {
    const char* build = std::getenv("PORCHLIGHT_BUILD");
    return std::string(build != nullptr ? build : ".") + "/bin/porchlight-demo-tray";
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
