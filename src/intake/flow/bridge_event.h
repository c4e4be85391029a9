// One event of the bridge's stream (protocol/PROTOCOL.md, Events), read. Pure functions, any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::intake {

struct BridgeEvent {
    std::string issuance;  // state, or empty when the event does not speak of it
    std::array<std::string, 3> words;
    int page = 0, pages = 0;
    bool turn = false;   // the card has to be turned by hand
    bool codes = false;  // a librarian approves here
    std::string reason, error;
    std::vector<std::string> missing;  // needs, of a denial
    std::string field;                 // that is to be corrected
    std::string server;                // "ok", "gone", or empty
    std::string printer;               // state, or empty
    std::string needs;
};

// Nothing for anything but a JSON object within limits. Members that this page does not know are passed over.
std::optional<BridgeEvent> read_bridge_event(std::string_view text);

struct BridgeAnswer {
    std::array<std::string, 3> words;
    std::string error;
    std::string result;  // of an approval
};

// The body of an answer of the bridge; empty members where it has none.
BridgeAnswer read_bridge_answer(std::string_view text);

}  // namespace porchlight::intake
