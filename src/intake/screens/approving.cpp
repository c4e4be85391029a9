// The librarian's screen at a site with one device: what is to be compared with the papers, and the two fields by which
// a librarian approves.
#include "intake/flow/answers.h"
#include "intake/screens/screens.h"

namespace porchlight::intake {
namespace {

void draw_shown(Ui& ui, const Flow& flow) {
    const auto name = checked_name(flow.draft());
    const auto born = checked_birth_date(flow.draft(), flow.today());
    if (name && born)
        ui.paragraph("shown", ui.say(Message::code_shown, {{"name", *name}, {"date", say_date(ui.language(), *born)}}),
                     34);
    ui.skip(32);
}

void draw_fields(Ui& ui, const Flow& flow) {
    ui.paragraph("for-librarian", ui.say(Message::code_librarian));
    ui.skip(24);
    draw_problem(ui, flow);
    ui.field({.id = "librarian",
              .label = ui.say(Message::code_name_label),
              .value = flow.draft().text(Field::kLibrarian),
              .description = "for-librarian",
              .invalid = is_wrong(flow, Field::kLibrarian)},
             ui.column().width);
    ui.skip(24);
    ui.field({.id = "code",
              .label = ui.say(Message::code_label),
              .value = flow.draft().text(Field::kCode),
              .description = "hint",
              .invalid = is_wrong(flow, Field::kCode),
              .numeric = true},
             ui.column().width);
    ui.skip(16);
    ui.paragraph("hint", ui.say(Message::code_hint), 26, ui.theme().ink_soft);
    ui.skip(32);
}

Message doing(const Issuance& issuance) {
    if (issuance.is_stopping)
        return Message::approval_stopping;
    if (issuance.was_too_late)
        return Message::approval_too_late;
    if (issuance.is_approved)
        return Message::code_approved;
    if (issuance.is_code_sent)
        return Message::code_sending;
    return issuance.has_first ? Message::code_first : Message::approval_waiting;
}

}  // namespace

void draw_approval_by_code(Ui& ui, const Flow& flow, Foot& foot) {
    const auto& issuance = flow.state().issuance;
    const bool is_open = !issuance.is_approved && !issuance.was_too_late;
    foot.back = {.id = "change-answers",
                 .label = ui.say(Message::approval_change),
                 .icon = Icon::back,
                 .disabled = issuance.is_stopping || issuance.is_code_sent};
    if (is_open)
        foot.onward = {.id = "approve",
                       .label = ui.say(Message::code_approve),
                       .look = ButtonLook::kPrimary,
                       .disabled = issuance.is_stopping || issuance.is_code_sent};
    ui.question("question", ui.say(Message::code_question));
    ui.skip(16);
    ui.paragraph("lead", ui.say(Message::code_lead));
    ui.skip(24);
    draw_shown(ui, flow);
    if (is_open)
        draw_fields(ui, flow);
    draw_links(ui, flow);
    ui.status("waiting", issuance.is_approved ? Icon::check : Icon::librarian, ui.say(doing(issuance)));
    ui.skip(24);
    ui.note("kept", Icon::lock, ui.say(Message::code_kept));
    if (!is_open)
        return;
    ui.skip(32);
    // A librarian who does have a desk can approve there.
    ui.words(ui.say(Message::code_words), issuance.words);
}

}  // namespace porchlight::intake
