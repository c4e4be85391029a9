// The screens that ask: name, date of birth, gender.
#include "intake/screens/screens.h"

#include <algorithm>
#include <string>

namespace porchlight::intake {

void ask(Foot& foot, Ui& ui) {
    foot.back = {.id = "back", .label = ui.say(Message::button_back), .icon = Icon::back};
    foot.onward = {.id = "continue",
                   .label = ui.say(Message::button_continue),
                   .look = ButtonLook::kPrimary,
                   .icon = Icon::forward,
                   .icon_after = true};
}

void draw_question(Ui& ui, const Question& asked) {
    ui.question("question", asked.question);
    ui.skip(16);
    ui.paragraph("hint", asked.hint, 26, ui.theme().ink_soft);
    ui.skip(16);
    ui.note(asked.note_id, asked.icon, asked.note);
    ui.skip(32);
}

std::string text_of(const Ui& ui, const json& texts) { return protocol::text_in(texts, kLanguages[ui.language()].tag); }

std::string card_text(const Ui& ui, const Flow& flow, const protocol::CardClass& card_class) {
    const auto ages = age_text(ui, card_class);
    const auto expiry = protocol::expiry_of(card_class, flow.today());
    if (!expiry)
        return ui.say(Message::date_card_forever, {{"ages", ages}});
    return ui.say(Message::date_card, {{"ages", ages}, {"date", say_date(ui.language(), *expiry)}});
}

namespace {

void draw_date_part(Ui& ui, const Flow& flow, std::string_view part, float top, float& offset) {
    const bool year = part == "year";
    const auto field = part == "day" ? Field::kDay : part == "month" ? Field::kMonth : Field::kYear;
    const auto label = part == "day" ? Message::date_day : part == "month" ? Message::date_month : Message::date_year;
    const float wanted = std::max(ui.metrics().space(48) + ui.metrics().type(year ? 110 : 70),
                                  ui.painter().text_width(ui.say(label), ui.look(30, 600, 0)) + 2);
    const float width = std::min(wanted, ui.column().width);
    if (offset > 0 && offset + width > ui.column().width)
        offset = -1;
    if (offset < 0) {
        ui.skip(16);
        offset = 0;
    } else {
        ui.move_to(top);
    }
    const auto before = ui.column();
    const float x = ui.at_start(offset, width, 0).x;
    ui.set_column({x, before.y, width, before.height});
    ui.field({.id = part,
              .label = ui.say(label),
              .value = flow.draft().text(field),
              .description = "hint",
              .invalid = is_wrong(flow, field),
              .numeric = true,
              .group = "birth-date"},
             width);
    ui.set_column(before);
    offset += width + ui.metrics().space(24);
}

// A date as people write it, and what to type for it, in the order of the fields.
std::string date_hint(std::size_t language) {
    const auto day = *date::from_ymd(1990, 3, 12);
    const auto order = date_order(language);
    const auto first = order.find(' '), second = order.rfind(' ');
    const auto number = [&](std::string_view part) {
        return std::to_string(part == "day"     ? day.day()
                              : part == "month" ? day.month()
                                                : static_cast<unsigned>(day.year()));
    };
    return say(language, Message::date_hint,
               {{"date", say_date(language, day)},
                {"first", number(order.substr(0, first))},
                {"second", number(order.substr(first + 1, second - first - 1))},
                {"third", number(order.substr(second + 1))}});
}

}  // namespace

void draw_name(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    draw_question(ui, {ui.say(Message::name_question), ui.say(Message::name_hint), "kept", Icon::lock,
                       ui.say(Message::name_kept)});
    ui.skip(8);
    draw_problem(ui, flow);
    ui.field({.id = "name",
              .label = ui.say(Message::name_label),
              .value = flow.draft().text(Field::kName),
              .description = "hint kept",
              .invalid = is_wrong(flow, Field::kName),
              .is_name = true},
             ui.column().width);
}

void draw_birth_date(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    draw_question(
        ui, {ui.say(Message::date_question), date_hint(ui.language()), "kept", Icon::lock, ui.say(Message::date_kept)});
    ui.skip(8);
    draw_problem(ui, flow);
    ui.group("birth-date", ui.say(Message::date_question), Role::kGroup);
    std::string_view order = date_order(ui.language());
    float top = ui.y(), offset = 0;
    while (!order.empty()) {
        const auto part = order.substr(0, order.find(' '));
        draw_date_part(ui, flow, part, top, offset);
        order.remove_prefix(std::min(order.size(), part.size() + 1));
    }
    if (const auto* card_class = flow.card_class()) {
        ui.skip(32);
        ui.status("card", Icon::card, card_text(ui, flow, *card_class));
    }
}

void draw_gender(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    draw_question(ui, {ui.say(Message::gender_question), ui.say(Message::gender_hint), "printed", Icon::hand,
                       ui.say(Message::gender_printed)});
    draw_problem(ui, flow);
    struct Row {
        std::string_view id, label;
        Gender gender;
    };
    const Row rows[] = {{"gender-none", ui.say(Message::gender_none), Gender::kNone},
                        {"gender-f", "F", Gender::kF},
                        {"gender-m", "M", Gender::kM},
                        {"gender-x", "X", Gender::kX},
                        {"gender-own", ui.say(Message::gender_own), Gender::kOwn}};
    ui.group("gender", ui.say(Message::gender_question), Role::kRadioGroup, "hint printed");
    for (const auto& row : rows) {
        ui.radio(row.id, "gender", row.label, flow.draft().gender() == row.gender);
        ui.skip(16);
    }
    if (flow.draft().gender() != Gender::kOwn)
        return;
    ui.skip(8);
    ui.field({.id = "own-gender",
              .label = ui.say(Message::gender_own_label),
              .value = flow.draft().text(Field::kOwnGender),
              .description = "printed",
              .invalid = is_wrong(flow, Field::kOwnGender)},
             ui.column().width);
}

}  // namespace porchlight::intake
