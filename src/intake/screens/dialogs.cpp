// What opens over a step: leaving, more time, text and colours, language.
#include "intake/screens/screens.h"

#include <string>

namespace porchlight::intake {
namespace {

// When everything is erased.
void draw_seconds(Ui& ui, const Flow& flow, std::string_view id) {
    const auto text = say_count(ui.language(), Message::timeout_lead, static_cast<unsigned>(flow.state().seconds_left));
    const auto words = ui.look(30, 600, ui.theme().ink);
    const float height = ui.painter().text(ui.column().x, ui.y(), text, words, ui.column().width);
    Node told;
    told.id = id;
    told.role = Role::kTimer;
    told.name = text;
    told.value = std::to_string(flow.state().seconds_left);
    ui.node(std::move(told), {ui.column().x, ui.y(), ui.column().width, height});
    ui.move_to(ui.y() + height);
}

// The bar cannot be reached under a dialog.
ButtonSpec leave_button(const Ui& ui) {
    return {.id = "dialog-leave",
            .label = ui.say(Message::bar_leave),
            .look = ButtonLook::kQuiet,
            .icon = Icon::leave,
            .name = ui.say(Message::bar_leave_name)};
}

void draw_leave(Ui& ui, const Flow& flow) {
    ui.question("dialog-question", ui.say(Message::leave_question));
    ui.skip(24);
    const auto step = flow.state().step;
    const bool printing = step == Step::kIssuing || step == Step::kTray || step == Step::kDone;
    ui.paragraph("dialog-lead", ui.say(printing ? Message::leave_lead_printing : Message::leave_lead));
    ui.skip(16);
    draw_seconds(ui, flow, "dialog-seconds");
    ui.skip(40);
    ui.button_row({{.id = "leave-confirm", .label = ui.say(Message::leave_confirm), .look = ButtonLook::kDanger},
                   {.id = "leave-stay", .label = ui.say(Message::leave_stay)}});
}

void draw_timeout(Ui& ui, const Flow& flow) {
    ui.question("dialog-question", ui.say(Message::timeout_question));
    ui.skip(24);
    draw_seconds(ui, flow, "dialog-lead");
    ui.skip(16);
    ui.paragraph("dialog-how", ui.say(Message::timeout_how));
    ui.skip(40);
    ui.button_row({{.id = "more-time",
                    .label = ui.say(Message::timeout_more),
                    .look = ButtonLook::kPrimary,
                    .icon = Icon::clock}});
}

void draw_title(Ui& ui, std::string_view text) {
    const auto words = ui.look(26, 600, ui.theme().ink_soft);
    ui.skip(24);
    const float height = ui.painter().text(ui.column().x, ui.y(), text, words, ui.column().width);
    ui.move_to(ui.y() + height);
    ui.skip(8);
}

void draw_look(Ui& ui, const Flow& flow) {
    ui.question("dialog-question", ui.say(Message::look_question));
    draw_title(ui, ui.say(Message::look_size));
    ui.group("size", ui.say(Message::look_size));
    for (const int percent : {100, 125, 150, 200}) {
        const auto number = std::to_string(percent);
        ui.radio(
            "size-" + number, "size",
            ui.say(Message::look_percent, {{"percent", say_number(ui.language(), static_cast<unsigned>(percent))}}),
            flow.state().text_percent == percent);
        ui.skip(12);
    }
    draw_title(ui, ui.say(Message::look_colors));
    ui.group("colors", ui.say(Message::look_colors));
    struct Row {
        std::string_view id;
        Message label;
        Scheme scheme;
    };
    for (const auto& row :
         {Row{"colors-day", Message::look_day, Scheme::kDay}, Row{"colors-night", Message::look_night, Scheme::kNight},
          Row{"colors-black-on-white", Message::look_black_on_white, Scheme::kBlackOnWhite},
          Row{"colors-yellow-on-black", Message::look_yellow_on_black, Scheme::kYellowOnBlack}}) {
        ui.radio(row.id, "colors", ui.say(row.label), flow.state().scheme == row.scheme);
        ui.skip(12);
    }
    draw_title(ui, ui.say(Message::look_motion));
    ui.group("motion", ui.say(Message::look_motion));
    const bool calm = flow.state().is_calm;
    ui.radio("motion-some", "motion", ui.say(Message::look_motion_some), !calm);
    ui.skip(12);
    ui.radio("motion-none", "motion", ui.say(Message::look_motion_none), calm);
    ui.skip(32);
    ui.button_row(
        {{.id = "close", .label = ui.say(Message::button_close), .look = ButtonLook::kPrimary}, leave_button(ui)});
}

void draw_language(Ui& ui, const Flow& flow) {
    ui.question("dialog-question", ui.say(Message::language_question));
    ui.skip(16);
    ui.paragraph("dialog-lead", ui.say(Message::language_kept), 26, ui.theme().ink_soft);
    ui.skip(32);
    for (std::size_t i = 0; i < kLanguageCount; ++i) {
        if (!flow.offers(i))
            continue;
        const auto id = "language-" + std::string(kLanguages[i].tag);
        const bool here = i == flow.state().language;
        const ButtonSpec spec{.id = id,
                              .label = kLanguages[i].own_name,
                              .look = here ? ButtonLook::kPrimary : ButtonLook::kPlain,
                              .icon = here ? std::optional(Icon::check) : std::nullopt,
                              .lang = here ? std::string_view() : kLanguages[i].tag,
                              .pressed = here};
        const auto area = ui.at_start(0, ui.column().width, ui.button_height(spec, ui.column().width));
        ui.button(spec, area);
        ui.move_to(area.bottom());
        ui.skip(16);
    }
    ui.skip(16);
    ui.button_row(
        {{.id = "close", .label = ui.say(Message::button_close), .look = ButtonLook::kQuiet}, leave_button(ui)});
}

}  // namespace

void draw_dialog(Ui& ui, const Flow& flow) {
    switch (flow.state().dialog) {
        case Dialog::kNone: return;
        case Dialog::kLeave: return draw_leave(ui, flow);
        case Dialog::kLook: return draw_look(ui, flow);
        case Dialog::kLanguage: return draw_language(ui, flow);
        case Dialog::kTimeout: return draw_timeout(ui, flow);
    }
}

}  // namespace porchlight::intake
