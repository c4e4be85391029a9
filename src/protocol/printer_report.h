// How a kiosk's printer is, and whether somebody must look into its tray, as the bridge tells the server for the desk
// (protocol/PROTOCOL.md, Report): nothing of an applicant. Pure functions, any thread.
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string_view>

namespace porchlight::protocol {

enum class PrinterState : std::uint8_t { kReady = 0, kPrinting = 1, kNeeds = 2, kUnreachable = 3 };
enum class PrinterNeed : std::uint8_t { kNone = 0, kMedia = 1, kRibbon = 2, kCover = 3, kJam = 4, kCleaning = 5 };

// "ready", "printing", "needs", "unreachable".
std::string_view code(PrinterState state);
// "", "media", "ribbon", "cover", "jam", "cleaning".
std::string_view code(PrinterNeed need);

// In percent; nothing where the printer does not say.
struct PrinterLevels {
    std::optional<int> cards = std::nullopt;
    std::optional<int> ribbon = std::nullopt;
    friend bool operator==(const PrinterLevels&, const PrinterLevels&) = default;
};

// What people have to know of a printer's model.
struct PrinterHabits {
    bool ribbon_keeps = false;  // the used ribbon may hold a picture of every card
    bool memory_keeps = false;  // the printer may hold the last cards
    bool spools = false;        // the end of a job says nothing of the card
    friend bool operator==(const PrinterHabits&, const PrinterHabits&) = default;
};

struct PrinterStatus {
    PrinterState state = PrinterState::kUnreachable;
    PrinterNeed need = PrinterNeed::kNone;  // of kNeeds
    PrinterLevels levels = {};
    PrinterHabits habits = {};
    bool cleaning_due = false;  // a reminder: it prints all the same
    friend bool operator==(const PrinterStatus&, const PrinterStatus&) = default;
};

struct PrinterReport {
    PrinterStatus printer = {};
    bool tray = false;  // a question is open: nobody knows whether a card lies in the tray
    friend bool operator==(const PrinterReport&, const PrinterReport&) = default;
};

constexpr std::size_t kPrinterReportBytes = 5;

byte_array<kPrinterReportBytes> write_report(const PrinterReport& report);
// Nothing: malformed.
std::optional<PrinterReport> read_report(byte_view in);

}  // namespace porchlight::protocol
