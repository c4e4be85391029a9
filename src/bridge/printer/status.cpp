#include "bridge/printer/status.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace porchlight::bridge {
namespace {

struct Meaning {
    std::string_view reason;
    PrinterNeed need;
};

// The first that is there is what is said: a jam before the empty tray that comes of it.
constexpr std::array kMeanings{
    Meaning{"media-jam", PrinterNeed::kJam},
    Meaning{"cover-open", PrinterNeed::kCover},
    Meaning{"door-open", PrinterNeed::kCover},
    Meaning{"interlock-open", PrinterNeed::kCover},
    Meaning{"media-empty", PrinterNeed::kMedia},
    Meaning{"media-needed", PrinterNeed::kMedia},
    Meaning{"input-tray-missing", PrinterNeed::kMedia},
    Meaning{"marker-supply-empty", PrinterNeed::kRibbon},
    Meaning{"marker-supply-missing", PrinterNeed::kRibbon},
    Meaning{"marker-ribbon-empty", PrinterNeed::kRibbon},
    Meaning{"toner-empty", PrinterNeed::kRibbon},
    Meaning{"developer-empty", PrinterNeed::kRibbon},
    Meaning{"marker-waste-full", PrinterNeed::kCleaning},
    Meaning{"cleaner-life-over", PrinterNeed::kCleaning},
};

std::string_view without_severity(std::string_view reason) {
    for (const std::string_view ending : {"-error", "-warning", "-report"})
        if (reason.ends_with(ending))
            return reason.substr(0, reason.size() - ending.size());
    return reason;
}

PrinterNeed need_of(std::span<const std::string> reasons) {
    for (const auto& meaning : kMeanings)
        for (const auto& reason : reasons)
            if (without_severity(reason) == meaning.reason)
                return meaning.need;
    return PrinterNeed::kNone;
}

constexpr int kAll = 100;

void lower(std::optional<int>& level, std::optional<int> other) {
    if (other && (!level || *other < *level))
        level = other;
}

// The number of a member such as "level=80;" (PWG 5100.13, 6.5).
std::optional<int> number_in(std::string_view text, std::string_view name) {
    while (!text.empty()) {
        const auto member = text.substr(0, text.find(';'));
        text.remove_prefix(std::min(text.size(), member.size() + 1));
        if (!member.starts_with(name) || member.substr(name.size(), 1) != "=")
            continue;
        int value = 0;
        const auto* end = member.data() + member.size();
        const auto parsed = std::from_chars(member.data() + name.size() + 1, end, value);
        return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(value) : std::nullopt;
    }
    return std::nullopt;
}

// Negative numbers are "unknown" in several shades.
std::optional<int> percent_in(std::string_view text) {
    const auto level = number_in(text, "level");
    const auto most = number_in(text, "maxcapacity");
    if (!level || !most || *level < 0 || *most <= 0)
        return std::nullopt;
    return static_cast<int>(std::int64_t{kAll} * std::min(*level, *most) / *most);
}

bool is_waste(std::string_view type) {
    return type.find("waste") != type.npos || type.find("Waste") != type.npos || type.find("Filled") != type.npos;
}

}  // namespace

Levels levels_of(std::span<const int> marker_levels, std::span<const std::string> marker_types,
                 std::span<const std::string> supplies, std::span<const std::string> trays) {
    Levels out;
    for (std::size_t i = 0; i < marker_levels.size(); ++i)
        if (marker_levels[i] >= 0 && marker_levels[i] <= kAll &&
            (i >= marker_types.size() || !is_waste(marker_types[i])))
            lower(out.ribbon, marker_levels[i]);
    for (const auto& supply : supplies)
        if (marker_levels.empty() && !is_waste(supply))
            lower(out.ribbon, percent_in(supply));
    for (const auto& tray : trays)
        lower(out.cards, percent_in(tray));
    return out;
}

Habits habits_of(const PrinterModel& model, bool spools) {
    return {model.ribbon == Ribbon::kNegative || model.ribbon == Ribbon::kUnknown, model.memory != Memory::kErased,
            spools};
}

PrinterStatus status_of(int printer_state, std::span<const std::string> reasons) {
    constexpr int kProcessing = 4;
    constexpr int kStopped = 5;
    if (const auto need = need_of(reasons); need != PrinterNeed::kNone)
        return {PrinterState::kNeeds, need};
    if (printer_state == kStopped)
        return {PrinterState::kUnreachable, PrinterNeed::kNone};
    return {printer_state == kProcessing ? PrinterState::kPrinting : PrinterState::kReady, PrinterNeed::kNone};
}

}  // namespace porchlight::bridge
