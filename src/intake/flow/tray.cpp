// What lies in the tray: where no program can know it, the librarian is asked. The bridge asks until it is answered,
// of whatever page is there; an answer counts when the bridge has it on its disk.
#include "intake/flow/flow.h"

#include <utility>

namespace porchlight::intake {

std::string_view code(Found found) {
    switch (found) {
        case Found::kCard: return "card";
        case Found::kNothing: return "nothing";
        case Found::kSpoiled: return "spoiled";
    }
    return "";
}

void Flow::ask_tray(bool is_own, Step after) {
    m_after_tray = after;
    m_unheard.reset();
    m_state.tray = {.is_own = is_own};
    go(Step::kTray);
}

// Without words, the bridge was started anew: its question is of the card that this page waits for.
void Flow::hear_tray(const BridgeEvent& event) {
    if (m_state.step != Step::kTray) {
        const bool is_own = in_issuance() && (event.words[0].empty() || event.words == m_state.issuance.words);
        return ask_tray(is_own, m_state.step);
    }
    if (m_state.tray.is_answering)
        return;
    // Still asked: no answer was heard.
    m_unheard.reset();
    m_state.problem.reset();
}

void Flow::answer_tray(Found found) {
    if (std::exchange(m_state.tray.is_answering, true))
        return;
    m_state.problem.reset();
    m_found = found;
    m_outside.send_found(found);
}

void Flow::tray_answered(int status, std::string_view body) {
    if (m_state.step != Step::kTray || !std::exchange(m_state.tray.is_answering, false))
        return;
    if (status == 204)
        return settle_tray(m_found);
    if (read_bridge_answer(body).error == "no_question")
        return settle_tray(m_unheard.value_or(m_found));
    if (status == 0) {
        m_state.is_bridge_gone = true;
        m_unheard = m_unheard.value_or(m_found);
    }
    complain({status == 0 ? Message::error_tray_unheard : Message::error_tray_not_kept, {}});
}

// Another state: the question is answered, by an answer that this page did not hear of, or on another page.
void Flow::hear_at_tray(const BridgeEvent& event) {
    if (m_state.tray.is_answering)
        return;
    if (m_unheard)
        return settle_tray(*m_unheard);
    if (!m_state.tray.is_own)
        return go(m_after_tray);
    if (event.issuance == "printed")
        return settle_tray(Found::kCard);
    if (event.issuance == "failed")
        return hear_failure(event);
    m_again = protocol::Again::kFailed;
    lose_request();
}

void Flow::settle_tray(Found found) {
    if (!std::exchange(m_state.tray, {}).is_own)
        return go(m_after_tray);
    switch (found) {
        case Found::kCard: return go(Step::kDone);
        case Found::kNothing: return fail_to_print(Message::error_no_card, protocol::Again::kNothing);
        case Found::kSpoiled: return fail_to_print(Message::error_spoiled, protocol::Again::kSpoiled);
    }
}

}  // namespace porchlight::intake
