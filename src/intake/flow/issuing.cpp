// From "ready for the librarian" to the card: one request at a time. A draft is frozen once and handed over as often
// as it takes; every change of it makes a new one.
#include "base/secret_bytes.h"
#include "intake/flow/flow.h"
#include "intake/flow/freeze.h"
#include "intake/flow/troubles.h"

#include <utility>

namespace porchlight::intake {

bool Flow::in_issuance() const { return m_state.step == Step::kApproval || m_state.step == Step::kIssuing; }

void Flow::forget_issuance() {
    for (auto& word : m_state.issuance.words)
        wipe(word);
    m_state.issuance = {};
    m_is_ready = m_is_sent = m_was_waiting = false;
    drop_early_event();
}

void Flow::drop_early_event() {
    if (!m_early_event)
        return;
    for (auto& word : m_early_event->words)
        wipe(word);
    for (auto& need : m_early_event->missing)
        wipe(need);
    m_early_event.reset();
}

void Flow::unfreeze() {
    wipe(m_frozen);
    wipe(m_preview);
    m_state.preview = Preview::kNone;
    m_is_drawn_stale = true;
}

std::optional<Problem> Flow::prepare() {
    if (!m_frozen.empty())
        return std::nullopt;
    auto frozen = freeze(m_draft, *m_manifest, m_today);
    if (!frozen)
        return frozen.error();
    m_frozen = std::move(*frozen);
    return std::nullopt;
}

void Flow::ready() {
    if (!m_manifest) {
        m_outside.fetch_manifest();
        return complain({m_state.is_bridge_gone ? Message::error_bridge_gone : Message::error_no_manifest, {}});
    }
    if (const auto problem = prepare())
        return complain(*problem);
    forget_issuance();
    go(Step::kApproval);
    m_is_sent = true;
    m_is_ready = m_is_drawing;
    if (!m_is_ready)
        send_request();
}

void Flow::send_request() { m_outside.send_card_request(m_frozen, m_again); }

void Flow::issuance_answered(int status, std::string_view body) {
    if (m_state.step != Step::kApproval || !std::exchange(m_is_sent, false))
        return;
    auto answer = read_bridge_answer(body);
    if (status != 200 || answer.words[0].empty()) {
        if (answer.error == "epoch")
            m_outside.fetch_manifest();  // The key has changed meanwhile; the next try takes the new one.
        if (answer.error == "tray")
            return ask_tray(false, Step::kReview);
        return refused(of_this_draft(problem_of_refusal(status, answer.error, m_needs)));
    }
    m_state.issuance.words = std::move(answer.words);
    if (m_state.issuance.is_stopping)
        return m_outside.send_cancel();
    const auto early = std::exchange(m_early_event, std::nullopt);
    if (early && early->words == m_state.issuance.words)
        hear_state(*early);
}

// Where no answer of the applicant is at fault, there is nothing to mend, only to try again.
void Flow::refused(const Problem& problem) {
    if (!problem.field)
        return fail(problem.message, TroubleKind::kStopped);
    forget_issuance();
    complain(problem);
}

// The bridge may still be working on the answer: then it is taken back as soon as that is there.
void Flow::take_back() {
    if (std::exchange(m_is_ready, false)) {
        forget_issuance();
        return go(Step::kReview);
    }
    if (std::exchange(m_state.issuance.is_stopping, true))
        return;
    if (!m_is_sent)
        m_outside.send_cancel();
}

void Flow::turned() {
    if (!std::exchange(m_state.issuance.is_to_turn, false))
        return;
    m_outside.send_turned();
    focus("question");
}

void Flow::cancel_answered(int status, std::string_view body) {
    if (!std::exchange(m_state.issuance.is_stopping, false) || m_state.step != Step::kApproval)
        return;
    if (status == 204) {
        forget_issuance();
        return go(Step::kReview);
    }
    if (status == 0)
        m_state.is_bridge_gone = true;
    m_state.issuance.was_too_late = read_bridge_answer(body).error == "approved";
}

void Flow::bridge_lost() { m_state.is_bridge_gone = true; }

void Flow::bridge_said(std::string_view text) {
    const auto event = read_bridge_event(text);
    if (!event || m_state.step == Step::kGone)
        return;
    if (std::exchange(m_state.is_bridge_gone, false) && !m_manifest)
        m_outside.fetch_manifest();
    if (!event->server.empty())
        m_state.is_server_gone = event->server == "gone";
    hear_printer(*event);
    if (event->issuance.empty())
        return;
    if (m_is_sent)
        m_early_event = event;  // It may still be of the request before; the answer's words will tell.
    else
        hear_state(*event);
}

void Flow::hear_state(const BridgeEvent& event) {
    if (event.issuance == "tray")
        hear_tray(event);
    else if (m_state.step == Step::kTray)
        hear_at_tray(event);
    else if (in_issuance())
        hear_issuance(event);
}

void Flow::hear_printer(const BridgeEvent& event) {
    if (event.printer.empty())
        return;
    m_needs = event.printer == "needs" ? (event.needs.empty() ? "other" : event.needs) : "";
    m_state.printer.reset();
    if (event.printer == "needs")
        m_state.printer = message_of_needs(m_needs, Message::status_printer_needs);
    else if (event.printer == "unreachable")
        m_state.printer = Message::status_printer_unreachable;
}

// What was typed stays, and leads back to the review; ready again is asked as a new card.
void Flow::hear_correction(const BridgeEvent& event) {
    const auto correction = correction_of(event.field, event.reason);
    if (!correction)
        return fail(Message::error_denied, TroubleKind::kDenied);
    forget_issuance();
    const auto step = correction->problem.field ? place_of(correction->problem) : correction->step;
    change(has_step(step) ? step : Step::kReview);
    m_state.problem = correction->problem;
    focus("error");
}

void Flow::fail(Message message, TroubleKind kind) {
    forget_issuance();
    m_state.missing.clear();
    go(Step::kTrouble);
    m_state.trouble = message;
    m_state.trouble_kind = kind;
}

void Flow::fail_to_print(Message message, protocol::Again again) {
    m_again = again;
    fail(message, TroubleKind::kNotPrinted);
}

void Flow::hear_failure(const BridgeEvent& event) {
    const auto message = message_of_failure(event.error, m_needs);
    if (const auto again = again_after(event.error))
        fail_to_print(message, *again);
    else
        fail(message, TroubleKind::kStopped);
}

// The bridge knows nothing of what it had said to be waiting: it was started anew, or somebody else took it back.
void Flow::lose_request() {
    forget_issuance();
    go(Step::kReview);
    complain({Message::error_lost, {}});
}

void Flow::hear_issuance(const BridgeEvent& event) {
    const auto& state = event.issuance;
    if (state == "waiting") {
        m_was_waiting = true;
        if (!event.words[0].empty())
            m_state.issuance.words = event.words;
        hear_codes(event.codes);
    } else if (state == "approved" || state == "printing") {
        if (std::exchange(m_state.issuance.is_stopping, false))
            m_state.issuance.was_too_late = true;
        if (m_state.step != Step::kIssuing)
            go(Step::kIssuing);
        m_state.issuance.page = event.page;
        m_state.issuance.pages = event.pages;
        if (!std::exchange(m_state.issuance.is_to_turn, event.turn) && event.turn)
            focus("question");
    } else if (state == "printed") {
        go(Step::kDone);
    } else if (state == "denied") {
        fail(event.missing.empty() ? message_of_denial(event.reason) : Message::error_denied_named,
             TroubleKind::kDenied);
        m_state.missing = event.missing;
    } else if (state == "correct") {
        hear_correction(event);
    } else if (state == "ended") {
        end();
    } else if (state == "failed") {
        hear_failure(event);
    } else if (m_state.step == Step::kIssuing) {
        // Idle, and no question: the bridge was started anew before the job left.
        fail_to_print(Message::error_cut_off, protocol::Again::kFailed);
    } else if (m_was_waiting && !m_state.issuance.is_stopping) {
        lose_request();
    }
}

}  // namespace porchlight::intake
