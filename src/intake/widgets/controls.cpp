// Widgets that do something: buttons, text fields, radio rows.
#include "intake/widgets/ui.h"

#include <algorithm>

namespace porchlight::intake {
namespace {

struct ButtonColors {
    ImU32 ground, ink, border;
};

ButtonColors colors_of(ButtonLook look, const Theme& theme, bool hot) {
    switch (look) {
        case ButtonLook::kPrimary: return {hot ? theme.primary_hover : theme.primary, theme.on_primary, 0};
        case ButtonLook::kDanger: return {hot ? theme.ink : theme.wrong, theme.paper, 0};
        case ButtonLook::kPlain: return {hot ? theme.hover : theme.surface, theme.primary, theme.border};
        case ButtonLook::kQuiet: return {hot ? theme.hover : 0, theme.ink, 0};
    }
    return {};
}

constexpr float kButtonHeight = 96, kQuietHeight = 72, kFieldHeight = 88, kRowHeight = 80, kBetween = 16;

float pad_of(ButtonLook look) { return look == ButtonLook::kQuiet ? 16.0F : 36.0F; }
float type_of(ButtonLook look) { return look == ButtonLook::kQuiet ? 26.0F : 30.0F; }

}  // namespace

float Ui::button_width(const ButtonSpec& spec) {
    const auto words = look(type_of(spec.look), 600, 0);
    const float icon = spec.icon ? m_metrics.type(34) : 0;
    const float gap = spec.icon && !spec.label.empty() ? m_metrics.space(12) : 0;
    const float label = spec.label.empty() ? 0 : m_painter.text_width(spec.label, words) + 1;
    const float least = spec.look == ButtonLook::kQuiet ? kQuietHeight : 180;
    return std::max(m_metrics.space(least), label + icon + gap + 2 * m_metrics.space(pad_of(spec.look)));
}

float Ui::button_height(const ButtonSpec& spec, float width) {
    const auto words = look(type_of(spec.look), 600, 0);
    const float icon = spec.icon ? m_metrics.type(34) + m_metrics.space(12) : 0;
    const float inner = width - icon - 2 * m_metrics.space(pad_of(spec.look));
    const float label = spec.label.empty() ? 0 : m_painter.text_height(spec.label, words, inner + 2);
    const float least = spec.look == ButtonLook::kQuiet ? kQuietHeight : kButtonHeight;
    return std::max(m_metrics.space(least), label + m_metrics.space(28));
}

void Ui::button(const ButtonSpec& spec, const Area& area) {
    const bool hot = !spec.disabled && (is_hovered(spec.id) || is_pressed(spec.id));
    auto colors = colors_of(spec.look, m_theme, hot);
    if (spec.disabled)
        colors.ink = faded(colors.ink, 0.6F);
    const float corner = m_metrics.space(12);
    if (colors.ground != 0)
        m_painter.fill(area, colors.ground, corner);
    if (colors.border != 0)
        m_painter.outline(area, colors.border, m_metrics.space(2), corner);
    if (shows_ring(spec.id))
        m_painter.ring(area, m_theme, m_metrics.space(spec.look == ButtonLook::kQuiet ? 0.8F : 1), corner);
    const auto words = look(type_of(spec.look), 600, colors.ink);
    const float icon = spec.icon ? m_metrics.type(34) : 0;
    const float gap = spec.icon && !spec.label.empty() ? m_metrics.space(12) : 0;
    const float inner = area.width - icon - gap - 2 * m_metrics.space(pad_of(spec.look)) + 2;
    const auto* set = spec.label.empty() ? nullptr : &m_painter.layout(spec.label, words, inner);
    const float label = set == nullptr ? 0 : set->width_px;
    const float height = set == nullptr ? 0 : set->height_px;
    const bool icon_right = spec.icon_after != m_painter.right_to_left();
    const float left = area.x + (area.width - icon - gap - label) / 2;
    const float down = is_pressed(spec.id) ? m_metrics.space(2) : 0;
    if (set != nullptr) {
        const float shift = m_painter.right_to_left() ? inner - label : 0;
        m_painter.glyphs(left + (icon_right ? 0 : icon + gap) - shift, area.y + (area.height - height) / 2 + down, *set,
                         words.size_px, words.color);
    }
    if (spec.icon)
        m_painter.icon(*spec.icon, icon_right ? left + label + gap : left, area.y + (area.height - icon) / 2 + down,
                       icon, colors.ink);
    Node told;
    told.id = spec.id;
    told.role = Role::kButton;
    told.name = spec.name.empty() ? spec.label : spec.name;
    told.disabled = spec.disabled;
    told.language = spec.lang;
    told.group = spec.group;
    told.is_toggle = spec.pressed.has_value();
    told.checked = spec.pressed.value_or(false);
    node(std::move(told), area);
}

// Side by side while there is room, else one below the other.
void Ui::button_row(std::initializer_list<ButtonSpec> specs) {
    float offset = 0, row = 0;
    for (const auto& spec : specs) {
        const float width = std::min(button_width(spec), m_column.width);
        if (offset > 0 && offset + width > m_column.width) {
            m_y += row + m_metrics.space(kBetween);
            offset = row = 0;
        }
        const float height = button_height(spec, width);
        button(spec, at_start(offset, width, height));
        row = std::max(row, height);
        offset += width + m_metrics.space(kBetween);
    }
    m_y += row;
}

void Ui::field(const FieldSpec& spec, float width) {
    const auto words = look(30, 600, m_theme.ink);
    const float label_height = m_painter.text_height(spec.label, words, width);
    const auto label = at_start(0, width, label_height);
    m_painter.text(label.x, label.y, spec.label, words, width);
    Node named;
    named.id = std::string(spec.id) + "-label";
    named.role = Role::kLabel;
    named.name = spec.label;
    named.target = spec.id;
    named.group = spec.group;
    node(std::move(named), label);
    m_y += label_height + m_metrics.space(16);  // Room for the ring of the focus.
    const float line = m_metrics.type(30) * 1.4F;
    const auto box = at_start(0, width, std::max(m_metrics.space(kFieldHeight), line + m_metrics.space(32)));
    const float corner = m_metrics.space(12);
    m_painter.fill(box, m_theme.surface, corner);
    m_painter.outline(box, spec.invalid ? m_theme.wrong : m_theme.border, m_metrics.space(spec.invalid ? 4 : 2),
                      corner);
    if (is_focused(spec.id))
        m_painter.ring(box, m_theme, m_metrics.space(1), corner);
    field_text(spec, box);
    Node told;
    told.id = spec.id;
    told.role = Role::kTextBox;
    told.name = spec.label;
    told.value = spec.value;
    told.group = spec.group;
    told.description = spec.description;
    told.invalid = spec.invalid;
    told.numeric = spec.numeric;
    told.is_name = spec.is_name;
    node(std::move(told), box);
    m_y += box.height;
}

// The text moves aside so far that the caret stays in the box.
void Ui::field_text(const FieldSpec& spec, const Area& box) {
    const float pad = m_metrics.space(24);
    const auto words = look(30, 400, m_theme.ink);
    const auto& set = m_painter.layout(spec.value, words, 0, true);
    const float inner = box.width - 2 * pad;
    const bool focused = is_focused(spec.id);
    const auto caret = set.caret(focused ? m_attention.selection_to : spec.value.size());
    const bool to_right = spec.value.empty() ? m_painter.right_to_left() : set.lines[0].right_to_left;
    float x = to_right && set.width_px < inner ? box.right() - pad - set.width_px : box.x + pad;
    if (set.width_px > inner)
        x -= std::clamp(caret.x_px - inner * 0.8F, 0.0F, set.width_px - inner + m_metrics.space(4));
    const float y = box.y + (box.height - set.height_px) / 2;
    auto& list = m_painter.list();
    list.PushClipRect({box.x + pad / 2, box.y}, {box.right() - pad / 2, box.bottom()}, true);
    const auto [from, to] = std::minmax(m_attention.selection_from, m_attention.selection_to);
    if (focused && from != to)
        for (const auto& rect : set.selection(from, to))
            m_painter.fill({x + rect.x_px, y + rect.y_px, rect.width_px, rect.height_px}, faded(m_theme.primary, 0.3F));
    m_painter.glyphs(x, y, set, words.size_px, words.color);
    if (focused && m_attention.composing_from < m_attention.composing_to)
        for (const auto& rect : set.selection(m_attention.composing_from, m_attention.composing_to))
            m_painter.fill({x + rect.x_px, y + rect.y_px + rect.height_px, rect.width_px, m_metrics.space(2)},
                           m_theme.ink);
    if (focused && from == to)
        m_painter.fill({x + caret.x_px, y + caret.top_px, std::max(2.0F, m_metrics.space(3)), caret.height_px},
                       m_theme.ink);
    list.PopClipRect();
}

void Ui::radio(std::string_view id, std::string_view group, std::string_view label, bool checked) {
    const auto words = look(30, checked ? 600 : 400, m_theme.ink);
    const float pad = m_metrics.space(24);
    const float dot = m_metrics.type(40);
    const float width = m_column.width - 2 * pad - dot - m_metrics.space(20);
    const float text_height = m_painter.text_height(label, words, width);
    const float height = std::max(m_metrics.space(kRowHeight), text_height + m_metrics.space(28));
    const Area row{m_column.x, m_y, m_column.width, height};
    const float corner = m_metrics.space(12);
    m_painter.fill(row, is_hovered(id) ? m_theme.hover : m_theme.surface, corner);
    m_painter.outline(row, checked ? m_theme.primary : m_theme.line, m_metrics.space(checked ? 4 : 2), corner);
    const auto circle = at_start(pad, dot, dot);
    const ImVec2 middle{circle.x + dot / 2, m_y + height / 2};
    m_painter.list().AddCircle(middle, dot / 2 - 1, checked ? m_theme.primary : m_theme.border, 0, m_metrics.space(3));
    if (checked)
        m_painter.list().AddCircleFilled(middle, dot * 0.28F, m_theme.primary);
    m_painter.text(at_start(pad + dot + m_metrics.space(20), width, 0).x, m_y + (height - text_height) / 2, label,
                   words, width);
    if (shows_ring(id))
        m_painter.ring(row, m_theme, m_metrics.space(1), corner);
    Node told;
    told.id = id;
    told.role = Role::kRadio;
    told.name = label;
    told.target = group;
    told.checked = checked;
    node(std::move(told), row);
    m_y += height;
}

}  // namespace porchlight::intake
