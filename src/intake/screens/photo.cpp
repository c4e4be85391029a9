#include "intake/screens/screens.h"

#include "protocol/card_request.h"

#include <algorithm>

namespace porchlight::intake {
namespace {

constexpr float kPhotoRatio =
    static_cast<float>(protocol::kPhotoHeight_px) / static_cast<float>(protocol::kPhotoWidth_px);

void draw_photo_buttons(Ui& ui, CameraState camera) {
    switch (camera) {
        case CameraState::kOff:
            ui.button_row({{.id = "photo-again", .label = ui.say(Message::photo_again), .icon = Icon::camera}});
            break;
        case CameraState::kRefused:
        case CameraState::kMissing:
        case CameraState::kStopped:
            ui.button_row({{.id = "camera-again",
                            .label = ui.say(Message::button_again),
                            .look = ButtonLook::kPrimary,
                            .icon = Icon::camera}});
            break;
        default:
            ui.button_row({{.id = "photo-take",
                            .label = ui.say(Message::photo_take),
                            .look = ButtonLook::kPrimary,
                            .icon = Icon::camera,
                            .disabled = camera == CameraState::kStarting}});
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
    foot.back = {.id = "back", .label = ui.say(Message::button_back), .icon = Icon::back};
    foot.onward = {.id = "continue",
                   .label = ui.say(Message::button_continue),
                   .look = taken ? ButtonLook::kPrimary : ButtonLook::kPlain,
                   .icon = Icon::forward,
                   .icon_after = true};
    ui.question("question", ui.say(taken ? Message::photo_question_taken : Message::photo_question));
    ui.skip(16);
    ui.paragraph("hint", ui.say(Message::photo_hint), 26, ui.theme().ink_soft);
    ui.skip(16);
    ui.note("printed", Icon::hand, ui.say(Message::photo_printed));
    ui.skip(32);
    draw_problem(ui, flow);
    const auto& metrics = ui.metrics();
    const float room = std::max(metrics.space(300), metrics.height() - metrics.space(900));
    const float width = std::min({ui.column().width, metrics.space(480), room / kPhotoRatio});
    const auto frame = ui.at_start(0, width, width * kPhotoRatio);
    draw_photo_frame(ui, frame, photo, has, !taken, taken ? Message::photo_taken : Message::photo_live);
    ui.move_to(frame.bottom());
    ui.skip(24);
    if (camera == CameraState::kStarting) {
        ui.status("camera-status", Icon::camera, ui.say(Message::photo_starting));
        ui.skip(16);
    } else if (taken) {
        ui.status("camera-status", Icon::check, ui.say(Message::photo_is_taken));
        ui.skip(16);
    }
    draw_photo_buttons(ui, camera);
}

}  // namespace porchlight::intake
