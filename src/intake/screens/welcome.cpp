#include "intake/screens/screens.h"

#include <algorithm>
#include <optional>
#include <string>

namespace porchlight::intake {

namespace {

// Each in its own script and in two columns where they fit, for whoever cannot read the rest.
void draw_languages(Ui& ui, const Flow& flow) {
    const auto column = ui.column();
    const float gap = ui.metrics().space(16);
    const bool two = column.width >= ui.metrics().type(560);
    const float width = two ? (column.width - gap) / 2 : column.width;
    ui.titled_group("languages", ui.say(Message::welcome_languages));
    float top = ui.y(), height = 0;
    std::size_t drawn = 0;
    for (std::size_t i = 0; i < kLanguageCount; ++i) {
        if (!flow.offers(i))
            continue;
        const auto id = "start-" + std::string(kLanguages[i].tag);
        const bool here = i == ui.language();
        const ButtonSpec spec{.id = id,
                              .label = kLanguages[i].own_name,
                              .icon = here ? std::optional(Icon::check) : std::nullopt,
                              .lang = kLanguages[i].tag,
                              .group = "languages"};
        const bool second = two && drawn++ % 2 == 1;
        ui.move_to(top);
        auto area = ui.at_start(second ? width + gap : 0, width, ui.button_height(spec, width));
        ui.button(spec, area);
        height = std::max(height, area.height);
        if (second || !two) {
            top += height + gap;
            height = 0;
        }
    }
    ui.move_to(height > 0 ? top + height + gap : top);
}

}  // namespace

void draw_welcome(Ui& ui, const Flow& flow, Foot& foot) {
    ui.question("question", ui.say(Message::welcome_question));
    ui.skip(24);
    ui.paragraph("lead", ui.say(Message::welcome_lead));
    ui.skip(24);
    const auto promise = flow.manifest() != nullptr ? text_of(ui, flow.manifest()->promise) : std::string();
    ui.note("promise", Icon::lock, promise.empty() ? ui.say(Message::welcome_kept) : promise);
    ui.skip(40);
    draw_languages(ui, flow);
    foot.onward = {.id = "start",
                   .label = ui.say(Message::button_start),
                   .look = ButtonLook::kPrimary,
                   .icon = Icon::forward,
                   .icon_after = true};
}

void draw_kept(Ui& ui, const Flow& flow, Foot& foot) {
    ask(foot, ui);
    ui.question("question", ui.say(Message::kept_question));
    ui.skip(40);
    draw_problem(ui, flow);
    const auto say = [&](std::string_view id, Icon icon, Message message) {
        ui.entry(id, icon, ui.say(message), 30, ui.theme().ink);
        ui.skip(32);
    };
    say("kept", Icon::lock, Message::welcome_kept);
    say("printed", Icon::hand, Message::welcome_printed);
    say("never", Icon::check, Message::welcome_never);
    say("why", Icon::lamp, Message::kept_why);
}

void draw_done(Ui& ui, const Flow&, Foot& foot) {
    const float size = ui.metrics().type(120);
    const auto mark = ui.at_start(0, size, size);
    ui.painter().icon(Icon::card, mark.x, mark.y, size, ui.theme().good, 1.6F);
    ui.move_to(mark.bottom());
    ui.skip(24);
    ui.question("question", ui.say(Message::done_question));
    ui.skip(24);
    ui.paragraph("lead", ui.say(Message::done_lead));
    ui.skip(32);
    ui.note("kept", Icon::lock, ui.say(Message::done_kept));
    foot.onward = {.id = "done",
                   .label = ui.say(Message::done_button),
                   .look = ButtonLook::kPrimary,
                   .icon = Icon::check,
                   .icon_after = true};
}

}  // namespace porchlight::intake
