// What a screen is written with: each widget draws itself, adds its node to the semantic tree, and moves down.
// Widgets know no step and change nothing: what is clicked comes back by id, through the page, into the flow.
//
// One thread, within one ImGui frame. Units: device pixels in here; the tree gets CSS pixels.
#pragma once

#include "intake/flow/say.h"
#include "intake/semantics/tree.h"
#include "intake/widgets/painter.h"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace porchlight::intake {

// Where keyboard and pointer are, as the page's elements have it. Offsets are bytes of the field's text.
struct Attention {
    std::string focus, hover, pressed;
    bool is_focus_visible = false;
    std::size_t selection_from = 0, selection_to = 0;  // caret at `to`
    std::size_t composing_from = 0, composing_to = 0;  // underlined while an input method composes
};

enum class ButtonLook : std::uint8_t { kPrimary, kPlain, kQuiet, kDanger };

struct ButtonSpec {
    std::string_view id;
    std::string_view label;
    ButtonLook look = ButtonLook::kPlain;
    std::optional<Icon> icon = {};
    std::string_view name = {};  // where it says more than the label; begins with the label
    bool icon_after = false;
    bool disabled = false;
    std::string_view lang = {};  // of the label, where it is not the page's
    std::string_view group = {};
    std::optional<bool> pressed = {};  // of one that stays pressed
};

struct CheckboxSpec {
    std::string_view id;
    std::string_view group = {};
    std::string_view label;
    std::string_view hint = {};  // a line below it
    bool checked = false;
    bool disabled = false;
};

struct FieldSpec {
    std::string_view id;
    std::string_view label;
    std::string_view value;
    std::string_view description = {};  // ids
    bool invalid = false;
    bool numeric = false;
    bool is_name = false;  // words in it begin with a capital
    std::string_view group = {};
};

class Ui {
public:
    Ui(Painter& painter, Tree& tree, const Metrics& metrics, const Theme& theme, const Attention& attention,
       std::size_t language);

    Painter& painter() { return m_painter; }
    const Metrics& metrics() const { return m_metrics; }
    const Theme& theme() const { return m_theme; }
    std::size_t language() const { return m_language; }
    std::string_view say(Message message) const { return intake::say(m_language, message); }
    std::string say(Message message, std::initializer_list<Filling> fillings) const {
        return intake::say(m_language, message, fillings);
    }

    // Begins a region: its column, from which widgets go down, and how far it is scrolled.
    void begin(Region region, const Area& column, float scrolled);
    Area column() const { return m_column; }
    float y() const { return m_y; }
    void skip(float design_units) { m_y += m_metrics.space(design_units); }
    void move_to(float y_px) { m_y = y_px; }
    // Narrows the column; the column before comes back with set_column().
    void set_column(const Area& column) { m_column = column; }
    // An area of this width at the column's start in the reading direction, at this height.
    Area at_start(float offset, float width, float height) const;

    TextLook look(float design_size, int weight, ImU32 color) const;

    // --- words
    void question(std::string_view id, std::string_view text);
    void paragraph(std::string_view id, std::string_view text, float size = 30, std::optional<ImU32> color = {});
    // One sentence with a mark before it: what happens to the answer.
    void note(std::string_view id, Icon icon, std::string_view text);
    // One entry of a list, with a mark before it.
    void entry(std::string_view id, Icon icon, std::string_view text, float size, ImU32 color);
    void status(std::string_view id, Icon icon, std::string_view text);
    void error_box(std::string_view text);
    void words(std::string_view name, std::span<const std::string> words);
    void progress(std::string_view name, float part);

    // --- controls
    void field(const FieldSpec& spec, float width);
    void radio(std::string_view id, std::string_view group, std::string_view label, bool checked);
    void checkbox(const CheckboxSpec& spec);
    // Radios and checkboxes stand in one; a titled group shows its name. description: ids, as of a field.
    void group(std::string_view id, std::string_view name, Role role = Role::kRadioGroup,
               std::string_view description = {}, bool invalid = false);
    void titled_group(std::string_view id, std::string_view name);
    void button(const ButtonSpec& spec, const Area& area);
    // As wide as its words ask for, at the column's start; moves down.
    void button_row(std::initializer_list<ButtonSpec> specs);
    float button_width(const ButtonSpec& spec);
    float button_height(const ButtonSpec& spec, float width);

    // Adds a node where something was drawn; interactive ones become ImGui items too, for the cross-check.
    void node(Node node, const Area& area);
    bool is_focused(std::string_view id) const { return m_attention.focus == id; }
    bool shows_ring(std::string_view id) const { return is_focused(id) && m_attention.is_focus_visible; }
    bool is_hovered(std::string_view id) const { return m_attention.hover == id; }
    bool is_pressed(std::string_view id) const { return m_attention.pressed == id; }

private:
    void field_text(const FieldSpec& spec, const Area& box);

    Painter& m_painter;
    Tree& m_tree;
    const Metrics& m_metrics;
    const Theme& m_theme;
    const Attention& m_attention;
    std::size_t m_language;
    Region m_region = Region::kMain;
    Area m_column;
    float m_y = 0, m_scrolled = 0;
};

}  // namespace porchlight::intake
