#include "bridge/issuance/state.h"

#include "base/json.h"

namespace porchlight::bridge {

std::string_view code(IssuanceState state) {
    switch (state) {
        case IssuanceState::kIdle: return "idle";
        case IssuanceState::kWaiting: return "waiting";
        case IssuanceState::kApproved: return "approved";
        case IssuanceState::kPrinting: return "printing";
        case IssuanceState::kPrinted: return "printed";
        case IssuanceState::kTray: return "tray";
        case IssuanceState::kDenied: return "denied";
        case IssuanceState::kCorrect: return "correct";
        case IssuanceState::kEnded: return "ended";
        case IssuanceState::kFailed: return "failed";
        case IssuanceState::kCancelled: return "cancelled";
    }
    return "idle";
}

std::string event_text(const IssuanceView& issuance, bool server_ok, const PrinterStatus& printer) {
    json state = {{"state", code(issuance.state)}};
    if (!issuance.words[0].empty())
        state["words"] = issuance.words;
    if (issuance.takes_codes)
        state["codes"] = true;
    if (issuance.state == IssuanceState::kPrinting) {
        state["page"] = issuance.page;
        state["pages"] = kCardPages;
        if (issuance.turn)
            state["turn"] = true;
    }
    if (!issuance.reason.empty())
        state["reason"] = issuance.reason;
    if (!issuance.field.empty())
        state["field"] = issuance.field;
    if (!issuance.missing.empty())
        state["missing"] = issuance.missing;
    if (!issuance.error.empty())
        state["error"] = issuance.error;
    json machine = {{"state", code(printer.state)}, {"needs", code(printer.need)}};
    if (printer.levels.cards)
        machine["cards"] = *printer.levels.cards;
    if (printer.levels.ribbon)
        machine["ribbon"] = *printer.levels.ribbon;
    const json event = {
        {"issuance", std::move(state)}, {"server", server_ok ? "ok" : "gone"}, {"printer", std::move(machine)}};
    return event.dump();
}

}  // namespace porchlight::bridge
