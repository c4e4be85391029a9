// Real printer programs, their folders, and what they print as pictures: ippeveprinter, and a CUPS of a test's own.
// Tests only; one thread; run in the root of the repository.
#pragma once

#include "bridge/world/files.h"
#include "tests/bridge/printer_bench.h"
#include "tests/bridge/scratch.h"

#include <cups/raster.h>
#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sstream>

namespace porchlight::bridge::testing {

inline const std::string kAttributes = "shell/demo/card-printer.attributes";
inline std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

inline void replace(std::string& text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

// CUPS' own printer program, which keeps what arrives.
struct EvePrinter {
    Scratch scratch;
    std::optional<Process> bus;
    std::optional<Process> program;
    std::string port = free_port();

    explicit EvePrinter(const std::string& attributes) {
        const auto socket = "unix:path=" + (scratch.path / "bus").string();
        bus.emplace(
            std::vector<std::string>{"dbus-daemon", "--session", "--nofork", "--nopidfile", "--address=" + socket});
        REQUIRE(wait_for([&] { return answers((scratch.path / "bus").string()); }));
        ::setenv("DBUS_SYSTEM_BUS_ADDRESS", socket.c_str(), 1);
        ::setenv("PATH", (std::string(std::getenv("PATH")) + ":/usr/sbin").c_str(), 1);
        REQUIRE(write_file(scratch.path / "attributes", as_bytes(attributes)));
        program.emplace(std::vector<std::string>{
            "ippeveprinter", "--no-web-forms", "-r", "off", "-a", (scratch.path / "attributes").string(), "-K",
            scratch.folder("keys").string(), "-c", "/bin/true", "-k", "-d", arrived().string(), "-p", port, "Card"});
        REQUIRE(wait_for([&] { return at("ipp").status().state == PrinterState::kReady; }));
    }
    fs::path arrived() const { return scratch.folder("arrived"); }
    IppPrinter at(const std::string& scheme) const {
        return {std::get<IppAddress>(*parse_printer_address(scheme + "://localhost:" + port + "/ipp/print")),
                registry()};
    }
    bytes document(const std::string& name) const {
        const auto found = read_file(arrived() / name, 64U << 20);
        REQUIRE(found.has_value());
        return *found;
    }
};

inline ssize_t take(void* context, unsigned char* out, std::size_t size) {
    auto& rest = *static_cast<byte_view*>(context);
    size = std::min(size, rest.size());
    std::copy_n(rest.begin(), size, out);
    rest = rest.subspan(size);
    return static_cast<ssize_t>(size);
}

inline std::vector<Raster> pages_of(byte_view raster) {
    const std::unique_ptr<cups_raster_t, decltype(&cupsRasterClose)> stream(
        cupsRasterOpenIO(take, &raster, CUPS_RASTER_READ), cupsRasterClose);
    std::vector<Raster> out;
    cups_page_header2_t header;
    while (stream && cupsRasterReadHeader2(stream.get(), &header) != 0) {
        Raster page(static_cast<int>(header.cupsWidth), static_cast<int>(header.cupsHeight));
        for (int y = 0; y < page.height_px; ++y)
            REQUIRE(cupsRasterReadPixels(stream.get(), page.rgb.data() + page.offset(0, y), header.cupsBytesPerLine) ==
                    header.cupsBytesPerLine);
        out.push_back(std::move(page));
    }
    return out;
}

// A CUPS of this test alone, with one queue, "card".
struct Queue {
    Scratch scratch{};
    std::optional<Process> daemon{};
    std::string server = (scratch.path / "sock").string();

    // more: lines of cupsd.conf.
    explicit Queue(const std::string& more = "") {
        for (const char* name : {"root", "spool", "tmp", "cache", "state", "keys"})
            scratch.folder(name);
        const auto in = [&](const char* name) { return (scratch.path / name).string() + "\n"; };
        const auto files = "ServerRoot " + in("root") + "RequestRoot " + in("spool") + "TempDir " + in("tmp") +
                           "CacheDir " + in("cache") + "StateDir " + in("state") + "ServerKeychain " + in("keys") +
                           "AccessLog " + in("access") + "ErrorLog " + in("error") + "PageLog " + in("pages") +
                           "SystemGroup root\n";
        const auto rules = "Listen " + server +
                           "\nBrowsing Off\nWebInterface No\nPreserveJobFiles No\n<Location />\nOrder allow,deny\n"
                           "Allow all\n</Location>\n<Location /admin>\nOrder allow,deny\nAllow all\n</Location>\n"
                           "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n" +
                           more;
        REQUIRE(write_file(scratch.path / "cups-files.conf", as_bytes(files)));
        REQUIRE(write_file(scratch.path / "cupsd.conf", as_bytes(rules)));
        // Its back ends run as another user.
        fs::permissions(scratch.path, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
        daemon.emplace(std::vector<std::string>{"/usr/sbin/cupsd", "-f", "-c", (scratch.path / "cupsd.conf").string(),
                                                "-s", (scratch.path / "cups-files.conf").string()});
        REQUIRE(wait_for([&] { return answers(server); }));
    }
    // From what the printer says of itself; raster passes through as it is.
    void lead_to(const std::string& printer) const {
        run("-m everywhere -v " + printer);
        // CUPS asks the printer after lpadmin has gone.
        std::string ppd;
        std::size_t at = std::string::npos;
        REQUIRE(wait_for([&] {
            ppd = text_of(scratch.path / "root/ppd/card.ppd");
            at = ppd.find("*cupsFilter2:");
            return at != std::string::npos && ppd.ends_with('\n');
        }));
        ppd.replace(at, ppd.find('\n', at) - at, R"(*cupsFilter2: "image/pwg-raster image/pwg-raster 0 -")");
        REQUIRE(write_file(scratch.path / "card.ppd", as_bytes(ppd)));
        run("-v " + printer + " -P " + (scratch.path / "card.ppd").string());
    }
    void run(const std::string& options) const {
        const auto command = "CUPS_SERVER=" + server + " lpadmin -p card -E " + options + " 2>/dev/null";
        REQUIRE(std::system(command.c_str()) == 0);
    }
    // Documents of jobs: d00001-001 and so on.
    bool holds_documents() const {
        for (const auto& entry : fs::directory_iterator(scratch.path / "spool"))
            if (entry.path().filename().string().starts_with('d'))
                return true;
        return false;
    }
};

}  // namespace porchlight::bridge::testing
