#include "intake/widgets/ui.h"

#include <imgui_internal.h>

#include <utility>

namespace porchlight::intake {

Ui::Ui(Painter& painter, Tree& tree, const Metrics& metrics, const Theme& theme, const Attention& attention,
       std::size_t language)
    : m_painter(painter),
      m_tree(tree),
      m_metrics(metrics),
      m_theme(theme),
      m_attention(attention),
      m_language(language) {}

void Ui::begin(Region region, const Area& column, float scrolled) {
    m_region = region;
    m_column = column;
    m_scrolled = scrolled;
    m_y = column.y;
}

Area Ui::at_start(float offset, float width, float height) const {
    const float x = m_painter.right_to_left() ? m_column.right() - offset - width : m_column.x + offset;
    return {x, m_y, width, height};
}

TextLook Ui::look(float design_size, int weight, ImU32 color) const {
    TextLook out;
    out.size_px = m_metrics.type(design_size);
    out.weight = weight;
    out.color = color;
    return out;
}

void Ui::node(Node node, const Area& area) {
    const float css = 1 / m_metrics.ratio();
    node.region = m_region;
    node.bounds = {area.x * css, (area.y + m_scrolled) * css, area.width * css, area.height * css};
    if (is_interactive(node.role)) {
        const auto id = ImGui::GetID(node.id.c_str());
        ImGui::ItemAdd(ImRect(area.x, area.y, area.right(), area.bottom()), id);
    }
    m_tree.add(std::move(node));
}

}  // namespace porchlight::intake
