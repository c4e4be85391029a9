// One screen for each step: what is asked, drawn from the flow's state. They change nothing.
// Called within a frame by Page, with the column of the content.
#pragma once

#include "intake/flow/flow.h"
#include "intake/widgets/ui.h"

#include <optional>
#include <string>

namespace porchlight::intake {

// What stands in the bar at the bottom.
struct Foot {
    std::optional<ButtonSpec> back;
    std::optional<ButtonSpec> other;  // a lesser way on
    std::optional<ButtonSpec> onward;
};

// Textures of what only the applicant sees.
struct Pictures {
    ImTextureID photo = nullptr, card = nullptr;
};

void draw_welcome(Ui& ui, const Flow& flow, Foot& foot);
void draw_kept(Ui& ui, const Flow& flow, Foot& foot);
void draw_path(Ui& ui, const Flow& flow, Foot& foot);
void draw_age(Ui& ui, const Flow& flow, Foot& foot);
void draw_papers(Ui& ui, const Flow& flow, Foot& foot);
void draw_checklist(Ui& ui, const Flow& flow, Foot& foot);
void draw_take_along(Ui& ui, const Flow& flow, Foot& foot);
void draw_name(Ui& ui, const Flow& flow, Foot& foot);
void draw_birth_date(Ui& ui, const Flow& flow, Foot& foot);
void draw_caretaker(Ui& ui, const Flow& flow, Foot& foot);
void draw_emergency(Ui& ui, const Flow& flow, Foot& foot);
void draw_gender(Ui& ui, const Flow& flow, Foot& foot);
void draw_extras(Ui& ui, const Flow& flow, Foot& foot);
void draw_services(Ui& ui, const Flow& flow, Foot& foot);
void draw_photo(Ui& ui, const Flow& flow, Foot& foot, ImTextureID photo);
void draw_review(Ui& ui, const Flow& flow, Foot& foot, const Pictures& pictures);
void draw_approval(Ui& ui, const Flow& flow, Foot& foot);
void draw_approval_by_code(Ui& ui, const Flow& flow, Foot& foot);
void draw_issuing(Ui& ui, const Flow& flow, Foot& foot);
void draw_tray(Ui& ui, const Flow& flow);
void draw_done(Ui& ui, const Flow& flow, Foot& foot);
void draw_trouble(Ui& ui, const Flow& flow, Foot& foot);

// The content of the dialog that is open.
void draw_dialog(Ui& ui, const Flow& flow);

// Back and Continue.
void ask(Foot& foot, Ui& ui);
// A question with the two lines below it, described by them: "hint", and what becomes of the answer.
struct Question {
    std::string_view question, hint;
    std::string_view note_id;  // "kept" or "printed"
    Icon icon;
    std::string_view note;
};
void draw_question(Ui& ui, const Question& asked);
// What the programme says, in the language of the screen.
std::string text_of(const Ui& ui, const json& texts);
// What is applied for; the ages of a class.
std::string path_text(const Ui& ui, const Flow& flow);
std::string age_text(const Ui& ui, const protocol::CardClass& card_class);
// Whose the card is by age, and until when it is valid.
std::string card_text(const Ui& ui, const Flow& flow, const protocol::CardClass& card_class);

// The problem of this step, above the control it is about.
void draw_problem(Ui& ui, const Flow& flow);
bool is_wrong(const Flow& flow, Field field);
// Server, bridge or printer that do not answer, while the applicant waits for them.
void draw_links(Ui& ui, const Flow& flow);

// The photo as it will be printed, in this area; nothing yet: an empty frame.
void draw_photo_frame(Ui& ui, const Area& area, ImTextureID photo, bool has_photo, bool mirrored, Message name);

}  // namespace porchlight::intake
