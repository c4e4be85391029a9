#include "intake/flow/answers.h"
#include "intake/screens/screens.h"

#include <algorithm>
#include <string>

namespace porchlight::intake {
namespace {

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

// Term, value and a way to change it; the term's mark says what happens to the answer.
void draw_row(Ui& ui, const Row& row) {
    const auto& metrics = ui.metrics();
    const auto small = ui.look(24, 600, ui.theme().ink_soft);
    const auto big = ui.look(34, 600, ui.theme().ink);
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
    told.name = std::string(ui.say(row.term)) + ": " + row.value;
    ui.node(std::move(told), {ui.at_start(0, width, 0).x, top, width, height});
    change_button(ui, row, top, height);
    ui.painter().fill({ui.column().x, top + height, ui.column().width, std::max(1.0F, metrics.space(2))},
                      ui.theme().line);
    ui.move_to(top + height + metrics.space(2));
}

std::string gender_text(Ui& ui, const Draft& draft) {
    return draft.gender() == Gender::kNone ? std::string(ui.say(Message::review_not_printed))
                                           : std::string(draft.printed_gender());
}

void draw_rows(Ui& ui, const Flow& flow) {
    const auto name = checked_name(flow.draft());
    const auto born = checked_birth_date(flow.draft(), flow.today());
    draw_row(ui, {"review-name", "change-name", Message::step_name, Message::review_change_name,
                  name ? *name : std::string(flow.draft().text(Field::kName)), Icon::lock});
    draw_row(ui, {"review-date", "change-date", Message::step_date, Message::review_change_date,
                  born ? say_date(ui.language(), *born) : std::string(), Icon::lock});
    draw_row(ui, {"review-gender", "change-gender", Message::step_gender, Message::review_change_gender,
                  gender_text(ui, flow.draft()), Icon::hand});
}

void draw_photo_row(Ui& ui, const Flow& flow, ImTextureID photo) {
    ui.skip(24);
    const auto frame = ui.at_start(0, ui.metrics().space(200), ui.metrics().space(256));
    draw_photo_frame(ui, frame, photo, !flow.draft().photo().empty(), false, Message::photo_taken);
    const float mark = ui.metrics().type(26), beside = frame.width + ui.metrics().space(24);
    const auto small = ui.look(24, 600, ui.theme().ink_soft);
    const float width = std::max(1.0F, ui.column().width - beside - mark - ui.metrics().space(180));
    ui.painter().icon(Icon::hand, ui.at_start(beside, mark, mark).x, frame.y + ui.metrics().type(3), mark,
                      ui.theme().primary);
    const auto term = ui.at_start(beside + mark + ui.metrics().space(12), width, 0);
    Node told;
    told.id = "review-photo";
    told.name = ui.say(Message::step_photo);
    const float height = ui.painter().text(term.x, frame.y, told.name, small, width);
    ui.node(std::move(told), {term.x, frame.y, width, height});
    change_button(ui, {"", "change-photo", Message::step_photo, Message::review_change_photo, "", Icon::hand}, frame.y,
                  frame.height);
    ui.move_to(frame.bottom());
}

}  // namespace

void draw_review(Ui& ui, const Flow& flow, Foot& foot, ImTextureID photo) {
    foot.back = {.id = "back", .label = ui.say(Message::button_back), .icon = Icon::back};
    foot.onward = {.id = "ready",
                   .label = ui.say(Message::review_ready),
                   .look = ButtonLook::kPrimary,
                   .icon = Icon::forward,
                   .icon_after = true};
    ui.question("question", ui.say(Message::review_question));
    ui.skip(16);
    ui.note("kept", Icon::lock, ui.say(Message::review_hint));
    ui.skip(24);
    draw_problem(ui, flow);
    draw_rows(ui, flow);
    draw_photo_row(ui, flow, photo);
}

}  // namespace porchlight::intake
