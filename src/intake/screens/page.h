// The page: draws the flow's state as a frame, and gives out the semantic tree of what it drew.
//
// Why a class of its own: it owns what a frame needs (fonts, glyphs, ImGui) and what is of the screen and not of
// the application (focus, pointer, scrolling). It never changes the flow.
//
// One thread. Units: device pixels, but CSS pixels where said.
#pragma once

#include "intake/flow/flow.h"
#include "intake/platform/screen.h"
#include "intake/screens/screens.h"
#include "intake/semantics/tree.h"
#include "intake/widgets/keyboard.h"
#include "intake/widgets/ui.h"

#include <functional>
#include <memory>
#include <set>
#include <string>

struct ImGuiContext;

namespace porchlight::intake {

class Page {
public:
    Page(const Flow& flow, Screen& screen);
    ~Page();
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;

    // Called during lay_out() with the path of a font that is needed and was not asked for before.
    std::function<void(const std::string& path)> on_font_needed;
    // Called at the end of lay_out() when the tree is another than before.
    std::function<void(const Tree& tree)> on_change;

    text::FontSet& fonts() { return m_fonts; }
    // For tests of looks, as Painter::watch().
    void watch(std::vector<TextRun>* runs) { m_painter.watch(runs); }
    Attention& attention() { return m_attention; }
    void resize(int width_px, int height_px, float ratio);
    void scroll_main(float css) { m_main_scroll = css; }
    void scroll_dialog(float css) { m_dialog_scroll = css; }
    void photo_changed() { m_is_photo_new = true; }
    void card_changed() { m_is_card_new = true; }

    // The on-screen keyboard, for a text field of the present screen; another id, or none, hides it.
    void open_keyboard(std::string_view field);
    // What a key of it asks of the field; nothing where the id is no key's.
    Edit press_key(std::string_view id);
    // A long press; false: nothing is behind this key.
    bool hold_key(std::string_view id) { return m_keyboard.hold(id); }

    // The time of the frame that comes next (milliseconds of any clock): what moves softly moves by it. Without it, and
    // where nothing is to move, all is at its place at once.
    void set_time(double now_ms) { m_now_ms = now_ms; }
    // Does the next frame show something else by itself?
    bool is_moving() const { return m_is_moving; }

    // What is to be seen now, and its tree.
    void lay_out();
    // What was laid out last, on the screen.
    void draw();
    void frame() {
        lay_out();
        draw();
    }
    // The caret nearest to a point of a field (CSS pixels from the field's left edge), in bytes of its text.
    std::size_t offset_at(std::string_view field, float x_css);
    const Tree& tree() const { return m_tree; }
    // Wipes glyphs, layouts, tree and photo: nothing of a session is left in here.
    void wipe();

private:
    void build(Tree& tree);
    void begin_frame();
    void describe(Frame& frame) const;
    void draw_page(Ui& ui, Tree& tree);
    Foot draw_main(Ui& ui, Tree& tree, const Area& window, bool foot_in_flow);
    void draw_head(Ui& ui);
    void brighten(float part);
    void draw_bar(Ui& ui, const Area& bar);
    void draw_mark(Ui& ui, const Area& bar, float room);
    void draw_step_line(Ui& ui);
    void draw_step(Ui& ui, Foot& foot);
    Area draw_foot(Ui& ui, const Foot& foot, bool in_flow);
    void draw_keyboard_opener(Ui& ui, const Tree& tree);
    void draw_keys(Ui& ui, Tree& tree);
    std::string_view before_caret(const Tree& tree) const;
    void draw_dialog_panel(Ui& ui, Tree& tree);
    void upload();
    std::string title() const;

    const Flow& m_flow;
    Screen& m_screen;
    ImGuiContext* m_imgui;
    text::FontSet m_fonts;
    Painter m_painter;
    Attention m_attention;
    Metrics m_metrics;
    Tree m_tree;
    float m_ratio = 1;
    float m_main_scroll = 0, m_dialog_scroll = 0;  // CSS pixels
    // As measured by the last build; m_head_space is what lowers the content of a standing screen.
    float m_main_height = 0, m_dialog_height = 0, m_foot_height = 0, m_keyboard_height = 0, m_head_space = 0;
    Keyboard m_keyboard;
    std::set<std::string> m_asked_fonts;
    bool m_is_photo_new = false, m_is_card_new = false;
    ImU32 m_paper = 0;
    double m_now_ms = 0, m_drawn_ms = 0;
    float m_glow = 0;  // of the lamp, as it is now
    bool m_is_moving = false;
};

}  // namespace porchlight::intake
