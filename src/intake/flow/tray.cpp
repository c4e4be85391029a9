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
    m_answer.reset();
    m_early_event.reset();
    m_state.tray = {.is_own = is_own};
    go(Step::kTray);
}

// This session's card is in question when it was being printed, or when a bridge that was started anew, and has no
// words for it, asks of a card that was approved. Else it is a card of somebody before.
void Flow::hear_tray(const BridgeEvent& event) {
    if (m_state.step != Step::kTray) {
        const bool is_printed = event.words == m_state.issuance.words && m_state.issuance.page > 0;
        return ask_tray(m_state.step == Step::kIssuing && (event.words[0].empty() || is_printed), m_state.step);
    }
    if (m_state.tray.is_answering)
        return;
    // Still asked: no answer was heard. That one could not be kept stays said until another is given.
    m_answer.reset();
    if (m_state.problem && m_state.problem->message == Message::error_tray_unheard)
        m_state.problem.reset();
}

void Flow::answer_tray(Found found) {
    if (std::exchange(m_state.tray.is_answering, true))
        return;
    m_state.problem.reset();
    m_found = found;
    m_is_told = false;
    m_outside.send_found(found);
}

// An answer that was taken is acted on when the bridge says what came of it.
void Flow::tray_answered(int status, std::string_view body) {
    if (m_state.step != Step::kTray || !m_state.tray.is_answering || m_is_told)
        return;
    const bool is_late = read_bridge_answer(body).error == "no_question";
    if (status == 204 || !m_answer)
        m_answer = m_found;
    m_is_told = status == 204 || is_late;
    if (m_is_told) {
        if (const auto early = std::exchange(m_early_event, std::nullopt))
            end_tray(*early);
        return;
    }
    m_state.tray.is_answering = false;
    if (status == 0)
        m_state.is_bridge_gone = true;
    else
        m_answer.reset();
    complain({status == 0 ? Message::error_tray_unheard : Message::error_tray_not_kept, {}});
}

// Another state: the question is answered, here or on another page.
void Flow::hear_at_tray(const BridgeEvent& event) {
    if (m_state.tray.is_answering && !m_is_told)
        m_early_event = event;
    else
        end_tray(event);
}

// A bridge that was started anew has nothing of this session, and says no more than that nothing is asked.
void Flow::end_tray(const BridgeEvent& event) {
    const bool is_own = std::exchange(m_state.tray, {}).is_own;
    const auto answer = std::exchange(m_answer, std::nullopt);
    if (is_own && event.issuance == "idle") {
        if (answer)
            return settle_tray(*answer);
        m_again = protocol::Again::kFailed;
        return lose_request();
    }
    go(m_after_tray);
    hear_state(event);
}

void Flow::settle_tray(Found found) {
    switch (found) {
        case Found::kCard: return go(Step::kDone);
        case Found::kNothing: return fail_to_print(Message::error_no_card, protocol::Again::kNothing);
        case Found::kSpoiled: return fail_to_print(Message::error_spoiled, protocol::Again::kSpoiled);
    }
}

}  // namespace porchlight::intake
