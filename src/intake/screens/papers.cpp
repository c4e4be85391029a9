// The document helper: whose papers, what is there, what is missing and what else would do, and a list to come back
// with. Nothing of it leaves this screen.
#include "intake/flow/papers.h"
#include "intake/screens/screens.h"

#include <string>
#include <utility>

namespace porchlight::intake {
namespace {

using protocol::PaperKind;

void ask_helper(Foot& foot, Ui& ui, Message onward) {
    ask(foot, ui);
    foot.onward->label = ui.say(onward);
    foot.other = {.id = "papers-skip", .label = ui.say(Message::papers_skip)};
}

void draw_head(Ui& ui, Message question, Message hint) {
    draw_question(ui, {ui.say(question), ui.say(hint), "kept", Icon::hand, ui.say(Message::papers_kept)});
}

void draw_papers_of(Ui& ui, const Flow& flow, PaperKind kind, std::string_view group, Message title) {
    const auto& papers = flow.manifest()->documents.papers;
    bool is_first = true;
    for (std::size_t i = 0; i < papers.size(); ++i) {
        if (papers[i].kind != kind)
            continue;
        if (std::exchange(is_first, false))
            ui.titled_group(group, ui.say(title));
        const auto id = "paper-" + papers[i].id;
        const auto label = text_of(ui, papers[i].text);
        ui.checkbox(
            {.id = id, .group = group, .label = label, .checked = (flow.draft().choices().papers >> i & 1U) != 0});
        ui.skip(16);
    }
    if (!is_first)
        ui.skip(24);
}

Checklist checklist_of(const Flow& flow) {
    const auto& manifest = *flow.manifest();
    const auto& choices = flow.draft().choices();
    const auto* born = flow.card_class();
    const auto card_class = choices.age_class ? manifest.classes[*choices.age_class].id
                            : born != nullptr ? born->id
                                              : std::string();
    return check_papers(manifest.documents, card_class, choices.papers);
}

void draw_points(Ui& ui, std::string_view id, const std::optional<Points>& points, Message text) {
    if (!points || points->needed == 0)
        return;
    ui.entry(id, points->is_met() ? Icon::check : Icon::warning,
             ui.say(text, {{"have", say_number(ui.language(), static_cast<unsigned>(points->have))},
                           {"needed", say_number(ui.language(), static_cast<unsigned>(points->needed))}}),
             30, ui.theme().ink);
    ui.skip(16);
}

// The mark never speaks alone: a word goes with it.
void draw_need(Ui& ui, const NeedState& state) {
    const auto id = "need-" + state.need->id;
    const auto text = text_of(ui, state.need->text);
    ui.entry(id, state.is_met ? Icon::check : Icon::warning,
             ui.say(state.is_met ? Message::checklist_have : Message::checklist_missing, {{"need", text}}), 30,
             ui.theme().ink);
    ui.skip(16);
    if (state.is_met)
        return;
    std::string any;
    for (const auto* paper : state.papers) {
        auto name = text_of(ui, paper->text);
        any = any.empty() ? std::move(name) : ui.say(Message::list_more, {{"list", any}, {"item", name}});
    }
    if (!any.empty()) {
        ui.paragraph(id + "-any", ui.say(Message::checklist_any, {{"papers", any}}), 26, ui.theme().ink_soft);
        ui.skip(12);
    }
    for (const auto* way : state.ways) {
        ui.entry(id + "-" + way->id, Icon::hand,
                 ui.say(Message::checklist_way, {{"way", text_of(ui, way->text)}, {"how", text_of(ui, way->how)}}), 26,
                 ui.theme().ink);
        ui.skip(12);
    }
    ui.skip(16);
}

}  // namespace

void draw_age(Ui& ui, const Flow& flow, Foot& foot) {
    ask_helper(foot, ui, Message::button_continue);
    draw_head(ui, Message::age_question, Message::age_hint);
    draw_problem(ui, flow);
    ui.group("age", ui.say(Message::age_question), Role::kRadioGroup, "hint kept", flow.state().problem.has_value());
    const auto& classes = flow.manifest()->classes;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        ui.radio("age-" + classes[i].id, "age", age_text(ui, classes[i]), flow.draft().choices().age_class == i);
        ui.skip(16);
    }
}

void draw_papers(Ui& ui, const Flow& flow, Foot& foot) {
    ask_helper(foot, ui, Message::papers_check);
    draw_head(ui, Message::papers_question, Message::papers_hint);
    draw_papers_of(ui, flow, PaperKind::kIdentity, "papers-identity", Message::papers_identity);
    draw_papers_of(ui, flow, PaperKind::kResidency, "papers-residency", Message::papers_residency);
    draw_papers_of(ui, flow, PaperKind::kOther, "papers-other", Message::papers_other);
}

void draw_checklist(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    foot.other = {.id = "take-along", .label = ui.say(Message::checklist_take)};
    const auto checklist = checklist_of(flow);
    const bool is_complete = checklist.is_complete();
    ui.question("question", ui.say(is_complete ? Message::checklist_ready : Message::checklist_not_ready));
    ui.skip(16);
    ui.paragraph("lead", ui.say(is_complete ? Message::checklist_lead_ready : Message::checklist_lead_missing));
    ui.skip(32);
    draw_points(ui, "points", checklist.points, Message::checklist_points);
    draw_points(ui, "points-identity", checklist.identity, Message::checklist_points_identity);
    draw_points(ui, "points-residency", checklist.residency, Message::checklist_points_residency);
    for (const auto& need : checklist.needs)
        draw_need(ui, need);
    ui.note("kept", Icon::hand, ui.say(Message::papers_kept));
}

// In large type, to be written down or photographed.
void draw_take_along(Ui& ui, const Flow& flow, Foot& foot) {
    constexpr float kLarge = 36;
    ask(foot, ui);
    foot.onward = {
        .id = "finish", .label = ui.say(Message::take_finish), .look = ButtonLook::kPrimary, .icon = Icon::leave};
    ui.question("question", ui.say(Message::take_question));
    ui.skip(16);
    ui.paragraph("lead", ui.say(Message::take_lead));
    ui.skip(32);
    const auto& manifest = *flow.manifest();
    const auto checklist = checklist_of(flow);
    const auto line = [&](const std::string& id, Icon icon, const std::string& text) {
        ui.entry(id, icon, text, kLarge, ui.theme().ink);
        ui.skip(24);
    };
    const auto ticked = flow.draft().choices().papers;
    for (std::size_t i = 0; i < manifest.documents.papers.size(); ++i)
        if ((ticked >> i & 1U) != 0)
            line("take-" + manifest.documents.papers[i].id, Icon::check,
                 text_of(ui, manifest.documents.papers[i].text));
    for (const auto& need : checklist.needs)
        if (!need.is_met)
            line("take-need-" + need.need->id, Icon::empty, text_of(ui, need.need->text));
    const auto& bring = manifest.paths.at(path_of(flow.draft(), manifest)).bring;
    if (!bring.is_null())
        line("take-bring", Icon::empty, text_of(ui, bring));
    const auto age_class = flow.draft().choices().age_class;
    if (age_class && needs_caretaker(&manifest.classes[*age_class], &manifest))
        line("take-caretaker", Icon::empty, text_of(ui, manifest.caretaker));
}

}  // namespace porchlight::intake
