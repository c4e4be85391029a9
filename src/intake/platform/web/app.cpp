#include "intake/platform/web/app.h"

#include "base/secret_bytes.h"
#include "intake/platform/web/host.h"

#include <emscripten/emscripten.h>
#include <emscripten/html5.h>

namespace porchlight::intake {
namespace {

milliseconds now() { return milliseconds(static_cast<long long>(emscripten_get_now())); }

}  // namespace

void WebOutside::send_card_request(byte_view request, protocol::Again again) {
    const auto why = protocol::code(again);
    host_request(request.data(), request.size(), why.data(), why.size());
}
void WebOutside::send_preview(byte_view request) { host_preview(request.data(), request.size()); }
void WebOutside::send_cancel() { host_cancel(); }
void WebOutside::send_turned() { host_turned(); }
void WebOutside::send_found(Found found) { host_found(code(found).data(), code(found).size()); }
void WebOutside::send_code(std::string_view librarian, std::string_view code) {
    host_code(librarian.data(), librarian.size(), code.data(), code.size());
}
void WebOutside::fetch_manifest() { host_manifest(); }
void WebOutside::set_camera(bool on) { host_camera(on ? 1 : 0); }

App::App(const date& today, std::size_t language) : m_flow(m_outside, today, language), m_page(m_flow, m_screen) {
    m_page.on_font_needed = [](const std::string& path) { host_font(path.data(), path.size()); };
    m_page.on_change = [](const Tree& tree) {
        auto json = to_json(tree);
        host_tree(json.data(), json.size());
        wipe(json);
    };
}

bool App::open() { return m_screen.open(); }

byte_span App::buffer(std::size_t size) {
    m_buffer.resize(std::max(size, m_buffer.size()));
    m_given = size;
    return byte_span(m_buffer).first(size);
}

std::string_view App::given(std::size_t from, std::size_t to) const {
    const auto end = std::min(to, m_given);
    return as_text(byte_view(m_buffer).subspan(std::min(from, end), end - std::min(from, end)));
}

void App::begin() {
    if (!m_is_over)
        m_flow.tick(now());
}

void App::end() {
    wipe(byte_span(m_buffer).first(m_given));
    m_given = 0;
    if (m_is_over)
        return;
    if (m_flow.state().step == Step::kGone)
        return leave();
    wake();
    const auto next = m_flow.next_tick();
    host_timer(next ? static_cast<double>((*next - now()).count()) : -1.0);
}

// One frame for whatever happens before it; two would show the same.
void App::wake() {
    m_is_laid_out = false;
    if (m_is_awake)
        return;
    m_is_awake = true;
    m_frame_request = emscripten_request_animation_frame(&App::draw_frame, this);
}

void App::lay_out() {
    if (m_is_over)
        return;
    m_page.set_time(emscripten_get_now());
    // Before, not after: what the mirror says meanwhile, that the focus has moved for one, is for another frame.
    m_is_laid_out = true;
    m_page.lay_out();
}

bool App::draw_frame(double /*time*/, void* app) {
    auto* self = static_cast<App*>(app);
    self->m_is_awake = false;
    if (!self->m_is_laid_out)
        self->lay_out();
    self->m_page.draw();
    if (self->m_page.is_moving())
        self->wake();
    return false;
}

// Nothing of the session is left in here when the page is told to go: a last, empty frame is drawn first.
void App::leave() {
    m_is_over = true;
    if (m_is_awake)
        emscripten_cancel_animation_frame(static_cast<int>(m_frame_request));
    m_page.wipe();
    m_page.frame();
    wipe(m_buffer);
    host_timer(-1.0);
    host_leave();
}

}  // namespace porchlight::intake
