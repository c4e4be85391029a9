#include "bridge/doctor/printer_checks.h"

namespace porchlight::bridge {
namespace {

constexpr int kFew_percent = 10;

struct Way {
    const char* is;
    const char* to_do;
};

Way way_of(PrinterNeed need) {
    switch (need) {
        case PrinterNeed::kMedia: return {"out of blank cards", "fill the hopper"};
        case PrinterNeed::kRibbon: return {"the ribbon is used up or missing", "put in a new one"};
        case PrinterNeed::kCover: return {"the cover is open", "close it until it clicks"};
        case PrinterNeed::kJam: return {"a card is stuck", "open the cover, take it out and destroy it"};
        case PrinterNeed::kCleaning: return {"needs cleaning", "run a cleaning card through it"};
        case PrinterNeed::kNone: break;
    }
    return {"ready", ""};
}

std::string hundredths(int length) {
    auto fraction = std::to_string(length % 100);
    return std::to_string(length / 100) + "." + (fraction.size() < 2 ? "0" : "") + fraction;
}

Finding check_level(const char* what, const std::optional<int>& level, const char* to_do) {
    if (!level)
        return ok(what, "the printer does not say");
    const auto is = std::to_string(*level) + " % left";
    return *level <= kFew_percent ? warn(what, is, to_do) : ok(what, is);
}

}  // namespace

Finding check_printer(const PrinterLook& look) {
    constexpr const char* kWhat = "printer";
    // One that answers and takes no card is called unreachable at the desk; here the next check says more.
    if (!look.layout && look.layout.error() == PrintError::kUnreachable)
        return fault(kWhat, "does not answer", "switch it on, check its cable, and the address given with --printer");
    if (look.status.state == PrinterState::kUnreachable)
        return fault(kWhat, "answers, and is stopped or takes no card",
                     "start it: for a queue, `cupsenable` and `cupsaccept`");
    const auto way = way_of(look.status.need);
    return look.status.state == PrinterState::kNeeds ? fault(kWhat, way.is, way.to_do)
                                                     : ok(kWhat, "ready, taken for: " + look.layout->model);
}

Finding check_media(const PrinterLook& look) {
    constexpr const char* kWhat = "format and media";
    if (!look.layout)
        return fault(kWhat,
                     look.layout.error() == PrintError::kUnreachable ? "not known"
                                                                     : "no ID-1 card, or no way there that is allowed",
                     "choose its card media; a queue must lead over USB, ipps or this machine");
    const auto& sheet = look.layout->sheet;
    return ok(kWhat, look.layout->format + ", " + hundredths(sheet.media.width) + " x " +
                         hundredths(sheet.media.length) + " mm, " + std::to_string(sheet.width_dots) + " x " +
                         std::to_string(sheet.height_dots) + " dots at " + std::to_string(sheet.dpi) + " an inch, " +
                         (look.layout->sides == Sides::kOne ? "turned by hand" : "both sides"));
}

Findings check_levels(const PrinterStatus& status) {
    return {check_level("cards", status.levels.cards, "fill the hopper soon"),
            check_level("ribbon level", status.levels.ribbon, "have a new one at hand")};
}

// Not faults: ways to go about this printer, which its makers leave to people.
Findings check_habits(const PrinterStatus& status) {
    const auto& habits = status.habits;
    return {habits.ribbon_keeps ? warn("used ribbon", "may show every card", "shred it, never throw it away whole")
                                : ok("used ribbon", "shows no card"),
            habits.memory_keeps
                ? warn("printer's memory", "may hold the last cards", "switch the printer off at closing")
                : ok("printer's memory", "holds no card after its job"),
            habits.spools ? warn("end of a job", "says only that the data has left",
                                 "look into the tray after each card, as the kiosk asks")
                          : ok("end of a job", "the printer says it")};
}

Finding check_cleaning(const PrinterLook& look, const Counters& counters) {
    constexpr const char* kWhat = "cleaning";
    const auto is = std::to_string(counters.since_cleaning) + " cards since the last";
    if (!look.cleaning_every)
        return ok(kWhat, is + "; when it is due is not known of this model");
    if (counters.since_cleaning >= static_cast<std::uint64_t>(*look.cleaning_every))
        return warn(kWhat, is + ", due every " + std::to_string(*look.cleaning_every),
                    "run a cleaning card through it, then `porchlight-bridge counters --cleaned`");
    return ok(kWhat, is + ", due every " + std::to_string(*look.cleaning_every));
}

}  // namespace porchlight::bridge
