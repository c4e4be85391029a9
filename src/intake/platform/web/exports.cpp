// What the page's JavaScript calls. Texts and bytes are put into intake_buffer() first; sizes and offsets in it are
// bytes, offsets in a field's text are UTF-16 units, as JavaScript counts. Values of enums are those of the C++ side.
#include "intake/platform/web/app.h"
#include "intake/platform/web/host.h"
#include "protocol/card_request.h"
#include "text/utf.h"

#include <emscripten/emscripten.h>

#include <algorithm>
#include <optional>

namespace porchlight::intake {
namespace {

// A call from outside: the time before it, frame and timer after it.
struct Call {
    Call() { app().begin(); }
    ~Call() { app().end(); }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
};

std::optional<Field> field_of(std::string_view id) {
    constexpr std::pair<std::string_view, Field> kFields[] = {{"name", Field::kName},
                                                              {"day", Field::kDay},
                                                              {"month", Field::kMonth},
                                                              {"year", Field::kYear},
                                                              {"own-gender", Field::kOwnGender},
                                                              {"emergency", Field::kEmergency},
                                                              {"note", Field::kNote},
                                                              {"librarian", Field::kLibrarian},
                                                              {"code", Field::kCode}};
    for (const auto& [name, field] : kFields)
        if (name == id)
            return field;
    return std::nullopt;
}

std::string_view text_of(std::string_view id) {
    const auto field = field_of(id);
    return field ? app().flow().draft().text(*field) : std::string_view();
}

void select(std::string_view id, unsigned from, unsigned to) {
    const auto text = text_of(id);
    app().page().attention().selection_from = text::byte_of_utf16(text, from);
    app().page().attention().selection_to = text::byte_of_utf16(text, to);
}

byte_view given_bytes(std::size_t from, std::size_t to) { return as_bytes(app().given(from, to)); }

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint8_t* intake_buffer(std::size_t size) { return app().buffer(size).data(); }

EMSCRIPTEN_KEEPALIVE void intake_resize(int width_px, int height_px, double ratio) {
    {
        const Call call;
        app().page().resize(width_px, height_px, static_cast<float>(ratio));
    }
    app().lay_out();
}

// Path, then the file. 0: not a font that this page can use.
EMSCRIPTEN_KEEPALIVE int intake_font(std::size_t path_size, std::size_t size) {
    const Call call;
    auto& fonts = app().page().fonts();
    const auto path = app().given(0, path_size);
    const auto file = given_bytes(path_size, size);
    const auto taken = path == text::kFontIndexPath ? fonts.load_index(file) : fonts.add_font(path, file);
    return taken ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void intake_manifest(std::size_t size) {
    const Call call;
    app().flow().manifest_came(app().given(0, size));
}

EMSCRIPTEN_KEEPALIVE void intake_event(std::size_t size) {
    const Call call;
    app().flow().bridge_said(app().given(0, size));
}

EMSCRIPTEN_KEEPALIVE void intake_bridge_lost() {
    const Call call;
    app().flow().bridge_lost();
}

EMSCRIPTEN_KEEPALIVE void intake_request_answer(int status, std::size_t size) {
    const Call call;
    app().flow().issuance_answered(status, app().given(0, size));
}

EMSCRIPTEN_KEEPALIVE void intake_preview_answer(int status, std::size_t size) {
    const Call call;
    app().flow().preview_answered(status, given_bytes(0, size));
    app().page().card_changed();
}

EMSCRIPTEN_KEEPALIVE void intake_cancel_answer(int status, std::size_t size) {
    const Call call;
    app().flow().cancel_answered(status, app().given(0, size));
}

EMSCRIPTEN_KEEPALIVE void intake_tray_answer(int status, std::size_t size) {
    const Call call;
    app().flow().tray_answered(status, app().given(0, size));
}

EMSCRIPTEN_KEEPALIVE void intake_code_answer(int status, std::size_t size) {
    const Call call;
    app().flow().code_answered(status, app().given(0, size));
}

EMSCRIPTEN_KEEPALIVE void intake_activate(std::size_t size) {
    {
        const Call call;
        app().flow().activate(app().given(0, size));
    }
    app().lay_out();
}

// Id of the field, then its whole text.
EMSCRIPTEN_KEEPALIVE void intake_type(std::size_t id_size, std::size_t size, unsigned from, unsigned to) {
    const Call call;
    const auto id = app().given(0, id_size);
    if (const auto field = field_of(id))
        app().flow().type(*field, app().given(id_size, size));
    select(id, from, to);
}

EMSCRIPTEN_KEEPALIVE void intake_select(std::size_t id_size, unsigned from, unsigned to) {
    const Call call;
    select(app().given(0, id_size), from, to);
}

// What an input method is composing in the field; from = to: nothing.
EMSCRIPTEN_KEEPALIVE void intake_compose(std::size_t id_size, unsigned from, unsigned to) {
    const Call call;
    const auto text = text_of(app().given(0, id_size));
    app().page().attention().composing_from = text::byte_of_utf16(text, from);
    app().page().attention().composing_to = text::byte_of_utf16(text, to);
}

EMSCRIPTEN_KEEPALIVE void intake_focus(std::size_t id_size, int is_visible) {
    const Call call;
    app().page().attention().focus = app().given(0, id_size);
    app().page().attention().is_focus_visible = is_visible != 0;
}

// The on-screen keyboard, for this field; none: hidden.
EMSCRIPTEN_KEEPALIVE void intake_keyboard(std::size_t id_size) {
    const Call call;
    app().flow().sign_of_life();
    app().page().open_keyboard(std::string(app().given(0, id_size)));
}

// A press of one of its keys; what it asks of the field comes by host_edit().
EMSCRIPTEN_KEEPALIVE void intake_key(std::size_t id_size) {
    const Call call;
    app().flow().sign_of_life();
    const auto edit = app().page().press_key(std::string(app().given(0, id_size)));
    host_edit(static_cast<int>(edit.kind), edit.text.data(), edit.text.size());
}

// A long press on a letter; 0: it has no accents.
EMSCRIPTEN_KEEPALIVE int intake_hold_key(std::size_t id_size) {
    const Call call;
    app().flow().sign_of_life();
    return app().page().hold_key(std::string(app().given(0, id_size))) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void intake_hover(std::size_t id_size) {
    const Call call;
    app().page().attention().hover = app().given(0, id_size);
}

EMSCRIPTEN_KEEPALIVE void intake_press(std::size_t id_size) {
    const Call call;
    app().page().attention().pressed = app().given(0, id_size);
}

EMSCRIPTEN_KEEPALIVE unsigned intake_offset_at(std::size_t id_size, double x_css) {
    const auto id = app().given(0, id_size);
    const auto byte = app().page().offset_at(id, static_cast<float>(x_css));
    return static_cast<unsigned>(text::utf16_of_byte(text_of(id), byte));
}

EMSCRIPTEN_KEEPALIVE void intake_scroll(int is_dialog, double css) {
    const Call call;
    if (is_dialog != 0)
        app().page().scroll_dialog(static_cast<float>(css));
    else
        app().page().scroll_main(static_cast<float>(css));
}

EMSCRIPTEN_KEEPALIVE void intake_camera(int state) {
    const Call call;
    app().flow().camera_changed(static_cast<CameraState>(state));
}

// The buffer holds 300 x 384 pixels of RGBA: they become RGB in place.
EMSCRIPTEN_KEEPALIVE void intake_camera_frame() {
    const Call call;
    const auto rgba = app().buffer(protocol::kPhotoBytes / 3 * 4);
    for (std::size_t from = 0, to = 0; from < rgba.size(); from += 4, to += 3)
        std::copy_n(rgba.begin() + static_cast<std::ptrdiff_t>(from), 3,
                    rgba.begin() + static_cast<std::ptrdiff_t>(to));
    app().flow().camera_frame(rgba.first(protocol::kPhotoBytes));
    app().page().photo_changed();
}

EMSCRIPTEN_KEEPALIVE void intake_calm(int calm) {
    const Call call;
    app().flow().prefer_calm(calm != 0);
}

EMSCRIPTEN_KEEPALIVE void intake_sign_of_life() {
    const bool warned = app().flow().state().dialog == Dialog::kTimeout;
    app().begin();
    app().flow().sign_of_life();
    // Nothing to see unless a warning went away: no frame, only the timer.
    if (warned)
        app().end();
}

EMSCRIPTEN_KEEPALIVE void intake_tick() { const Call call; }

}  // extern "C"

}  // namespace porchlight::intake
