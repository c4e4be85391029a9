#include "intake/flow/answers.h"
#include "intake/screens/screens.h"

#include <algorithm>
#include <expected>
#include <string>
#include <vector>

namespace porchlight::intake {
namespace {

// Without `change` it follows from another answer.
struct Row {
    std::string_view id, change;
    Message term, change_name;
    std::string value;
    Icon mark;
};

Area change_button(Ui& ui, const Row& row, float top, float height) {
    const ButtonSpec spec{.id = row.change,
                          .label = ui.say(Message::review_change),
                          .look = ButtonLook::kQuiet,
                          .name = ui.say(row.change_name)};
    const float width = ui.button_width(spec);
    const float tall = ui.button_height(spec, width);
    auto area = ui.at_start(ui.column().width - width, width, tall);
    area.y = top + (height - tall) / 2;
    ui.button(spec, area);
    return area;
}

// Lines one below the other, as one sentence tells them.
std::string told_value(const Ui& ui, std::string_view value) {
    std::string told;
    for (std::size_t from = 0; from <= value.size();) {
        const auto to = std::min(value.find('\n', from), value.size());
        const std::string line(value.substr(from, to - from));
        told = told.empty() ? line : ui.say(Message::list_more, {{"list", told}, {"item", line}});
        from = to + 1;
    }
    return told;
}

// Term, value and a way to change it; the term's mark says what happens to the answer.
void draw_row(Ui& ui, const Row& row) {
    const auto& metrics = ui.metrics();
    const auto small = ui.look(24, 600, ui.theme().ink_soft);
    auto big = ui.look(34, 600, ui.theme().ink);
    // Its letters run their own way, but it stands under its term.
    big.alignment = ui.painter().right_to_left() ? text::Alignment::right : text::Alignment::left;
    const float mark = metrics.type(26), pad = metrics.space(20);
    const float change =
        ui.button_width({.id = row.change, .label = ui.say(Message::review_change), .look = ButtonLook::kQuiet});
    const float width = ui.column().width - change - metrics.space(16);
    const float top = ui.y();
    ui.painter().icon(row.mark, ui.at_start(0, mark, mark).x, top + pad + metrics.type(3), mark, ui.theme().primary);
    const float term_width = width - mark - metrics.space(12);
    const float term = ui.painter().text(ui.at_start(mark + metrics.space(12), term_width, 0).x, top + pad,
                                         ui.say(row.term), small, term_width);
    const float value = ui.painter().text(ui.at_start(0, width, 0).x, top + pad + term, row.value, big, width, true);
    const float height = std::max(term + value + 2 * pad, metrics.space(112));
    Node told;
    told.id = row.id;
    told.role = Role::kText;
    told.name = ui.say(Message::review_answer, {{"term", ui.say(row.term)}, {"value", told_value(ui, row.value)}});
    ui.node(std::move(told), {ui.at_start(0, width, 0).x, top, width, height});
    if (!row.change.empty())
        change_button(ui, row, top, height);
    ui.painter().fill({ui.column().x, top + height, ui.column().width, std::max(1.0F, metrics.space(2))},
                      ui.theme().line);
    ui.move_to(top + height + metrics.space(2));
}

std::string gender_text(Ui& ui, const Draft& draft) {
    return draft.gender() == Gender::kNone ? std::string(ui.say(Message::review_not_printed))
                                           : std::string(draft.printed_gender());
}

// One below the other; nothing chosen is said too.
std::string joined(const Ui& ui, const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& part : parts)
        out += (out.empty() ? "" : "\n") + part;
    return out.empty() ? std::string(ui.say(Message::review_not_printed)) : out;
}

std::string or_typed(const std::expected<std::string, Problem>& good, std::string_view typed) {
    return good ? *good : std::string(typed);
}

std::string extras_text(const Ui& ui, const Flow& flow) {
    const auto& choices = flow.draft().choices();
    const auto& markers = flow.manifest()->card.markers;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < markers.size(); ++i)
        if ((choices.markers >> i & 1U) != 0)
            parts.push_back(markers[i].text);
    if (choices.has_note)
        parts.push_back(or_typed(checked_note(flow.draft()), flow.draft().text(Field::kNote)));
    if (choices.has_emergency && !needs_caretaker(flow.card_class(), flow.manifest()))
        parts.push_back(or_typed(checked_emergency(flow.draft()), flow.draft().text(Field::kEmergency)));
    return joined(ui, parts);
}

std::string services_text(const Ui& ui, const Flow& flow) {
    const auto& services = flow.manifest()->card.services;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < services.size(); ++i)
        if (services[i].required || (flow.draft().choices().services_off >> i & 1U) == 0)
            parts.push_back(services[i].text.is_null() ? services[i].name : text_of(ui, services[i].text));
    return joined(ui, parts);
}

// The answers of the steps that this applicant's way has.
void draw_answer(Ui& ui, const Flow& flow, Step step) {
    const auto& draft = flow.draft();
    switch (step) {
        case Step::kPath:
            return draw_row(ui, {"review-path", "change-path", Message::step_path, Message::review_change_path,
                                 path_text(ui, flow), Icon::librarian});
        case Step::kName:
            return draw_row(ui, {"review-name", "change-name", Message::step_name, Message::review_change_name,
                                 or_typed(checked_name(draft), draft.text(Field::kName)), Icon::lock});
        case Step::kBirthDate: {
            const auto born = checked_birth_date(draft, flow.today());
            draw_row(ui, {"review-date", "change-date", Message::step_date, Message::review_change_date,
                          born ? say_date(ui.language(), *born) : std::string(), Icon::lock});
            if (const auto* card_class = flow.card_class())
                draw_row(ui, {"review-card", "", Message::step_card, Message::review_change,
                              card_text(ui, flow, *card_class), Icon::card});
            return;
        }
        case Step::kEmergency:
            return draw_row(
                ui, {"review-emergency", "change-emergency", Message::step_emergency, Message::review_change_emergency,
                     or_typed(checked_emergency(draft), draft.text(Field::kEmergency)), Icon::hand});
        case Step::kGender:
            return draw_row(ui, {"review-gender", "change-gender", Message::step_gender, Message::review_change_gender,
                                 gender_text(ui, draft), Icon::hand});
        case Step::kExtras:
            return draw_row(ui, {"review-extras", "change-extras", Message::step_extras, Message::review_change_extras,
                                 extras_text(ui, flow), Icon::hand});
        case Step::kServices:
            return draw_row(ui, {"review-services", "change-services", Message::step_services,
                                 Message::review_change_services, services_text(ui, flow), Icon::hand});
        default: return;
    }
}

void draw_face(Ui& ui, const Area& area, ImTextureID card, bool is_back) {
    const float top = is_back ? 0.5F : 0, corner = ui.metrics().space(16);
    ui.painter().list().AddImageRounded(card, {area.x, area.y}, {area.right(), area.bottom()}, {0, top},
                                        {1, top + 0.5F}, IM_COL32_WHITE, corner);
    ui.painter().outline(area, ui.theme().border, ui.metrics().space(2), corner);
    Node told;
    told.id = is_back ? "card-back" : "card-front";
    told.role = Role::kImage;
    told.name = ui.say(is_back ? Message::review_back : Message::review_front);
    ui.node(std::move(told), area);
}

// Both faces as they will print: side by side where there is room.
void draw_card(Ui& ui, const Flow& flow, ImTextureID card) {
    switch (flow.state().preview) {
        case Preview::kNone: return;
        case Preview::kAsked: ui.status("card-status", Icon::card, ui.say(Message::review_drawing)); break;
        case Preview::kFailed: ui.status("card-status", Icon::card, ui.say(Message::review_no_picture)); break;
        case Preview::kShown: {
            const float gap = ui.metrics().space(16);
            const bool beside = ui.column().width >= ui.metrics().space(640);
            const float width = beside ? (ui.column().width - gap) / 2 : ui.column().width;
            const float height = width * kFaceHeight_px / kFaceWidth_px;
            draw_face(ui, ui.at_start(0, width, height), card, false);
            if (!beside)
                ui.move_to(ui.y() + height + gap);
            draw_face(ui, ui.at_start(beside ? width + gap : 0, width, height), card, true);
            ui.move_to(ui.y() + height);
        }
    }
    ui.skip(24);
}

// The term stands beside the photo, or above it where large text leaves no room there.
void draw_photo_row(Ui& ui, const Flow& flow, ImTextureID photo) {
    const auto& metrics = ui.metrics();
    const Row row{"", "change-photo", Message::step_photo, Message::review_change_photo, "", Icon::hand};
    const auto small = ui.look(24, 600, ui.theme().ink_soft);
    const float mark = metrics.type(26), gap = metrics.space(12), photo_width = metrics.space(200);
    const float change =
        ui.button_width({.id = row.change, .label = ui.say(Message::review_change), .look = ButtonLook::kQuiet});
    const std::string term(ui.say(row.term));
    const float needed = mark + gap + ui.painter().text_width(term, small);
    const float beside = photo_width + 2 * gap;
    const bool is_above = ui.column().width < beside + needed + gap + change;
    ui.skip(24);
    const float top = ui.y();
    const float width = std::max(1.0F, is_above ? ui.column().width - mark - gap : needed - mark - gap + 1);
    const float from = is_above ? 0 : beside;
    ui.painter().icon(row.mark, ui.at_start(from, mark, mark).x, top + metrics.type(3), mark, ui.theme().primary);
    const auto area = ui.at_start(from + mark + gap, width, 0);
    Node told;
    told.id = "review-photo";
    told.name = term;
    const float height = ui.painter().text(area.x, top, term, small, width);
    ui.node(std::move(told), {area.x, top, width, height});
    if (is_above)
        ui.move_to(top + height + gap);
    const auto frame = ui.at_start(0, photo_width, metrics.space(256));
    draw_photo_frame(ui, frame, photo, !flow.draft().photo().empty(), false, Message::photo_taken);
    change_button(ui, row, frame.y, frame.height);
    ui.move_to(frame.bottom());
}

}  // namespace

void draw_review(Ui& ui, const Flow& flow, Foot& foot, const Pictures& pictures) {
    ask(foot, ui);
    foot.onward->id = "ready";
    foot.onward->label = ui.say(Message::review_ready);
    ui.question("question", ui.say(Message::review_question));
    ui.skip(16);
    ui.note("kept", Icon::lock, ui.say(Message::review_hint));
    ui.skip(24);
    draw_problem(ui, flow);
    draw_card(ui, flow, pictures.card);
    for (const auto step : flow.way())
        draw_answer(ui, flow, step);
    draw_photo_row(ui, flow, pictures.photo);
}

}  // namespace porchlight::intake
