// What to say to the bridge's codes (protocol/PROTOCOL.md, The bridge's page interface). Every code has its own
// message; one that this page does not know is a technical trouble. Pure functions, any thread.
#pragma once

#include "intake/flow/state.h"
#include "protocol/kiosk_request.h"

#include <string_view>

namespace porchlight::intake {

// `error` of an issuance that failed; `needs` of the printer at that time, or empty.
Message message_of_failure(std::string_view error, std::string_view needs);
// Why the card is printed again after that failure; nothing where none was approved.
std::optional<protocol::Again> again_after(std::string_view error);
// `reason` of a denial.
Message message_of_denial(std::string_view reason);
struct Correction {
    Step step;
    Problem problem;
};
// What a librarian asks to be corrected, by `field` and `reason`; nothing where the field is none of this page's.
std::optional<Correction> correction_of(std::string_view field, std::string_view reason);
// `needs` of a printer; `otherwise` for what has no message of its own.
Message message_of_needs(std::string_view needs, Message otherwise);
// The answer to a card request that was not taken: status (0: no answer) and `error`.
Problem problem_of_refusal(int status, std::string_view error, std::string_view needs);

// The same of a librarian's code that was not taken.
Problem problem_of_code(int status, std::string_view error);

// The screen on which a problem is shown.
Step step_of(const Problem& problem);

}  // namespace porchlight::intake
