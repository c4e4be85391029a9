#include "server/printer_board.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using protocol::PrinterNeed;
using protocol::PrinterState;
using protocol::PrinterStatus;
using namespace std::chrono_literals;

namespace {

struct World {
    City city;
    TestKiosk kiosk;
    TestKiosk other{"Another", "North Branch"};
    TestKiosk elsewhere{"Kiosk 1", "South Branch"};
    TestKiosk stranger;
    ManualClock clock{1'800'000'000};
    CurrentSettings settings;
    int changes = 0;
    PrinterBoard board{clock, settings, [this](const std::string&) { ++changes; }};

    World() { know({kiosk.entry(), other.entry(), elsewhere.entry()}); }
    void know(std::vector<Kiosk> kiosks) { settings.now = read_settings({std::move(kiosks), {}, {}, {}}); }
    void tell(const TestKiosk& from, const PrinterStatus& status, bool tray = false) {
        protocol::KioskRequest report;
        report.kind = protocol::RequestKind::kReport;
        report.kiosk = protocol::kiosk_id(from.key.public_half);
        report.report = {status, tray};
        board.take(report);
    }
};

constexpr PrinterStatus kReady{PrinterState::kReady, PrinterNeed::kNone};
constexpr PrinterStatus kJam{PrinterState::kNeeds, PrinterNeed::kJam};

}  // namespace

TEST_CASE("a site's desk sees its own kiosks' printers, by name, and a change only where there is one", "[server]") {
    World w;
    CHECK(w.board.at("North Branch").empty());
    w.tell(w.kiosk, kReady);
    w.tell(w.other, kJam);
    w.tell(w.elsewhere, kReady);
    w.tell(w.stranger, kJam);
    const auto printers = w.board.at("North Branch");
    REQUIRE(printers.size() == 2);
    CHECK(printers[0].first == "Another");
    CHECK(printers[0].second.printer == kJam);
    CHECK(printers[1].first == "Kiosk 1");
    CHECK(w.changes == 3);
    const auto version = w.board.version("North Branch");
    w.tell(w.kiosk, kReady);
    w.tell(w.elsewhere, kJam);
    CHECK(w.board.version("North Branch") == version);
    w.tell(w.kiosk, kJam);
    CHECK(w.board.version("North Branch") == version + 1);
}

TEST_CASE("a printer of which nothing is heard is unreachable, until it is heard of again", "[server]") {
    World w;
    auto status = kReady;
    status.habits.ribbon_keeps = true;
    status.cleaning_due = true;
    status.levels.cards = 40;
    w.tell(w.kiosk, status);
    w.clock.advance(kReportIsOld);
    w.board.expire();
    CHECK(w.board.at("North Branch")[0].second.printer == status);
    w.clock.advance(1ms);
    w.board.expire();
    w.board.expire();
    CHECK(w.changes == 2);
    const auto silent = w.board.at("North Branch")[0].second.printer;
    CHECK(silent.state == PrinterState::kUnreachable);
    CHECK(silent.habits.ribbon_keeps);
    CHECK(silent.cleaning_due);
    CHECK_FALSE(silent.levels.cards.has_value());
    w.tell(w.kiosk, status);
    CHECK(w.board.at("North Branch")[0].second.printer == status);
}

TEST_CASE("a question about a tray is told when it opens and when it ends, and outlasts a silence", "[server]") {
    World w;
    const auto asks = [&] { return w.board.at("North Branch")[0].second.tray; };
    w.tell(w.kiosk, kReady);
    CHECK_FALSE(asks());
    const auto version = w.board.version("North Branch");
    w.tell(w.kiosk, kReady, true);
    CHECK(asks());
    CHECK(w.board.version("North Branch") == version + 1);
    w.clock.advance(kReportIsOld + 1ms);
    w.board.expire();
    CHECK(asks());
    w.tell(w.kiosk, kReady);
    CHECK_FALSE(asks());
    CHECK(w.board.version("North Branch") == version + 3);
}

TEST_CASE("a kiosk that was taken out has no printer at the desk", "[server]") {
    World w;
    w.tell(w.kiosk, kReady);
    w.know({w.other.entry()});
    CHECK(w.board.at("North Branch").empty());
    w.tell(w.kiosk, kJam);
    CHECK(w.changes == 1);
}
