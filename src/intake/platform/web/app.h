// The program in the browser: flow, page and canvas, and when a frame is drawn: once after something happened,
// and never while nothing does.
//
// One thread: that of the page. The functions that JavaScript calls are in exports.cpp.
#pragma once

#include "intake/flow/flow.h"
#include "intake/platform/web/gl_screen.h"
#include "intake/screens/page.h"

#include <algorithm>
#include <string_view>

namespace porchlight::intake {

// Requests go out through the page's JavaScript; leaving is done by App, when the flow has returned.
class WebOutside : public Outside {
public:
    void send_card_request(byte_view request, protocol::Again again) override;
    void send_preview(byte_view request) override;
    void send_cancel() override;
    void send_turned() override;
    void send_found(Found found) override;
    void send_code(std::string_view librarian, std::string_view code) override;
    void fetch_manifest() override;
    void set_camera(bool on) override;
    void leave() override {}
};

class App {
public:
    App(const date& today, std::size_t language);

    // False: no WebGL 2.
    bool open();
    Flow& flow() { return m_flow; }
    Page& page() { return m_page; }
    // Room for what JavaScript hands over; wiped by taken().
    byte_span buffer(std::size_t size);
    std::string_view given(std::size_t from, std::size_t to) const;

    // Before and after every call from outside: tells the time; draws, sets the timer, or leaves.
    void begin();
    void end();
    // What was just done is in the mirror at once, however late the GPU is; the canvas has it with the next frame.
    void lay_out();

private:
    void wake();
    void leave();
    static bool draw_frame(double time, void* app);

    WebOutside m_outside;
    Flow m_flow;
    GlScreen m_screen;
    Page m_page;
    bytes m_buffer;
    std::size_t m_given = 0;
    long m_frame_request = 0;
    bool m_is_awake = false, m_is_laid_out = false, m_is_over = false;
};

// The one application of this page.
App& app();

}  // namespace porchlight::intake
