// A card printer as the bridge sees it: how it is, and print this card once. The interface, and one in memory.
// Calls block: they belong on a worker. One print at a time; status() may be called meanwhile from another thread.
#pragma once

#include "bridge/render/raster.h"

#include <expected>
#include <functional>
#include <optional>
#include <string_view>

namespace porchlight::bridge {

enum class PrinterState { kReady, kPrinting, kNeeds, kUnreachable };
enum class PrinterNeed { kNone, kMedia, kRibbon, kCover, kJam, kCleaning };

// In percent; nothing where the printer does not say.
struct Levels {
    std::optional<int> cards = std::nullopt;
    std::optional<int> ribbon = std::nullopt;
    friend bool operator==(const Levels&, const Levels&) = default;
};

// What people have to know of a printer's model.
struct Habits {
    bool ribbon_keeps = false;  // the used ribbon may hold a picture of every card
    bool memory_keeps = false;  // the printer may hold the last cards
    bool spools = false;        // the end of a job says nothing of the card
    friend bool operator==(const Habits&, const Habits&) = default;
};

struct PrinterStatus {
    PrinterState state = PrinterState::kUnreachable;
    PrinterNeed need = PrinterNeed::kNone;
    Levels levels = {};
    Habits habits = {};
    friend bool operator==(const PrinterStatus&, const PrinterStatus&) = default;
};

// "ready", "printing", "needs", "unreachable".
std::string_view code(PrinterState state);
// "", "media", "ribbon", "cover", "jam", "cleaning".
std::string_view code(PrinterNeed need);

enum class PrintError {
    kUnreachable,  // nothing has left
    kNotAccepted,  // the printer refused the job: nothing is printed
    kUnsupported,  // it takes no format, or no ID-1 media, that we have
    kAborted,      // it began and gave up
    kLost,         // it has the job and does not answer any more: someone must look into the tray
};
// The codes of a failed issuance in PROTOCOL.md: "printer_unreachable", "printer_failed", "interrupted".
std::string_view code(PrintError error);

// What the end of a job says: kSpooled: the data has left, and nobody knows whether a card came of it.
enum class PrintEnd { kPrinted, kSpooled };

constexpr int kCardPages = 2;

// What a print says and asks meanwhile, on the thread that prints.
struct PrintSteps {
    std::function<void(int)> on_page;  // which page is at work, 1 or 2
    // The front is done, and the printer cannot turn cards: returns when somebody has turned the card and put it
    // back. False: nobody does.
    std::function<bool()> turn;
};

class Printer {
public:
    virtual ~Printer() = default;
    virtual PrinterStatus status() = 0;
    // Returns when the card is out, or is not going to be.
    virtual std::expected<PrintEnd, PrintError> print(const Faces& faces, const PrintSteps& steps) = 0;
};

}  // namespace porchlight::bridge
