// Widgets that stand in groups: what a group is called, and rows to tick.
#include "intake/widgets/ui.h"

#include <algorithm>

namespace porchlight::intake {
namespace {

constexpr float kRowHeight = 80;

}  // namespace

void Ui::group(std::string_view id, std::string_view name, Role role, std::string_view description, bool invalid) {
    Node told;
    told.id = id;
    told.role = role;
    told.name = name;
    told.description = description;
    told.invalid = invalid;
    node(std::move(told), {m_column.x, m_y, m_column.width, 0});
}

void Ui::titled_group(std::string_view id, std::string_view name) {
    const auto words = look(26, 600, m_theme.ink_soft);
    group(id, name, Role::kGroup);
    m_y += m_painter.text(m_column.x, m_y, name, words, m_column.width);
    skip(8);
}

void Ui::checkbox(const CheckboxSpec& spec) {
    const auto words = look(30, spec.checked ? 600 : 400, spec.disabled ? m_theme.ink_soft : m_theme.ink);
    const float pad = m_metrics.space(24), box = m_metrics.type(40), gap = m_metrics.space(20);
    const float width = m_column.width - 2 * pad - box - gap;
    const float text_height = m_painter.text_height(spec.label, words, width);
    const float height = std::max(m_metrics.space(kRowHeight), text_height + m_metrics.space(28));
    const Area row{m_column.x, m_y, m_column.width, height};
    const float corner = m_metrics.space(12), small = m_metrics.space(6);
    const bool hot = is_hovered(spec.id) && !spec.disabled;
    m_painter.fill(row, hot ? m_theme.hover : m_theme.surface, corner);
    m_painter.outline(row, spec.checked ? m_theme.primary : m_theme.line, m_metrics.space(spec.checked ? 4 : 2),
                      corner);
    auto tick = at_start(pad, box, box);
    tick.y += (height - box) / 2;
    if (spec.checked) {
        m_painter.fill(tick, spec.disabled ? m_theme.ink_soft : m_theme.primary, small);
        m_painter.icon(Icon::check, tick.x + box * 0.12F, tick.y + box * 0.12F, box * 0.76F, m_theme.on_primary, 3);
    } else {
        m_painter.outline(tick, m_theme.border, m_metrics.space(3), small);
    }
    m_painter.text(at_start(pad + box + gap, width, 0).x, m_y + (height - text_height) / 2, spec.label, words, width);
    if (shows_ring(spec.id))
        m_painter.ring(row, m_theme, m_metrics.space(1), corner);
    Node told;
    told.id = spec.id;
    told.role = Role::kCheckbox;
    told.name = spec.label;
    told.target = spec.group;
    told.checked = spec.checked;
    told.disabled = spec.disabled;
    const auto hint_id = std::string(spec.id) + "-hint";
    if (!spec.hint.empty())
        told.description = hint_id;
    node(std::move(told), row);
    m_y += height;
    if (spec.hint.empty())
        return;
    const auto hint = look(24, 400, m_theme.ink_soft);
    const float hint_width = m_column.width - pad - box - gap;
    const auto at = at_start(pad + box + gap, hint_width, 0);
    m_y += m_metrics.space(8);
    const float hint_height = m_painter.text(at.x, m_y, spec.hint, hint, hint_width);
    Node below;
    below.id = hint_id;
    below.name = spec.hint;
    below.target = spec.group;
    node(std::move(below), {at.x, m_y, hint_width, hint_height});
    m_y += hint_height;
}

}  // namespace porchlight::intake
