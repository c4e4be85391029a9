#include "intake/flow/flow.h"

#include "base/secret_bytes.h"
#include "intake/flow/answers.h"
#include "intake/flow/say.h"
#include "intake/flow/troubles.h"

#include <algorithm>
#include <utility>

namespace porchlight::intake {

Flow::Flow(Outside& outside, const date& today, std::size_t language) : m_outside(outside), m_today(today) {
    m_state.language = language;
    m_outside.fetch_manifest();
}

void Flow::focus(std::string_view id) {
    m_state.focus.id = id;
    ++m_state.focus.serial;
}

void Flow::go(Step step) {
    if (m_state.step == Step::kPhoto && step != Step::kPhoto) {
        // What the camera shows and nobody took is no photo.
        if (m_state.camera != CameraState::kOff)
            m_draft.drop_photo();
        m_outside.set_camera(false);
        m_state.camera = CameraState::kOff;
        m_state.is_photo_help_open = false;
        stop_countdown();
    }
    m_state.step = step;
    m_state.problem.reset();
    forget_code();
    m_session.set_patient(step == Step::kApproval || step == Step::kTray);
    if (step == Step::kDone)
        unfreeze();
    // Whoever has pressed Leave may be gone: what the bridge says meanwhile holds nothing up.
    if (m_state.dialog != Dialog::kLeave) {
        m_state.dialog = Dialog::kNone;
        keep_time();
        focus("question");
    }
    if (step == Step::kPhoto && m_draft.photo().empty())
        start_camera();
    if (step == Step::kReview)
        ask_preview();
}

void Flow::keep_time() {
    const auto step = m_state.step;
    const bool is_nobodys = (step == Step::kTray || step == Step::kWelcome) && m_draft.is_empty();
    if (step == Step::kIssuing || is_nobodys)
        m_session.stop();
    else
        m_session.start(m_now);
}

bool Flow::has_step(Step step) const {
    const auto all = way();
    return std::ranges::find(all, step) != all.end();
}

Step Flow::place_of(const Problem& problem) const {
    if (problem.field == Field::kEmergency && has_step(Step::kEmergency))
        return Step::kEmergency;
    return step_of(problem);
}

// The bridge does not say which of the texts on the back it was: the longer one, where both are there.
Problem Flow::of_this_draft(Problem problem) const {
    if (problem.message != Message::error_field_does_not_fit)
        return problem;
    const auto& choices = m_draft.choices();
    const bool has_emergency = choices.has_emergency || has_step(Step::kEmergency);
    const auto size = [&](Field field) { return m_draft.text(field).size(); };
    if (choices.has_note && (!has_emergency || size(Field::kNote) > size(Field::kEmergency)))
        problem.field = Field::kNote;
    return problem;
}

// A problem is shown where it can be mended, and nothing typed is touched.
void Flow::complain(const Problem& problem) {
    const auto place = place_of(problem);
    if (place != m_state.step) {
        const bool after_review = m_state.step == Step::kReview || in_issuance() || m_state.step == Step::kTrouble;
        m_is_changing = m_is_changing || after_review;
        go(place);
    }
    m_state.problem = problem;
    focus("error");
}

void Flow::show(Dialog dialog, std::string_view opener) {
    stop_countdown();
    m_state.dialog = dialog;
    m_opener = opener;
    focus("dialog-question");
}

// One press is enough: what is not taken back in time is done.
void Flow::leave(std::string_view opener) {
    m_session.leave(m_now);
    m_state.seconds_left = m_session.seconds_left(m_now);
    show(Dialog::kLeave, opener);
}

void Flow::close_dialog() {
    if (m_state.dialog == Dialog::kNone)
        return;
    if (std::exchange(m_state.dialog, Dialog::kNone) == Dialog::kLeave)
        keep_time();
    focus(m_opener.empty() ? "question" : m_opener);
}

// Forgets first, then tells the world: whatever happens after this, nothing is left to lose.
void Flow::end() {
    if (m_state.step == Step::kGone)
        return;
    m_outside.set_camera(false);
    m_draft.wipe();
    unfreeze();
    forget_issuance();
    m_answer.reset();
    m_session.stop();
    m_shutter.reset();
    State gone;
    gone.step = Step::kGone;
    gone.language = m_state.language;
    gone.scheme = m_state.scheme;
    for (auto& need : m_state.missing)
        wipe(need);
    m_state = std::move(gone);
    m_outside.leave();
}

void Flow::type(Field field, std::string_view text) {
    if (m_state.step == Step::kGone || (is_librarians(field) && m_state.step != Step::kApproval))
        return;
    if (!is_librarians(field) && m_draft.text(field) != text)
        unfreeze();
    m_draft.set_text(field, text);
    m_session.sign_of_life(m_now);
}

void Flow::sign_of_life() {
    m_session.sign_of_life(m_now);
    if (m_state.dialog == Dialog::kTimeout)
        close_dialog();
}

void Flow::manifest_came(std::string_view payload) {
    auto manifest = protocol::parse_manifest(payload);
    if (!manifest)
        return;
    m_state.city = manifest->city;
    m_state.programme = text_member(manifest->programme, "name", 128).value_or(manifest->city);
    const auto session = manifest->programme.find("session");
    if (session != manifest->programme.end()) {
        const auto after = integer_member(*session, "warning_after_s", 10, 3600);
        const auto lasts = integer_member(*session, "warning_lasts_s", 20, 600);
        if (after && lasts)
            m_session.configure(std::chrono::seconds(*after), std::chrono::seconds(*lasts));
    }
    if (m_manifest && m_manifest->epoch.key != manifest->epoch.key)
        unfreeze();
    // What was chosen by its place in a list is of that list alone.
    if (m_manifest && m_manifest->programme != manifest->programme) {
        unfreeze();
        m_draft.choices() = {};
    }
    m_manifest = std::move(*manifest);
    if (m_state.step == Step::kWelcome && !offers(m_state.language))
        m_state.language = language_of_tag(m_manifest->languages.front());
    if (m_state.step == Step::kKept && m_state.problem)
        advance();
}

void Flow::tick(milliseconds now) {
    m_now = now;
    count_down();
    switch (m_session.phase(now)) {
        case Session::Phase::kQuiet: return;
        case Session::Phase::kWarning:
            if (m_state.dialog != Dialog::kTimeout && m_state.dialog != Dialog::kLeave)
                show(Dialog::kTimeout);
            m_state.seconds_left = m_session.seconds_left(now);
            return;
        case Session::Phase::kOver: end(); return;
    }
}

std::optional<milliseconds> Flow::next_tick() const {
    const auto change = m_session.next_change(m_now);
    if (!m_shutter)
        return change;
    const auto second = *m_shutter - std::chrono::seconds(m_state.countdown - 1);
    return change ? std::min(*change, second) : second;
}

bool Flow::offers(std::size_t language) const {
    return !m_manifest ||
           std::ranges::find(m_manifest->languages, kLanguages[language].tag) != m_manifest->languages.end();
}

bool Flow::choose_language(std::string_view tag) {
    for (std::size_t i = 0; i < kLanguageCount; ++i)
        if (kLanguages[i].tag == tag && offers(i)) {
            m_state.language = i;
            close_dialog();
            return true;
        }
    return false;
}

void Flow::choose_size(int percent) { m_state.text_percent = percent; }

void Flow::choose_scheme(Scheme scheme) { m_state.scheme = scheme; }

}  // namespace porchlight::intake
