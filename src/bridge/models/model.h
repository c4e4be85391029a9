// What is known of a printer's model, as data (assets/printers/FORMAT.md). Pure functions, any thread.
#pragma once

#include "bridge/models/offsets.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::bridge {

// Dots that a driver takes for one side of a card, standing: width is the shorter side.
struct Canvas {
    int width_dots = 0;
    int height_dots = 0;
    int dpi = 0;
};

enum class Ribbon { kUnknown, kNone, kNegative, kScrambled };
enum class Memory { kUnknown, kErased, kKept };
enum class Completed { kPrinted, kSpooled, kByQueue };

struct PrinterModel {
    std::string name;
    std::vector<std::string> match;
    std::optional<Canvas> canvas;
    int bleed = 0;    // hundredths of a millimetre
    Offsets offsets;  // of the art, from the middle
    std::string text_commands;
    Ribbon ribbon = Ribbon::kUnknown;
    Memory memory = Memory::kUnknown;
    Completed completed = Completed::kByQueue;
    std::vector<std::string> backends;
    std::optional<int> cleaning_every;  // cards; nothing where the maker has not said
};

constexpr std::size_t kMaxModelBytes = 8 * 1024;

// The end of a sentence that begins with the file's name: "lacks the member \"canvas\"".
std::expected<PrinterModel, std::string> parse_printer_model(std::string_view text);

// Does the whole text fit the pattern? `*` is any run of bytes; ASCII capitals do not count.
bool fits(std::string_view pattern, std::string_view text);

}  // namespace porchlight::bridge
