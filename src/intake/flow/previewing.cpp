// The card as it will print, at the review. The bridge draws it from what a card request has, without the sealed
// record, and keeps nothing of it. Without a picture the answers are there in words, and everything goes on.
#include "base/secret_bytes.h"
#include "intake/flow/flow.h"
#include "intake/flow/troubles.h"
#include "protocol/card_request.h"

#include <algorithm>
#include <utility>

namespace porchlight::intake {

// The bridge draws one card at a time: while one is drawn, the next one waits, and so does the card itself.
void Flow::ask_preview() {
    if (m_state.preview == Preview::kShown || !m_manifest || prepare())
        return;
    m_state.preview = Preview::kAsked;
    if (std::exchange(m_is_drawing, true))
        return;
    m_is_drawn_stale = false;
    bytes request = m_frozen;
    std::fill_n(request.begin() + protocol::kSealedAt, envelope::kEnvelopeBytes, std::uint8_t{0});
    m_outside.send_preview(request);
    wipe(request);
}

void Flow::preview_answered(int status, byte_view body) {
    if (!std::exchange(m_is_drawing, false) || m_state.step == Step::kGone)
        return;
    if (status == 0)
        m_state.is_bridge_gone = true;
    if (std::exchange(m_is_ready, false))
        send_request();
    else if (m_is_drawn_stale && m_state.preview == Preview::kAsked)
        return ask_preview();
    if (m_state.preview == Preview::kAsked && !m_is_drawn_stale)
        show_preview(status, body);
}

// What cannot be printed is said here, before a librarian is asked.
void Flow::show_preview(int status, byte_view body) {
    m_state.preview = Preview::kFailed;
    if (status == 200 && body.size() == kPreviewBytes) {
        m_preview.assign(body.begin(), body.end());
        m_state.preview = Preview::kShown;
        return;
    }
    const auto problem = of_this_draft(problem_of_refusal(status, read_bridge_answer(as_text(body)).error, m_needs));
    if (problem.field && m_state.step == Step::kReview) {
        m_state.problem = problem;
        focus("error");
    }
}

}  // namespace porchlight::intake
