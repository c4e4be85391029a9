// Which control does what.
#include "intake/flow/flow.h"

namespace porchlight::intake {
namespace {

constexpr unsigned on(Step step) { return 1U << static_cast<unsigned>(step); }

constexpr unsigned kHelper = on(Step::kAge) | on(Step::kPapers);
constexpr unsigned kAsking = kHelper | on(Step::kKept) | on(Step::kPath) | on(Step::kChecklist) | on(Step::kName) |
                             on(Step::kBirthDate) | on(Step::kCaretaker) | on(Step::kEmergency) | on(Step::kGender) |
                             on(Step::kExtras) | on(Step::kServices) | on(Step::kPhoto);
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
    {"start", on(Step::kWelcome), Dialog::kNone, [](Flow& f) { f.go(Step::kKept); }},
    {"continue", kAsking, Dialog::kNone, [](Flow& f) { f.advance(); }},
    {"back", kAsking | on(Step::kTakeAlong) | on(Step::kReview), Dialog::kNone, [](Flow& f) { f.back(); }},
    {"papers-skip", kHelper, Dialog::kNone, [](Flow& f) { f.skip_papers(); }},
    {"take-along", on(Step::kChecklist), Dialog::kNone, [](Flow& f) { f.go(Step::kTakeAlong); }},
    {"finish", on(Step::kTakeAlong), Dialog::kNone, [](Flow& f) { f.end(); }},
    {"caretaker-here", on(Step::kCaretaker), Dialog::kNone, [](Flow& f) { f.choose_caretaker(Caretaker::kHere); }},
    {"caretaker-not-yet", on(Step::kCaretaker), Dialog::kNone, [](Flow& f) { f.choose_caretaker(Caretaker::kNotYet); }},
    {"extra-note", on(Step::kExtras), Dialog::kNone, [](Flow& f) { f.toggle(f.m_draft.choices().has_note); }},
    {"extra-emergency", on(Step::kExtras), Dialog::kNone, [](Flow& f) { f.toggle(f.m_draft.choices().has_emergency); }},
    {"gender-none", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kNone); }},
    {"gender-f", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kF); }},
    {"gender-m", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kM); }},
    {"gender-x", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kX); }},
    {"gender-own", on(Step::kGender), Dialog::kNone, [](Flow& f) { f.choose_gender(Gender::kOwn); }},
    {"photo-take", on(Step::kPhoto), Dialog::kNone, [](Flow& f) { f.start_countdown(); }},
    {"photo-now", on(Step::kPhoto), Dialog::kNone, [](Flow& f) { f.take_photo(); }},
    {"photo-help", on(Step::kPhoto), Dialog::kNone,
     [](Flow& f) { f.m_state.is_photo_help_open = !f.m_state.is_photo_help_open; }},
    {"photo-again", on(Step::kPhoto), Dialog::kNone, [](Flow& f) { f.retake_photo(); }},
    {"camera-again", on(Step::kPhoto), Dialog::kNone,
     [](Flow& f) {
         f.start_camera();
         f.focus("question");
     }},
    {"change-path", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kPath); }},
    {"change-name", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kName); }},
    {"change-date", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kBirthDate); }},
    {"change-gender", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kGender); }},
    {"change-emergency", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kEmergency); }},
    {"change-extras", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kExtras); }},
    {"change-services", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kServices); }},
    {"change-photo", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.change(Step::kPhoto); }},
    {"ready", on(Step::kReview), Dialog::kNone, [](Flow& f) { f.ready(); }},
    {"change-answers", on(Step::kApproval), Dialog::kNone, [](Flow& f) { f.take_back(); }},
    {"approve", on(Step::kApproval), Dialog::kNone, [](Flow& f) { f.approve(); }},
    {"try-again", on(Step::kTrouble), Dialog::kNone, [](Flow& f) { f.ready(); }},
    {"print-again", on(Step::kTrouble), Dialog::kNone, [](Flow& f) { f.ready(); }},
    {"give-up", on(Step::kTrouble), Dialog::kNone, [](Flow& f) { f.leave("give-up"); }},
    {"check-answers", on(Step::kTrouble), Dialog::kNone, [](Flow& f) { f.go(Step::kReview); }},
    {"card-turned", on(Step::kIssuing), Dialog::kNone, [](Flow& f) { f.turned(); }},
    {"tray-card", on(Step::kTray), Dialog::kNone, [](Flow& f) { f.answer_tray(Found::kCard); }},
    {"tray-nothing", on(Step::kTray), Dialog::kNone, [](Flow& f) { f.answer_tray(Found::kNothing); }},
    {"tray-spoiled", on(Step::kTray), Dialog::kNone, [](Flow& f) { f.answer_tray(Found::kSpoiled); }},
    {"done", on(Step::kDone), Dialog::kNone, [](Flow& f) { f.end(); }},
    {"language", kEverywhere, Dialog::kNone, [](Flow& f) { f.show(Dialog::kLanguage, "language"); }},
    {"look", kEverywhere, Dialog::kNone, [](Flow& f) { f.show(Dialog::kLook, "look"); }},
    {"leave", kEverywhere, Dialog::kNone, [](Flow& f) { f.leave("leave"); }},
    {"leave-confirm", kEverywhere, Dialog::kLeave, [](Flow& f) { f.end(); }},
    {"leave-stay", kEverywhere, Dialog::kLeave, [](Flow& f) { f.close_dialog(); }},
    {"dialog-leave", kEverywhere, Dialog::kLook, [](Flow& f) { f.leave("look"); }},
    {"dialog-leave", kEverywhere, Dialog::kLanguage, [](Flow& f) { f.leave("language"); }},
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
    const auto run = [&] {
        for (const auto& command : Command::kAll)
            if (command.id == id && (command.steps & on(m_state.step)) != 0 && command.dialog == m_state.dialog)
                return command.run(*this);
        choose(id);
    };
    run();
    // A language or a look that was chosen on the first screen is somebody's already.
    if (m_state.step == Step::kWelcome && m_state.dialog != Dialog::kLeave)
        m_session.start(m_now);
    else
        m_session.sign_of_life(m_now);
}

}  // namespace porchlight::intake
