#include "intake/screens/screens.h"

#include "protocol/card_request.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace porchlight::intake {
namespace {

constexpr float kPhotoRatio =
    static_cast<float>(protocol::kPhotoHeight_px) / static_cast<float>(protocol::kPhotoWidth_px);

void draw_photo_buttons(Ui& ui, const State& state) {
    const ButtonSpec help{
        .id = "photo-help", .label = ui.say(Message::photo_help), .pressed = state.is_photo_help_open};
    if (state.countdown > 0)
        return ui.button_row({{.id = "photo-now",
                               .label = ui.say(Message::photo_now),
                               .look = ButtonLook::kPrimary,
                               .icon = Icon::camera}});
    switch (state.camera) {
        case CameraState::kOff:
            return ui.button_row(
                {{.id = "photo-again", .label = ui.say(Message::photo_again), .icon = Icon::camera}, help});
        case CameraState::kRefused:
        case CameraState::kMissing:
        case CameraState::kStopped:
            return ui.button_row({{.id = "camera-again",
                                   .label = ui.say(Message::button_again),
                                   .look = ButtonLook::kPrimary,
                                   .icon = Icon::camera},
                                  help});
        default: break;
    }
    ui.button_row({{.id = "photo-take",
                    .label = ui.say(Message::photo_take),
                    .look = ButtonLook::kPrimary,
                    .icon = Icon::camera,
                    .disabled = state.camera == CameraState::kStarting},
                   help});
}

// Where a head should be: light inside dark, seen on every picture.
void draw_guide(Ui& ui, const Area& frame) {
    const ImVec2 middle{frame.x + frame.width / 2, frame.y + frame.height * 0.44F};
    const float across = frame.width * 0.29F, along = frame.height * 0.31F, line = ui.metrics().space(4);
    auto& list = ui.painter().list();
    list.AddEllipse(middle, across, along, IM_COL32(0, 0, 0, 150), 0, 0, line * 2.5F);
    list.AddEllipse(middle, across, along, IM_COL32(255, 255, 255, 230), 0, 0, line);
}

// One lamp a second, at the top, where the camera is; the number is said below.
void draw_countdown(Ui& ui, const Area& frame, int seconds) {
    const float radius = ui.metrics().space(14);
    for (int i = 0; i < seconds; ++i) {
        const ImVec2 at{
            frame.x + frame.width / 2 + radius * 3 * (static_cast<float>(i) - static_cast<float>(seconds - 1) / 2),
            frame.y + radius * 2};
        ui.painter().list().AddCircleFilled(at, radius + 2, IM_COL32(0, 0, 0, 150));
        ui.painter().list().AddCircleFilled(at, radius, ui.theme().lamp);
    }
}

void draw_camera_status(Ui& ui, const State& state, bool taken) {
    const auto tell = [&](Icon icon, std::string_view text) {
        ui.status("camera-status", icon, text);
        ui.skip(16);
    };
    if (state.countdown > 0)
        tell(Icon::clock, ui.say(Message::photo_count,
                                 {{"seconds", say_number(ui.language(), static_cast<unsigned>(state.countdown))}}));
    else if (state.camera == CameraState::kStarting)
        tell(Icon::camera, ui.say(Message::photo_starting));
    else if (taken)
        tell(Icon::check, ui.say(Message::photo_is_taken));
}

void draw_help(Ui& ui) {
    ui.skip(24);
    for (const auto& [id, icon, text] :
         {std::tuple{"help-look", Icon::hand, Message::photo_help_look},
          std::tuple{"help-press", Icon::clock, Message::photo_help_press},
          std::tuple{"help-librarian", Icon::librarian, Message::photo_help_librarian}}) {
        ui.entry(id, icon, ui.say(text), 28, ui.theme().ink);
        ui.skip(16);
    }
}

}  // namespace

void draw_photo_frame(Ui& ui, const Area& area, ImTextureID photo, bool has_photo, bool mirrored, Message name) {
    const float corner = ui.metrics().space(12);
    ui.painter().fill(area, ui.theme().hover, corner);
    if (has_photo)
        ui.painter().list().AddImageRounded(photo, {area.x, area.y}, {area.right(), area.bottom()},
                                            {mirrored ? 1.0F : 0.0F, 0}, {mirrored ? 0.0F : 1.0F, 1}, IM_COL32_WHITE,
                                            corner);
    else
        ui.painter().icon(Icon::librarian, area.x + area.width * 0.3F, area.y + area.height * 0.34F, area.width * 0.4F,
                          ui.theme().ink_soft, 1.4F);
    ui.painter().outline(area, ui.theme().border, ui.metrics().space(2), corner);
    Node told;
    told.id = "photo";
    told.role = Role::kImage;
    told.name = ui.say(name);
    ui.node(std::move(told), area);
}

void draw_photo(Ui& ui, const Flow& flow, Foot& foot, ImTextureID photo) {
    const auto camera = flow.state().camera;
    const bool has = !flow.draft().photo().empty();
    const bool taken = has && camera == CameraState::kOff;
    ask(foot, ui);
    if (!taken)
        foot.onward->look = ButtonLook::kPlain;
    draw_question(ui, {ui.say(taken ? Message::photo_question_taken : Message::photo_question),
                       ui.say(Message::photo_hint), "printed", Icon::hand, ui.say(Message::photo_printed)});
    draw_problem(ui, flow);
    const auto& metrics = ui.metrics();
    const float room = std::max(metrics.space(300), metrics.height() - metrics.space(900));
    const float width = std::min({ui.column().width, metrics.space(480), room / kPhotoRatio});
    const auto frame = ui.at_start(0, width, width * kPhotoRatio);
    draw_photo_frame(ui, frame, photo, has, !taken, taken ? Message::photo_taken : Message::photo_live);
    ui.move_to(frame.bottom());
    ui.skip(24);
    if (camera == CameraState::kLive)
        draw_guide(ui, frame);
    draw_countdown(ui, frame, flow.state().countdown);
    draw_camera_status(ui, flow.state(), taken);
    draw_photo_buttons(ui, flow.state());
    if (flow.state().is_photo_help_open)
        draw_help(ui);
}

}  // namespace porchlight::intake
