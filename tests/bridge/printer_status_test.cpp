// What a printer's attributes mean for people.
#include "bridge/printer/status.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::bridge;

namespace {

using Words = std::vector<std::string>;

PrinterStatus status(int state, const Words& reasons) { return status_of(state, reasons); }

Levels levels(const std::vector<int>& markers, const Words& types = {}, const Words& supplies = {},
              const Words& trays = {}) {
    return levels_of(markers, types, supplies, trays);
}

}  // namespace

TEST_CASE("every reason of a printer has its need, and a jam goes before the empty tray that comes of it") {
    const std::vector<std::pair<const char*, PrinterNeed>> reasons{
        {"media-empty", PrinterNeed::kMedia},
        {"media-needed", PrinterNeed::kMedia},
        {"input-tray-missing", PrinterNeed::kMedia},
        {"marker-supply-empty", PrinterNeed::kRibbon},
        {"marker-supply-missing", PrinterNeed::kRibbon},
        {"marker-ribbon-empty", PrinterNeed::kRibbon},
        {"cover-open", PrinterNeed::kCover},
        {"door-open", PrinterNeed::kCover},
        {"interlock-open", PrinterNeed::kCover},
        {"media-jam", PrinterNeed::kJam},
        {"marker-waste-full", PrinterNeed::kCleaning},
        {"cleaner-life-over", PrinterNeed::kCleaning},
    };
    for (const auto& [reason, need] : reasons)
        for (const char* ending : {"", "-error", "-warning", "-report"}) {
            INFO(reason << ending);
            const auto found = status(5, {std::string(reason) + ending});
            CHECK(found.state == PrinterState::kNeeds);
            CHECK(found.need == need);
        }
    CHECK(status(5, {"media-empty", "media-jam"}).need == PrinterNeed::kJam);
}

TEST_CASE("without a need a printer is ready, printing, or stopped and so unreachable") {
    CHECK(status(3, {"none"}).state == PrinterState::kReady);
    CHECK(status(3, {"media-low", "marker-supply-low-warning"}).state == PrinterState::kReady);
    CHECK(status(4, {}).state == PrinterState::kPrinting);
    CHECK(status(5, {"paused"}).state == PrinterState::kUnreachable);
}

TEST_CASE("levels are percent of what is lowest; what is unknown is left out, and waste is no supply") {
    CHECK(levels({}) == Levels{});
    CHECK(levels({80, 35}).ribbon == 35);
    CHECK(levels({80, 5}, {"ribbonWax", "wasteInk"}).ribbon == 80);
    CHECK_FALSE(levels({-1, -2, -3, 101}).ribbon.has_value());
    CHECK(levels({0}).ribbon == 0);
    CHECK(levels({}, {}, {"index=1;class=supplyThatIsConsumed;type=ribbonWax;maxcapacity=200;level=50;"}).ribbon == 25);
    CHECK_FALSE(levels({}, {}, {"class=receptacleThatIsFilled;type=x;maxcapacity=200;level=50;"}).ribbon.has_value());
    CHECK(levels({70}, {}, {"type=ribbonWax;maxcapacity=100;level=50;"}).ribbon == 70);
    CHECK(levels({}, {}, {}, {"type=sheetFeedAutoRemovableTray;maxcapacity=100;level=40;name=hopper"}).cards == 40);
    CHECK(levels({}, {}, {}, {"maxcapacity=100;level=150"}).cards == 100);
    for (const char* tray : {"", "level=40", "maxcapacity=100", "maxcapacity=0;level=0", "maxcapacity=100;level=-3",
                             "maxcapacity=100;level=4x", "maxcapacity=100;mylevel=40", "level;maxcapacity"}) {
        INFO(tray);
        CHECK_FALSE(levels({}, {}, {}, {tray}).cards.has_value());
    }
    CHECK(levels({}, {}, {}, {"maxcapacity=2147483647;level=2147483647"}).cards == 100);
}

TEST_CASE("what nobody has stated of a model is taken for the worse") {
    PrinterModel model;
    CHECK(habits_of(model, false) == Habits{true, true, false});
    model.ribbon = Ribbon::kScrambled;
    model.memory = Memory::kKept;
    CHECK(habits_of(model, true) == Habits{false, true, true});
    model.ribbon = Ribbon::kNone;
    model.memory = Memory::kErased;
    CHECK(habits_of(model, false) == Habits{});
}
