// The order of the steps, and which control does what.
#include "intake/flow/answers.h"
#include "intake/flow/flow.h"
#include "intake/flow/troubles.h"

namespace porchlight::intake {
namespace {

Step step_before(Step step) {
    switch (step) {
        case Step::kBirthDate: return Step::kName;
        case Step::kGender: return Step::kBirthDate;
        case Step::kPhoto: return Step::kGender;
        case Step::kReview: return Step::kPhoto;
        default: return Step::kWelcome;
    }
}

Step step_after(Step step) {
    switch (step) {
        case Step::kWelcome: return Step::kName;
        case Step::kName: return Step::kBirthDate;
        case Step::kBirthDate: return Step::kGender;
        case Step::kGender: return Step::kPhoto;
        default: return Step::kReview;
    }
}

constexpr unsigned on(Step step) { return 1U << static_cast<unsigned>(step); }

constexpr unsigned kAsking = on(Step::kName) | on(Step::kBirthDate) | on(Step::kGender) | on(Step::kPhoto);
constexpr unsigned kEverywhere = ~on(Step::kGone);

}  // namespace

// A control: where it is, in a dialog or (kNone) beside any, and what it does.
struct Flow::Command {
    std::string_view id;
    unsigned steps;
    Dialog dialog;
    void (*run)(Flow& flow);

    static const Command kAll[];
};

const Flow::Command Flow::Command::kAll[] = {
    {"start", on(Step::kWelcome), Dialog::kNone, [](Flow& f) { f.go(Step::kName); }},
    {"continue", kAsking, Dialog::kNone, [](Flow& f) { f.advance(); }},
    {"back", kAsking | on(Step::kReview), Dialog::kNone, [](Flow& f) { f.back(); }},
    {"gender-none", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kNone); }},
    {"gender-f", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kF); }},
    {"gender-m", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kM); }},
    {"gender-x", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kX); }},
    {"gender-own", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kOwn); }},
    {"photo-take", on(Step::kPhoto), Dialog::kNone, [](Flow& f) { f.take_photo(); }},
    {"photo-again", on(Step::kPhoto), Dialog::kNone, [](Flow& f) { f.retake_photo(); }},
    {"camera-again", on(Step::kPhoto), Dialog::kNone, [](Flow& f) { f.start_camera(); }},
    {"change-name", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kName); }},
    {"change-date", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kBirthDate); }},
    {"change-gender", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kGender); }},
    {"change-photo", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kPhoto); }},
    {"ready", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.ready(); }},
    {"change-answers", on(Step::kApproval), Dialog::kNone, [](Flow& f) { f.take_back(); }},
    {"approve", on(Step::kApproval), Dialog::kNone, [](Flow& f) { f.approve(); }},
    {"try-again", on(Step::kTrouble), Dialog::kNone, [](Flow& f) { f.ready(); }},
    {"print-again", on(Step::kTrouble), Dialog::kNone, [](Flow& f) { f.ready(); }},
    {"give-up", on(Step::kTrouble), Dialog::kNone, [](Flow& f) { f.show(Dialog::kLeave, "give-up"); }},
    {"check-answers", on(Step::kTrouble), Dialog::kNone, [](Flow& f) { f.go(Step::kReview); }},
    {"card-turned", on(Step::kIssuing), Dialog::kNone, [](Flow& f) { f.turned(); }},
    {"tray-card", on(Step::kTray), Dialog::kNone, [](Flow& f) { f.answer_tray(Found::kCard); }},
    {"tray-nothing", on(Step::kTray), Dialog::kNone, [](Flow& f) { f.answer_tray(Found::kNothing); }},
    {"tray-spoiled", on(Step::kTray), Dialog::kNone, [](Flow& f) { f.answer_tray(Found::kSpoiled); }},
    {"done", on(Step::kDone), Dialog::kNone, [](Flow& f) { f.end(); }},
    {"language", kEverywhere, Dialog::kNone, [](Flow& f) { f.show(Dialog::kLanguage, "language"); }},
    {"look", kEverywhere, Dialog::kNone, [](Flow& f) { f.show(Dialog::kLook, "look"); }},
    {"leave", kEverywhere, Dialog::kNone, [](Flow& f) { f.show(Dialog::kLeave, "leave"); }},
    {"leave-confirm", kEverywhere, Dialog::kLeave, [](Flow& f) { f.end(); }},
    {"leave-stay", kEverywhere, Dialog::kLeave, [](Flow& f) { f.close_dialog(); }},
    {"more-time", kEverywhere, Dialog::kTimeout, [](Flow& f) { f.sign_of_life(); }},
    {"size-100", kEverywhere, Dialog::kLook, [](Flow& f) { f.choose_size(100); }},
    {"size-125", kEverywhere, Dialog::kLook, [](Flow& f) { f.choose_size(125); }},
    {"size-150", kEverywhere, Dialog::kLook, [](Flow& f) { f.choose_size(150); }},
    {"size-200", kEverywhere, Dialog::kLook, [](Flow& f) { f.choose_size(200); }},
    {"colors-day", kEverywhere, Dialog::kLook, [](Flow& f) { f.choose_scheme(Scheme::kDay); }},
    {"colors-night", kEverywhere, Dialog::kLook, [](Flow& f) { f.choose_scheme(Scheme::kNight); }},
    {"colors-black-on-white", kEverywhere, Dialog::kLook, [](Flow& f) { f.choose_scheme(Scheme::kBlackOnWhite); }},
    {"colors-yellow-on-black", kEverywhere, Dialog::kLook, [](Flow& f) { f.choose_scheme(Scheme::kYellowOnBlack); }},
    {"motion-some", kEverywhere, Dialog::kLook, [](Flow& f) { f.m_state.is_calm = false; }},
    {"motion-none", kEverywhere, Dialog::kLook, [](Flow& f) { f.m_state.is_calm = true; }},
    {"close", kEverywhere, Dialog::kLook, [](Flow& f) { f.close_dialog(); }},
    {"close", kEverywhere, Dialog::kLanguage, [](Flow& f) { f.close_dialog(); }},
};

void Flow::activate(std::string_view id) {
    constexpr std::string_view kLanguagePrefix = "language-";
    if (m_state.dialog == Dialog::kLanguage && id.starts_with(kLanguagePrefix))
        choose_language(id.substr(kLanguagePrefix.size()));
    else
        for (const auto& command : Command::kAll)
            if (command.id == id && (command.steps & on(m_state.step)) != 0 && command.dialog == m_state.dialog) {
                command.run(*this);
                break;
            }
    m_session.sign_of_life(m_now);
}

void Flow::advance() {
    switch (m_state.step) {
        case Step::kName:
            if (!pass_name())
                return;
            break;
        case Step::kBirthDate:
            if (!pass_birth_date())
                return;
            break;
        case Step::kGender:
            if (!pass_gender())
                return;
            break;
        case Step::kPhoto:
            if (!pass_photo())
                return;
            break;
        default: return;
    }
    go(m_is_changing ? Step::kReview : step_after(m_state.step));
    m_is_changing = m_is_changing && m_state.step != Step::kReview;
}

void Flow::back() {
    go(m_is_changing ? Step::kReview : step_before(m_state.step));
    m_is_changing = false;
}

void Flow::change(Step step) {
    go(step);
    m_is_changing = true;
}

bool Flow::pass_name() {
    const auto name = checked_name(m_draft);
    if (!name)
        complain(name.error());
    return name.has_value();
}

bool Flow::pass_birth_date() {
    const auto born = checked_birth_date(m_draft, m_today);
    if (!born)
        complain(born.error());
    else if (m_manifest && !protocol::class_for_age(*m_manifest, born->years_until(m_today)))
        complain({Message::error_no_class, Field::kYear});
    else
        return true;
    return false;
}

bool Flow::pass_gender() {
    const auto gender = checked_gender(m_draft);
    if (!gender)
        complain(gender.error());
    return gender.has_value();
}

// A live picture is not yet a photo: it is one when it was taken.
bool Flow::pass_photo() {
    const bool taken = m_state.camera == CameraState::kOff && !m_draft.photo().empty();
    if (!taken && !m_state.problem)
        complain({Message::error_photo_missing, {}});
    else if (!taken)
        focus("error");
    return taken;
}

}  // namespace porchlight::intake
