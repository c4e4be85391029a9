// A card printer as the bridge sees it: how it is, and print this card once. The interface, and one in memory.
// Calls block: they belong on a worker. One print at a time; status() may be called meanwhile from another thread.
#pragma once

#include "bridge/printer/sheet.h"
#include "protocol/printer_report.h"

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace porchlight::bridge {

// As they are told to the desk.
using protocol::PrinterNeed;
using protocol::PrinterState;
using protocol::PrinterStatus;
using Levels = protocol::PrinterLevels;
using Habits = protocol::PrinterHabits;

enum class PrintError {
    kUnreachable,  // nothing has left
    kNotAccepted,  // the printer refused the job: nothing is printed
    kUnsupported,  // it takes no format, or no ID-1 media, that we have
    kAborted,      // it began and gave up, before a side was printed
    kLost,         // it has the job and does not answer any more, or gave up later: someone must look into the tray
};
// The codes of a failed issuance in PROTOCOL.md: "printer_unreachable", "printer_failed". kLost has none: it is a
// question.
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

// How a printer takes the sides of a card.
struct Layout {
    Sheet sheet;
    Sides sides = Sides::kOne;
    std::string format;  // such as "image/pwg-raster"
    std::string model;   // what it is taken for
};

class Printer {
public:
    virtual ~Printer() = default;
    virtual PrinterStatus status() = 0;
    // Returns when the card is out, or is not going to be.
    virtual std::expected<PrintEnd, PrintError> print(const Faces& faces, const PrintSteps& steps) = 0;
    // kUnreachable, kUnsupported. pages_of this is what print() sends.
    virtual std::expected<Layout, PrintError> layout() = 0;
    // Cards between two cleanings, as the model that was last seen there has it; nothing where that is not known.
    virtual std::optional<int> cleaning_every() const { return std::nullopt; }
    // Somebody has looked into the tray: no card may come any more of a job that nobody follows, as far as that can be
    // prevented.
    virtual void take_back() = 0;
};

}  // namespace porchlight::bridge
