#include "bridge/printer/status.h"

#include <array>
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

}  // namespace

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
