#include "intake/flow/flow.h"

#include "base/secret_bytes.h"
#include "intake/flow/answers.h"
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
        m_outside.set_camera(false);
        m_state.camera = CameraState::kOff;
        m_state.is_photo_help_open = false;
        stop_countdown();
    }
    m_state.step = step;
    m_state.dialog = Dialog::kNone;
    m_state.problem.reset();
    forget_code();
    m_session.set_patient(step == Step::kApproval || step == Step::kTray);
    if (step == Step::kDone)
        unfreeze();
    const bool is_nobodys = step == Step::kTray && m_draft.is_empty();
    if (step == Step::kWelcome || step == Step::kIssuing || is_nobodys)
        m_session.stop();
    else
        m_session.start(m_now);
    focus("question");
    if (step == Step::kPhoto && m_draft.photo().empty())
        start_camera();
    if (step == Step::kReview)
        ask_preview();
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

void Flow::close_dialog() {
    if (m_state.dialog == Dialog::kNone)
        return;
    m_state.dialog = Dialog::kNone;
    focus(m_opener.empty() ? "question" : m_opener);
}

// Forgets first, then tells the world: whatever happens after this, nothing is left to lose.
void Flow::end() {
    if (m_state.step == Step::kGone)
        return;
    m_outside.set_camera(false);
    m_draft.wipe();
    unfreeze();
    m_session.stop();
    m_shutter.reset();
    m_is_ready = false;
    State gone;
    gone.step = Step::kGone;
    gone.language = m_state.language;
    gone.scheme = m_state.scheme;
    for (auto& word : m_state.issuance.words)
        wipe(word);
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
    if (m_state.step == Step::kKept && m_state.problem)
        advance();
}

void Flow::tick(milliseconds now) {
    m_now = now;
    count_down();
    switch (m_session.phase(now)) {
        case Session::Phase::kQuiet: return;
        case Session::Phase::kWarning:
            if (m_state.dialog != Dialog::kTimeout)
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

void Flow::choose_language(std::string_view tag) {
    for (std::size_t i = 0; i < kLanguageCount; ++i)
        if (kLanguages[i].tag == tag)
            m_state.language = i;
    close_dialog();
}

void Flow::choose_size(int percent) { m_state.text_percent = percent; }

void Flow::choose_scheme(Scheme scheme) { m_state.scheme = scheme; }

}  // namespace porchlight::intake
