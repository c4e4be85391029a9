// A librarian's approval at this kiosk, where the site has no desk: a name, and a code that is good once. Nothing of it
// stays: the code goes with each try, and both go with the screen.
#include "base/secret_bytes.h"
#include "intake/flow/answers.h"
#include "intake/flow/flow.h"
#include "intake/flow/troubles.h"

#include <utility>

namespace porchlight::intake {

void Flow::forget_code() {
    m_draft.set_text(Field::kLibrarian, "");
    m_draft.set_text(Field::kCode, "");
}

void Flow::hear_codes(bool takes_codes) {
    if (std::exchange(m_state.issuance.takes_codes, takes_codes) && !takes_codes)
        forget_code();
}

void Flow::approve() {
    auto& issuance = m_state.issuance;
    if (!issuance.takes_codes || issuance.is_code_sent || issuance.is_approved || issuance.is_stopping)
        return;
    auto librarian = checked_librarian(m_draft);
    auto code = checked_code(m_draft);
    if (!librarian)
        return complain(librarian.error());
    m_draft.set_text(Field::kCode, "");
    if (!code)
        return complain(code.error());
    m_state.problem.reset();
    issuance.is_code_sent = true;
    m_outside.send_code(*librarian, *code);
    wipe(*librarian);
    wipe(*code);
}

// Whether it is approved the bridge says, as ever. A name that cannot approve this card is not to be typed again.
void Flow::code_answered(int status, std::string_view body) {
    if (m_state.step != Step::kApproval || !std::exchange(m_state.issuance.is_code_sent, false))
        return;
    m_draft.set_text(Field::kCode, "");
    const auto answer = read_bridge_answer(body);
    if (status != 200) {
        if (status == 0)
            m_state.is_bridge_gone = true;
        const auto problem = problem_of_code(status, answer.error);
        if (problem.field == Field::kLibrarian)
            forget_code();
        return complain(problem);
    }
    forget_code();
    m_state.problem.reset();
    m_state.issuance.has_first = answer.result == "first";
    m_state.issuance.is_approved = !m_state.issuance.has_first;
    focus("question");
}

}  // namespace porchlight::intake
