#include "protocol/printer_report.h"

namespace porchlight::protocol {
namespace {

constexpr std::uint8_t kUnknown = 255;
constexpr std::uint8_t kFull = 100;
constexpr std::uint8_t kRibbonKeeps = 1;
constexpr std::uint8_t kMemoryKeeps = 2;
constexpr std::uint8_t kSpools = 4;
constexpr std::uint8_t kTray = 8;
constexpr std::uint8_t kCleaningDue = 16;
constexpr std::uint8_t kFlags = kRibbonKeeps | kMemoryKeeps | kSpools | kTray | kCleaningDue;

std::uint8_t level_byte(const std::optional<int>& level) {
    return level && *level >= 0 && *level <= kFull ? static_cast<std::uint8_t>(*level) : kUnknown;
}

std::optional<int> level_of(std::uint8_t byte) { return byte == kUnknown ? std::nullopt : std::optional<int>(byte); }

bool is_level(std::uint8_t byte) { return byte <= kFull || byte == kUnknown; }

}  // namespace

std::string_view code(PrinterState state) {
    switch (state) {
        case PrinterState::kReady: return "ready";
        case PrinterState::kPrinting: return "printing";
        case PrinterState::kNeeds: return "needs";
        case PrinterState::kUnreachable: return "unreachable";
    }
    return "unreachable";
}

std::string_view code(PrinterNeed need) {
    switch (need) {
        case PrinterNeed::kNone: return "";
        case PrinterNeed::kMedia: return "media";
        case PrinterNeed::kRibbon: return "ribbon";
        case PrinterNeed::kCover: return "cover";
        case PrinterNeed::kJam: return "jam";
        case PrinterNeed::kCleaning: return "cleaning";
    }
    return "";
}

byte_array<kPrinterReportBytes> write_report(const PrinterReport& report) {
    const auto& status = report.printer;
    const auto& habits = status.habits;
    const auto flags = (habits.ribbon_keeps ? kRibbonKeeps : 0) | (habits.memory_keeps ? kMemoryKeeps : 0) |
                       (habits.spools ? kSpools : 0) | (report.tray ? kTray : 0) |
                       (status.cleaning_due ? kCleaningDue : 0);
    return {static_cast<std::uint8_t>(status.state), static_cast<std::uint8_t>(status.need),
            level_byte(status.levels.cards), level_byte(status.levels.ribbon), static_cast<std::uint8_t>(flags)};
}

std::optional<PrinterReport> read_report(byte_view in) {
    if (in.size() != kPrinterReportBytes || in[0] > static_cast<std::uint8_t>(PrinterState::kUnreachable) ||
        in[1] > static_cast<std::uint8_t>(PrinterNeed::kCleaning) || !is_level(in[2]) || !is_level(in[3]) ||
        (in[4] & ~kFlags) != 0)
        return std::nullopt;
    const PrinterStatus out{static_cast<PrinterState>(in[0]),
                            static_cast<PrinterNeed>(in[1]),
                            {level_of(in[2]), level_of(in[3])},
                            {(in[4] & kRibbonKeeps) != 0, (in[4] & kMemoryKeeps) != 0, (in[4] & kSpools) != 0},
                            (in[4] & kCleaningDue) != 0};
    if ((out.state == PrinterState::kNeeds) != (out.need != PrinterNeed::kNone))
        return std::nullopt;
    return PrinterReport{out, (in[4] & kTray) != 0};
}

}  // namespace porchlight::protocol
