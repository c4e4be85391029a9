// The screens that are chosen from: what is applied for, caretaker, what else the card shows, services.
#include "intake/screens/screens.h"

#include <string>

namespace porchlight::intake {
namespace {

Message name_of(protocol::ApplicationPath path) {
    switch (path) {
        case protocol::ApplicationPath::kNew: return Message::path_new;
        case protocol::ApplicationPath::kRenewal: return Message::path_renewal;
        case protocol::ApplicationPath::kReplacement: return Message::path_replacement;
        case protocol::ApplicationPath::kCorrection: return Message::path_correction;
    }
    return Message::path_new;
}

// Which card can be renewed today, in dates: nobody has to count days.
void draw_renewal(Ui& ui, const protocol::PathRule& rule, const date& today) {
    const auto from = date::from_days(today.days() - rule.days_after);
    const auto to = date::from_days(today.days() + rule.days_before);
    ui.note("renewal", Icon::clock,
            ui.say(Message::path_renewal_when,
                   {{"from", say_date(ui.language(), from)}, {"to", say_date(ui.language(), to)}}));
    ui.skip(16);
}

// Alone in their group: a field may stand between the rows that come after them.
void draw_markers(Ui& ui, const Flow& flow) {
    ui.group("extras", ui.say(Message::extras_question), Role::kGroup, "hint printed");
    const auto& markers = flow.manifest()->card.markers;
    for (std::size_t i = 0; i < markers.size(); ++i) {
        const auto id = "marker-" + markers[i].id;
        const auto label = text_of(ui, markers[i].label);
        ui.checkbox({.id = id,
                     .group = "extras",
                     .label = label.empty() ? markers[i].text : label,
                     .checked = (flow.draft().choices().markers >> i & 1U) != 0});
        ui.skip(16);
    }
}

struct Extra {
    std::string_view tick, field;
    Message label, field_label;
    Field typed;
    bool is_on;
};

// A row to tick, and what is to be printed below it.
void draw_extra(Ui& ui, const Flow& flow, const Extra& extra) {
    ui.checkbox({.id = extra.tick, .label = ui.say(extra.label), .checked = extra.is_on});
    ui.skip(16);
    if (!extra.is_on)
        return;
    ui.skip(8);
    ui.field({.id = extra.field,
              .label = ui.say(extra.field_label),
              .value = flow.draft().text(extra.typed),
              .description = "printed",
              .invalid = is_wrong(flow, extra.typed)},
             ui.column().width);
    ui.skip(32);
}

}  // namespace

std::string path_text(const Ui& ui, const Flow& flow) {
    return std::string(ui.say(name_of(path_of(flow.draft(), *flow.manifest()))));
}

std::string age_text(const Ui& ui, const protocol::CardClass& card_class) {
    constexpr int kNoLimit = 120;  // nobody is older: such a limit is none
    const auto from = say_number(ui.language(), static_cast<unsigned>(card_class.min_age));
    const auto to = say_number(ui.language(), static_cast<unsigned>(card_class.max_age));
    if (card_class.max_age >= kNoLimit)
        return ui.say(Message::age_from, {{"age", from}});
    if (card_class.min_age <= 1)
        return ui.say(Message::age_up_to, {{"age", to}});
    return ui.say(Message::age_between, {{"from", from}, {"to", to}});
}

void draw_path(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    ui.question("question", ui.say(Message::path_question));
    ui.skip(16);
    ui.paragraph("hint", ui.say(Message::path_hint), 26, ui.theme().ink_soft);
    ui.skip(32);
    ui.group("path", ui.say(Message::path_question), Role::kRadioGroup, "hint");
    const auto& paths = flow.manifest()->paths;
    const auto chosen = path_of(flow.draft(), *flow.manifest());
    for (const auto& [path, rule] : paths) {
        ui.radio("path-" + std::string(protocol::code(path)), "path", ui.say(name_of(path)), path == chosen);
        ui.skip(16);
    }
    ui.skip(16);
    const auto& rule = paths.at(chosen);
    if (chosen == protocol::ApplicationPath::kRenewal)
        draw_renewal(ui, rule, flow.today());
    if (!rule.bring.is_null())
        ui.entry("bring", Icon::card, ui.say(Message::path_bring, {{"what", text_of(ui, rule.bring)}}), 30,
                 ui.theme().ink);
}

void draw_caretaker(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    ui.question("question", ui.say(Message::caretaker_question));
    ui.skip(16);
    ui.paragraph("hint", text_of(ui, flow.manifest()->caretaker));
    ui.skip(16);
    ui.note("kept", Icon::hand, ui.say(Message::caretaker_kept));
    ui.skip(32);
    draw_problem(ui, flow);
    const auto said = flow.draft().choices().caretaker;
    ui.group("caretaker", ui.say(Message::caretaker_question), Role::kRadioGroup, "hint kept",
             flow.state().problem.has_value());
    ui.radio("caretaker-here", "caretaker", ui.say(Message::caretaker_here), said == Caretaker::kHere);
    ui.skip(16);
    ui.radio("caretaker-not-yet", "caretaker", ui.say(Message::caretaker_not_yet), said == Caretaker::kNotYet);
}

void draw_emergency(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    draw_question(ui, {ui.say(Message::emergency_question), ui.say(Message::emergency_hint), "printed", Icon::hand,
                       ui.say(Message::emergency_printed)});
    ui.skip(8);
    draw_problem(ui, flow);
    ui.field({.id = "emergency",
              .label = ui.say(Message::emergency_label),
              .value = flow.draft().text(Field::kEmergency),
              .description = "hint printed",
              .invalid = is_wrong(flow, Field::kEmergency)},
             ui.column().width);
}

void draw_extras(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    draw_question(ui, {ui.say(Message::extras_question), ui.say(Message::extras_hint), "printed", Icon::hand,
                       ui.say(Message::extras_printed)});
    draw_problem(ui, flow);
    const auto& card = flow.manifest()->card;
    if (!card.markers.empty())
        draw_markers(ui, flow);
    const auto& choices = flow.draft().choices();
    if (card.prints("note"))
        draw_extra(ui, flow,
                   {"extra-note", "note", Message::extras_note, Message::note_label, Field::kNote, choices.has_note});
    if (card.prints("emergency") && !needs_caretaker(flow.card_class(), flow.manifest()))
        draw_extra(ui, flow,
                   {"extra-emergency", "emergency", Message::extras_emergency, Message::emergency_label,
                    Field::kEmergency, choices.has_emergency});
}

void draw_services(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    draw_question(ui, {ui.say(Message::services_question), ui.say(Message::services_hint), "printed", Icon::hand,
                       ui.say(Message::services_shared)});
    ui.group("services", ui.say(Message::services_question), Role::kGroup, "hint printed");
    const auto& services = flow.manifest()->card.services;
    for (std::size_t i = 0; i < services.size(); ++i) {
        const auto& service = services[i];
        const auto id = "service-" + service.id;
        const auto label = text_of(ui, service.text);
        auto hint = text_of(ui, service.shares);
        if (service.required)
            hint.insert(0, hint.empty() ? "" : " ").insert(0, ui.say(Message::services_always));
        ui.checkbox({.id = id,
                     .group = "services",
                     .label = label.empty() ? service.name : label,
                     .hint = hint,
                     .checked = service.required || (flow.draft().choices().services_off >> i & 1U) == 0,
                     .disabled = service.required});
        ui.skip(24);
    }
}

}  // namespace porchlight::intake
