// The screens on which somebody else is at work: librarian, printer; and what they say when it did not work.
#include "intake/screens/screens.h"

#include <algorithm>
#include <string>

namespace porchlight::intake {
namespace {

constexpr float kPartApproved = 0.15F;

float part_of(const Issuance& issuance) {
    if (issuance.pages <= 0 || issuance.page <= 0)
        return kPartApproved;
    const float done = static_cast<float>(issuance.page) / static_cast<float>(issuance.pages + 1);
    return kPartApproved + (1 - kPartApproved) * std::min(done, 1.0F);
}

// What is the matter with the printer, as a picture.
Icon picture_of(Message printer) {
    switch (printer) {
        case Message::error_printer_media: return Icon::cards;
        case Message::error_printer_ribbon: return Icon::ribbon;
        case Message::error_printer_cover: return Icon::cover;
        case Message::error_printer_jam: return Icon::jam;
        case Message::error_printer_cleaning: return Icon::cleaning;
        case Message::status_printer_unreachable: return Icon::unplugged;
        default: return Icon::printer;
    }
}

}  // namespace

void draw_links(Ui& ui, const Flow& flow) {
    const auto& state = flow.state();
    const auto warn = [&](std::string_view id, Message message, Icon icon = Icon::warning) {
        ui.status(id, icon, ui.say(message));
        ui.skip(16);
    };
    if (state.is_bridge_gone)
        warn("bridge-status", Message::status_bridge_gone);
    else if (state.is_server_gone)
        warn("server-status", Message::status_server_gone);
    if (state.printer && !state.is_bridge_gone)
        warn("printer-status", *state.printer, picture_of(*state.printer));
}

void draw_approval(Ui& ui, const Flow& flow, Foot& foot) {
    const auto& issuance = flow.state().issuance;
    const bool has_words = !issuance.words[0].empty();
    if (issuance.takes_codes)
        return draw_approval_by_code(ui, flow, foot);
    foot.back = {.id = "change-answers",
                 .label = ui.say(Message::approval_change),
                 .icon = Icon::back,
                 .disabled = issuance.is_stopping};
    ui.question("question", ui.say(Message::approval_question));
    ui.skip(16);
    ui.paragraph("lead", ui.say(Message::approval_lead), 30);
    ui.skip(32);
    if (has_words) {
        ui.words(ui.say(Message::approval_words), issuance.words);
        ui.skip(32);
    }
    draw_links(ui, flow);
    const auto doing = issuance.is_stopping    ? Message::approval_stopping
                       : issuance.was_too_late ? Message::approval_too_late
                       : has_words             ? Message::approval_waiting
                                               : Message::approval_sending;
    ui.status("waiting", Icon::librarian, ui.say(doing));
    ui.skip(24);
    ui.note("kept", Icon::lock, ui.say(Message::approval_kept));
}

void draw_issuing(Ui& ui, const Flow& flow, Foot& foot) {
    const auto& issuance = flow.state().issuance;
    ui.question("question", ui.say(Message::issuing_question));
    ui.skip(16);
    ui.paragraph("lead", ui.say(Message::issuing_lead));
    ui.skip(40);
    ui.progress(ui.say(Message::issuing_progress), part_of(issuance));
    ui.skip(24);
    draw_links(ui, flow);
    if (issuance.was_too_late) {
        ui.status("too-late", Icon::librarian, ui.say(Message::approval_too_late));
        ui.skip(16);
    }
    if (issuance.is_to_turn) {
        ui.status("waiting", Icon::turn, ui.say(Message::issuing_turn));
        foot.onward = {.id = "card-turned", .label = ui.say(Message::issuing_turned), .look = ButtonLook::kPrimary};
    } else if (issuance.page > 0) {
        ui.status("waiting", Icon::card,
                  ui.say(Message::issuing_page,
                         {{"page", say_number(ui.language(), static_cast<unsigned>(issuance.page))},
                          {"pages", say_number(ui.language(), static_cast<unsigned>(issuance.pages))}}));
    } else {
        ui.status("waiting", Icon::check, ui.say(Message::issuing_approved));
    }
    ui.skip(32);
    ui.note("printed", Icon::hand, ui.say(Message::issuing_printed));
}

// None of the answers is the likelier one: they look the same.
void draw_tray(Ui& ui, const Flow& flow) {
    const auto& tray = flow.state().tray;
    const float size = ui.metrics().type(96);
    const auto picture = ui.at_start(0, size, size);
    ui.painter().icon(Icon::tray, picture.x, picture.y, size, ui.theme().primary, 1.6F);
    ui.move_to(picture.bottom());
    ui.skip(16);
    ui.question("question", ui.say(Message::tray_question));
    ui.skip(16);
    ui.paragraph("lead", ui.say(tray.is_own ? Message::tray_lead : Message::tray_lead_other));
    ui.skip(32);
    draw_problem(ui, flow);
    struct Answer {
        std::string_view id;
        Message label;
        Icon icon;
    };
    for (const auto& answer : {Answer{"tray-card", Message::tray_card, Icon::card},
                               Answer{"tray-nothing", Message::tray_nothing, Icon::empty},
                               Answer{"tray-spoiled", Message::tray_spoiled, Icon::warning}}) {
        const ButtonSpec spec{
            .id = answer.id, .label = ui.say(answer.label), .icon = answer.icon, .disabled = tray.is_answering};
        const auto area = ui.at_start(0, ui.column().width, ui.button_height(spec, ui.column().width));
        ui.button(spec, area);
        ui.move_to(area.bottom());
        ui.skip(16);
    }
    ui.skip(16);
    if (tray.is_answering) {
        ui.status("waiting", Icon::clock, ui.say(Message::tray_telling));
        ui.skip(16);
    }
    draw_links(ui, flow);
    if (tray.is_own)
        ui.note("kept", Icon::check, ui.say(Message::trouble_kept));
    else
        ui.note("others", Icon::librarian, ui.say(Message::tray_note_other));
}

namespace {

void draw_print_again(Ui& ui, Foot& foot) {
    ui.paragraph("lead", ui.say(Message::again_lead));
    ui.skip(32);
    ui.note("kept", Icon::check, ui.say(Message::trouble_kept));
    ui.skip(24);
    ui.button_row({{.id = "check-answers", .label = ui.say(Message::button_check)}});
    foot.back = {.id = "give-up", .label = ui.say(Message::again_leave), .icon = Icon::leave};
    foot.onward = {.id = "print-again", .label = ui.say(Message::again_print), .look = ButtonLook::kPrimary};
}

// What a librarian found missing, and what to do about a no that seems wrong.
void draw_denial(Ui& ui, const Flow& flow) {
    const auto* manifest = flow.manifest();
    if (manifest == nullptr)
        return;
    const auto& missing = flow.state().missing;
    for (const auto& need : manifest->documents.needs)
        if (std::ranges::find(missing, need.id) != missing.end()) {
            ui.entry("missing-" + need.id, Icon::empty,
                     ui.say(Message::checklist_missing, {{"need", text_of(ui, need.text)}}), 30, ui.theme().ink);
            ui.skip(16);
        }
    if (!manifest->appeal.is_null()) {
        ui.skip(8);
        ui.entry("appeal", Icon::hand, text_of(ui, manifest->appeal), 30, ui.theme().ink);
        ui.skip(24);
    }
}

}  // namespace

void draw_trouble(Ui& ui, const Flow& flow, Foot& foot) {
    const auto& state = flow.state();
    const bool is_denied = state.trouble_kind == TroubleKind::kDenied;
    ui.question("question", ui.say(is_denied ? Message::denied_question : Message::trouble_question));
    ui.skip(32);
    if (state.trouble)
        ui.error_box(ui.say(*state.trouble));
    ui.skip(32);
    if (state.trouble_kind == TroubleKind::kNotPrinted)
        return draw_print_again(ui, foot);
    if (is_denied)
        draw_denial(ui, flow);
    ui.note("kept", Icon::check, ui.say(Message::trouble_kept));
    foot.back = {.id = "check-answers", .label = ui.say(Message::button_check), .icon = Icon::back};
    foot.onward = {.id = "try-again", .label = ui.say(Message::button_again), .look = ButtonLook::kPrimary};
}

void draw_problem(Ui& ui, const Flow& flow) {
    const auto& problem = flow.state().problem;
    if (!problem)
        return;
    ui.error_box(ui.say(problem->message));
    ui.skip(32);
}

bool is_wrong(const Flow& flow, Field field) {
    const auto& problem = flow.state().problem;
    return problem && problem->field == field;
}

}  // namespace porchlight::intake
