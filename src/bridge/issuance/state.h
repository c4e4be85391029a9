// What the page sees of an issuance: its state and what goes with it (PROTOCOL.md, Events). Plain values.
//
//   idle → waiting → approved → printing → printed | tray | failed
//             └→ denied | correct | ended | cancelled | failed     approved → failed     tray → printed | failed | idle
//
// While an earlier job's end is in question, every state is tray.
#pragma once

#include "bridge/printer/printer.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::bridge {

enum class IssuanceState {
    kIdle,
    kWaiting,
    kApproved,
    kPrinting,
    kPrinted,
    kTray,
    kDenied,
    kCorrect,
    kEnded,
    kFailed,
    kCancelled,
};
std::string_view code(IssuanceState state);

struct IssuanceView {
    IssuanceState state = IssuanceState::kIdle;
    std::array<std::string_view, 3> words{};  // of the word list; empty when idle
    int page = 0;                             // while printing
    bool turn = false;                        // while printing: the card has to be turned by hand
    std::string_view reason;                  // of a denial, or why something is to be corrected
    std::string_view field;                   // to be corrected
    std::vector<std::string> missing;         // of a denial for papers: ids of the programme's needs
    std::string_view error;                   // of a failure
    bool takes_codes = false;                 // while waiting: a librarian approves at this kiosk
};

// The JSON of one event.
std::string event_text(const IssuanceView& issuance, bool server_ok, const PrinterStatus& printer);

}  // namespace porchlight::bridge
