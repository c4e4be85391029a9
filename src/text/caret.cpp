// Carets, hits and selections of a layout, from its cells.
#include <algorithm>
#include <iterator>

#include "text/layout.h"

namespace porchlight::text {
namespace {

float leading_edge(const CaretCell& cell) { return cell.right_to_left ? cell.right_px : cell.left_px; }

float trailing_edge(const CaretCell& cell) { return cell.right_to_left ? cell.left_px : cell.right_px; }

/// The cells of a line, from left to right.
std::pair<const CaretCell*, const CaretCell*> cells_of(const Layout& layout, std::size_t line) {
    const auto* begin = layout.cells.data();
    const auto* end = begin + layout.cells.size();
    return {std::partition_point(begin, end, [line](const CaretCell& cell) { return cell.line < line; }),
            std::partition_point(begin, end, [line](const CaretCell& cell) { return cell.line <= line; })};
}

/// The last line that begins at or before an offset; with `before`, not where it begins by a soft break.
std::size_t line_of(const Layout& layout, std::size_t offset, CaretSide side) {
    std::size_t line = 0;
    while (line + 1 < layout.lines.size() && layout.lines[line + 1].begin <= offset)
        ++line;
    const bool soft = line > 0 && layout.lines[line].begin == offset && layout.lines[line - 1].end == offset;
    return side == CaretSide::before && soft ? line - 1 : line;
}

Caret caret_on(const Layout& layout, std::size_t line, float x_px, bool right_to_left) {
    const auto& on = layout.lines[line];
    return {line, x_px, on.top_px, on.height_px, right_to_left};
}

/// Beyond the last character of a line, in its logical order.
Caret caret_at_end(const Layout& layout, std::size_t line) {
    const auto [begin, end] = cells_of(layout, line);
    if (begin == end)
        return caret_on(layout, line, layout.lines[line].x_px, layout.lines[line].right_to_left);
    const auto* last = std::max_element(begin, end, [](const auto& a, const auto& b) { return a.begin < b.begin; });
    return caret_on(layout, line, trailing_edge(*last), last->right_to_left);
}

}  // namespace

Caret Layout::caret(std::size_t offset, CaretSide side) const {
    const std::size_t line = line_of(*this, offset, side);
    const auto [begin, end] = cells_of(*this, line);
    if (side == CaretSide::before) {
        const auto* before = std::find_if(begin, end, [offset](const CaretCell& cell) { return cell.end == offset; });
        if (before != end)
            return caret_on(*this, line, trailing_edge(*before), before->right_to_left);
    }
    const auto* at =
        std::find_if(begin, end, [offset](const CaretCell& cell) { return cell.begin <= offset && offset < cell.end; });
    if (at != end)
        return caret_on(*this, line, leading_edge(*at), at->right_to_left);
    return caret_at_end(*this, line);
}

std::size_t Layout::offset_at(float x_px, std::size_t line) const {
    line = std::min(line, lines.size() - 1);
    const auto [begin, end] = cells_of(*this, line);
    if (begin == end)
        return lines[line].begin;
    const auto* cell = std::find_if(begin, end, [x_px](const CaretCell& each) { return x_px < each.right_px; });
    if (cell == end)
        cell = std::prev(end);
    const bool right_half = x_px >= (cell->left_px + cell->right_px) / 2;
    if (right_half == cell->right_to_left)
        return cell->begin;
    const bool wraps = line + 1 < lines.size() && lines[line + 1].begin == cell->end;
    return wraps ? cell->begin : cell->end;  // the end of a wrapped line is the next one's beginning
}

std::size_t Layout::line_at(float y_px) const {
    std::size_t line = 0;
    while (line + 1 < lines.size() && y_px >= lines[line + 1].top_px)
        ++line;
    return line;
}

std::vector<Rect> Layout::selection(std::size_t begin, std::size_t end) const {
    std::vector<Rect> rects;
    const CaretCell* before = nullptr;
    for (const auto& cell : cells) {
        if (cell.end <= begin || cell.begin >= end)
            continue;
        const auto& line = lines[cell.line];
        const bool joins = before != nullptr && before->line == cell.line && before + 1 == &cell;
        if (joins)
            rects.back().width_px = cell.right_px - rects.back().x_px;
        else
            rects.push_back({cell.left_px, line.top_px, cell.right_px - cell.left_px, line.height_px});
        before = &cell;
    }
    return rects;
}

}  // namespace porchlight::text
