// Widgets that say something: question, paragraph, note, status, error, the three words, progress.
#include "intake/widgets/ui.h"

#include <algorithm>
#include <cmath>

namespace porchlight::intake {
namespace {

Node told(std::string_view id, Role role, std::string_view name) {
    Node node;
    node.id = id;
    node.role = role;
    node.name = name;
    return node;
}

}  // namespace

void Ui::question(std::string_view id, std::string_view text) {
    auto big = look(48, 700, m_theme.ink);
    big.line_height_em = 1.2F;
    const float height = m_painter.text(m_column.x, m_y, text, big, m_column.width);
    const Area area{m_column.x, m_y, m_column.width, height};
    if (shows_ring(id))
        m_painter.ring(area, m_theme, m_metrics.space(1), m_metrics.space(4));
    node(told(id, Role::kHeading, text), area);
    m_y += height;
}

void Ui::paragraph(std::string_view id, std::string_view text, float size, std::optional<ImU32> color) {
    const auto words = look(size, 400, color.value_or(m_theme.ink));
    const float height = m_painter.text(m_column.x, m_y, text, words, m_column.width);
    node(told(id, Role::kText, text), {m_column.x, m_y, m_column.width, height});
    m_y += height;
}

void Ui::note(std::string_view id, Icon icon, std::string_view text) { entry(id, icon, text, 26, m_theme.ink_soft); }

void Ui::entry(std::string_view id, Icon icon, std::string_view text, float size, ImU32 color) {
    const auto words = look(size, 400, color);
    const float mark_size = m_metrics.type(size + 4);
    const float indent = mark_size + m_metrics.space(16);
    const float width = m_column.width - indent;
    const auto mark = at_start(0, mark_size, mark_size);
    const float height = m_painter.text_height(text, words, width);
    m_painter.icon(icon, mark.x, m_y + m_metrics.type(2), mark_size, m_theme.primary);
    m_painter.text(at_start(indent, width, height).x, m_y, text, words, width);
    node(told(id, Role::kText, text), {m_column.x, m_y, m_column.width, height});
    m_y += height;
}

void Ui::status(std::string_view id, Icon icon, std::string_view text) {
    const auto words = look(30, 600, m_theme.ink);
    const float size = m_metrics.type(36);
    const float indent = size + m_metrics.space(16);
    const float width = m_column.width - indent;
    const float height = std::max(size, m_painter.text_height(text, words, width));
    m_painter.icon(icon, at_start(0, size, size).x, m_y + m_metrics.type(2), size, m_theme.primary);
    m_painter.text(at_start(indent, width, height).x, m_y, text, words, width);
    node(told(id, Role::kStatus, text), {m_column.x, m_y, m_column.width, height});
    m_y += height;
}

void Ui::error_box(std::string_view text) {
    const float pad = m_metrics.space(24);
    const float size = m_metrics.type(40);
    const auto words = look(30, 600, m_theme.wrong);
    const float indent = pad + m_metrics.space(8) + size + m_metrics.space(16);
    const float width = m_column.width - indent - pad;
    const float height = std::max(size, m_painter.text_height(text, words, width)) + 2 * pad;
    const Area box{m_column.x, m_y, m_column.width, height};
    const float corner = m_metrics.space(12);
    m_painter.fill(box, m_theme.surface, corner);
    m_painter.outline(box, m_theme.wrong, m_metrics.space(3), corner);
    const auto bar = at_start(0, m_metrics.space(12), height);
    m_painter.list().AddRectFilled(
        {bar.x, bar.y}, {bar.right(), bar.bottom()}, m_theme.wrong, corner,
        m_painter.right_to_left() ? ImDrawFlags_RoundCornersRight : ImDrawFlags_RoundCornersLeft);
    m_painter.icon(Icon::warning, at_start(pad + m_metrics.space(8), size, size).x, m_y + pad, size, m_theme.wrong);
    m_painter.text(at_start(indent, width, height).x, m_y + pad, text, words, width);
    if (shows_ring("error"))
        m_painter.ring(box, m_theme, m_metrics.space(1), corner);
    node(told("error", Role::kAlert, text), box);
    m_y += height;
}

void Ui::words(std::string_view name, std::span<const std::string> words) {
    const float pad = m_metrics.space(32);
    auto big = look(56, 700, m_theme.ink);
    big.line_height_em = 1.3F;
    const auto small = look(24, 600, m_theme.ink_soft);
    const float inner = m_column.width - 2 * pad;
    const float line = big.size_px * big.line_height_em;
    const float head = m_painter.text_height(name, small, inner) + m_metrics.space(8);
    const Area box{m_column.x, m_y, m_column.width, head + line * static_cast<float>(words.size()) + 2 * pad};
    const float corner = m_metrics.space(12);
    m_painter.fill(box, m_theme.surface, corner);
    m_painter.outline(box, m_theme.lamp, m_metrics.space(4), corner);
    m_painter.text(box.x + pad, box.y + pad, name, small, inner);
    auto list = told("words", Role::kList, name);
    list.language = "en";  // as the word list is
    float y = box.y + pad + head;
    for (const auto& word : words) {
        m_painter.text(box.x + pad, y, word, big, inner);
        y += line;
        list.value += list.value.empty() ? word : "\n" + word;
    }
    node(std::move(list), box);
    m_y += box.height;
}

void Ui::progress(std::string_view name, float part) {
    const Area bar{m_column.x, m_y, m_column.width, m_metrics.space(20)};
    const float corner = bar.height / 2;
    m_painter.fill(bar, m_theme.surface, corner);
    m_painter.outline(bar, m_theme.border, m_metrics.space(2), corner);
    const float width = std::max(bar.height, bar.width * std::clamp(part, 0.0F, 1.0F));
    m_painter.fill({m_painter.right_to_left() ? bar.right() - width : bar.x, bar.y, width, bar.height}, m_theme.primary,
                   corner);
    auto told_progress = told("progress", Role::kProgress, name);
    told_progress.value = std::to_string(std::lround(part * 100));
    node(std::move(told_progress), bar);
    m_y += bar.height;
}

}  // namespace porchlight::intake
