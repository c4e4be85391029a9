#include "intake/screens/step_names.h"

namespace porchlight::intake {

StepName step_name(const State& state) {
    switch (state.step) {
        case Step::kWelcome: return {"welcome", Message::step_name, Message::welcome_question};
        case Step::kKept: return {"kept", Message::step_name, Message::kept_question};
        case Step::kPath: return {"path", Message::step_path, Message::path_question};
        case Step::kAge: return {"age", Message::step_papers, Message::age_question};
        case Step::kPapers: return {"papers", Message::step_papers, Message::papers_question};
        case Step::kChecklist: return {"checklist", Message::step_papers, Message::checklist_title};
        case Step::kTakeAlong: return {"take-along", Message::step_papers, Message::take_question};
        case Step::kName: return {"name", Message::step_name, Message::name_question};
        case Step::kBirthDate: return {"birth-date", Message::step_date, Message::date_question};
        case Step::kCaretaker: return {"caretaker", Message::step_caretaker, Message::caretaker_question};
        case Step::kEmergency: return {"emergency", Message::step_emergency, Message::emergency_question};
        case Step::kGender: return {"gender", Message::step_gender, Message::gender_question};
        case Step::kExtras: return {"extras", Message::step_extras, Message::extras_question};
        case Step::kServices: return {"services", Message::step_services, Message::services_question};
        case Step::kPhoto: return {"photo", Message::step_photo, Message::photo_question};
        case Step::kReview: return {"review", Message::step_review, Message::review_question};
        case Step::kApproval:
            return {"approval", Message::step_approval,
                    state.issuance.takes_codes ? Message::code_question : Message::approval_question};
        case Step::kIssuing: return {"issuing", Message::step_card, Message::issuing_question};
        case Step::kTray: return {"tray", Message::step_card, Message::tray_question};
        case Step::kDone: return {"done", Message::step_card, Message::done_question};
        case Step::kTrouble:
            return {"trouble", Message::step_approval,
                    state.trouble_kind == TroubleKind::kDenied ? Message::denied_question : Message::trouble_question};
        case Step::kGone: return {"gone", Message::step_name, Message::done_question};
    }
    return {};
}

StepCount step_count(const Flow& flow) {
    const auto& state = flow.state();
    if (state.step == Step::kTray && !state.tray.is_own)
        return {};
    return count_of(flow.way(), state.step);
}

}  // namespace porchlight::intake
