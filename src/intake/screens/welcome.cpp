#include "intake/screens/screens.h"

namespace porchlight::intake {

void draw_welcome(Ui& ui, const Flow& flow, Foot& foot) {
    ui.question("question", ui.say(Message::welcome_question));
    ui.skip(24);
    ui.paragraph("lead", ui.say(Message::welcome_lead));
    ui.skip(40);
    ui.note("kept", Icon::lock, ui.say(Message::welcome_kept));
    ui.skip(24);
    ui.note("printed", Icon::hand, ui.say(Message::welcome_printed));
    ui.skip(24);
    ui.note("never", Icon::check, ui.say(Message::welcome_never));
    if (flow.state().is_bridge_gone || flow.state().printer) {
        ui.skip(24);
        draw_links(ui, flow);
    }
    foot.onward = {.id = "start",
                   .label = ui.say(Message::button_start),
                   .look = ButtonLook::kPrimary,
                   .icon = Icon::forward,
                   .icon_after = true};
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
