// Onward and back: what an answer must be before the next step, and which step that is.
#include "intake/flow/answers.h"
#include "intake/flow/flow.h"

#include <algorithm>

namespace porchlight::intake {
namespace {

template <class T>
std::optional<Problem> problem_of(const std::expected<T, Problem>& answer) {
    return answer ? std::nullopt : std::optional(answer.error());
}

}  // namespace

Step Flow::step_after(Step step) const {
    const auto all = way();
    const auto at = std::ranges::find(all, step);
    return at == all.end() || at + 1 == all.end() ? Step::kReview : at[1];
}

// Whoever skipped the helper comes back to its first screen.
Step Flow::step_before(Step step) const {
    if (step == Step::kTakeAlong)
        return Step::kChecklist;
    const auto all = way();
    const auto at = std::ranges::find(all, step);
    if (at == all.begin() || at == all.end())
        return Step::kWelcome;
    if (at[-1] != Step::kChecklist || m_draft.choices().saw_checklist)
        return at[-1];
    return has_step(Step::kAge) ? Step::kAge : Step::kPapers;
}

// A changed answer may ask for others: those first, then the review.
Step Flow::next_to_mend() const {
    if (has_step(Step::kCaretaker) && caretaker_problem())
        return Step::kCaretaker;
    if (has_step(Step::kEmergency) && !checked_emergency(m_draft))
        return Step::kEmergency;
    return Step::kReview;
}

// Without a programme nobody knows what to ask. When it comes, what was pressed is done.
bool Flow::lacks_programme() {
    if (m_manifest)
        return false;
    m_outside.fetch_manifest();
    m_state.problem = {m_state.is_bridge_gone ? Message::error_bridge_gone : Message::error_no_manifest, {}};
    focus("error");
    return true;
}

void Flow::advance() {
    if (m_state.step == Step::kKept && lacks_programme())
        return;
    if (const auto problem = problem_here())
        return complain(*problem);
    if (m_state.step == Step::kPapers)
        m_draft.choices().saw_checklist = true;
    go(m_is_changing ? next_to_mend() : step_after(m_state.step));
    m_is_changing = m_is_changing && m_state.step != Step::kReview;
}

void Flow::back() {
    go(m_is_changing ? Step::kReview : step_before(m_state.step));
    m_is_changing = false;
}

void Flow::change(Step step) {
    if (!has_step(step))
        return;
    go(step);
    m_is_changing = step != Step::kReview;
}

void Flow::skip_papers() {
    m_draft.choices().saw_checklist = false;
    go(step_after(Step::kChecklist));
}

std::optional<Problem> Flow::problem_here() const {
    switch (m_state.step) {
        case Step::kAge:
            return m_draft.choices().age_class ? std::nullopt : std::optional(Problem{Message::error_age_missing, {}});
        case Step::kName: return problem_of(checked_name(m_draft));
        case Step::kBirthDate: return date_problem();
        case Step::kCaretaker: return caretaker_problem();
        case Step::kEmergency: return problem_of(checked_emergency(m_draft));
        case Step::kGender: return problem_of(checked_gender(m_draft));
        case Step::kExtras: return extras_problem();
        case Step::kPhoto: return photo_problem();
        default: return std::nullopt;
    }
}

std::optional<Problem> Flow::date_problem() const {
    if (auto problem = problem_of(checked_birth_date(m_draft, m_today)))
        return problem;
    if (m_manifest && card_class() == nullptr)
        return Problem{Message::error_no_class, Field::kYear};
    return std::nullopt;
}

std::optional<Problem> Flow::caretaker_problem() const {
    switch (m_draft.choices().caretaker) {
        case Caretaker::kUnsaid: return Problem{Message::error_caretaker_unsaid, {}};
        case Caretaker::kNotYet: return Problem{Message::error_caretaker_missing, {}};
        case Caretaker::kHere: break;
    }
    return std::nullopt;
}

std::optional<Problem> Flow::extras_problem() const {
    const auto& choices = m_draft.choices();
    if (choices.has_note)
        if (auto problem = problem_of(checked_note(m_draft)))
            return problem;
    if (choices.has_emergency && !has_step(Step::kEmergency))
        return problem_of(checked_emergency(m_draft));
    return std::nullopt;
}

// A live picture is not yet a photo: it is one when it was taken. What the camera has is said already.
std::optional<Problem> Flow::photo_problem() const {
    if (m_state.camera == CameraState::kOff && !m_draft.photo().empty())
        return std::nullopt;
    return m_state.problem ? m_state.problem : Problem{Message::error_photo_missing, {}};
}

}  // namespace porchlight::intake
