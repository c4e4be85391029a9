#include "intake/widgets/damage.h"

#include "base/secret_bytes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace porchlight::intake {
namespace {

// Grows by triangles; not one yet.
struct Box {
    float left = std::numeric_limits<float>::max(), top = left, right = -left, bottom = -left;

    void add(const ImVec2& point) {
        left = std::min(left, point.x);
        top = std::min(top, point.y);
        right = std::max(right, point.x);
        bottom = std::max(bottom, point.y);
    }
    void add(const Box& other, const ImVec4& clip) {
        const Box seen{std::max(other.left, clip.x), std::max(other.top, clip.y), std::min(other.right, clip.z),
                       std::min(other.bottom, clip.w)};
        if (seen.left >= seen.right || seen.top >= seen.bottom)
            return;
        add({seen.left, seen.top});
        add({seen.right, seen.bottom});
    }
};

// Bit for bit: nothing moved.
template <class T>
bool same(const T& a, const T& b) {
    using Words = std::array<std::uint32_t, sizeof(T) / sizeof(std::uint32_t)>;
    return std::bit_cast<Words>(a) == std::bit_cast<Words>(b);
}

// Triangles are told apart by their corners: `take(corners, command)` for each.
template <class List, class Take>
void each_triangle(const List& list, Take take) {
    for (const auto& command : list.commands)
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
            const auto* first = &list.indices[command.IdxOffset + i];
            take(std::array<std::size_t, 3>{command.VtxOffset + std::size_t{first[0]},
                                            command.VtxOffset + std::size_t{first[1]},
                                            command.VtxOffset + std::size_t{first[2]}},
                 command);
        }
}

}  // namespace

Damage::List Damage::copy(const ImDrawList& list) {
    return {{list.VtxBuffer.begin(), list.VtxBuffer.end()},
            {list.IdxBuffer.begin(), list.IdxBuffer.end()},
            {list.CmdBuffer.begin(), list.CmdBuffer.end()}};
}

Damage::Change Damage::change(const List& before, const List& after) {
    const auto &a = before.vertices, &b = after.vertices;
    const auto shorter = std::min(a.size(), b.size());
    std::size_t begin = 0, tail = 0;
    while (begin < shorter && same(a[begin], b[begin]))
        ++begin;
    while (tail < shorter - begin && same(a[a.size() - 1 - tail], b[b.size() - 1 - tail]))
        ++tail;
    return {begin, a.size() - tail, b.size() - tail};
}

// False: they are not one and the same drawing with a change in it.
bool Damage::compare(const List& before, const List& after, Area& area) const {
    if (before.commands.size() != after.commands.size())
        return false;
    for (std::size_t i = 0; i < after.commands.size(); ++i)
        if (!same(before.commands[i].ClipRect, after.commands[i].ClipRect) ||
            before.commands[i].TextureId != after.commands[i].TextureId)
            return false;
    const auto change = Damage::change(before, after);
    Box box;
    if (area.width > 0) {
        box.add(ImVec2(area.x, area.y));
        box.add(ImVec2(area.right(), area.bottom()));
    }
    // What is in both, as corners of the new list; whatever is not adds to the box.
    const auto kept = [&](const List& list, std::size_t end, std::ptrdiff_t shift) {
        std::vector<std::size_t> out;
        out.reserve(list.indices.size());
        each_triangle(list, [&](const auto& corners, const ImDrawCmd& command) {
            const bool is_changed = std::ranges::any_of(
                corners, [&](std::size_t corner) { return corner >= change.begin && corner < end; });
            if (is_changed || std::ranges::find(m_touched, command.TextureId) != m_touched.end()) {
                Box triangle;
                for (const auto corner : corners)
                    triangle.add(list.vertices[corner].pos);
                box.add(triangle, command.ClipRect);
            }
            if (!is_changed)
                for (const auto corner : corners)
                    out.push_back(corner < change.begin
                                      ? corner
                                      : static_cast<std::size_t>(static_cast<std::ptrdiff_t>(corner) + shift));
        });
        return out;
    };
    const auto shift = static_cast<std::ptrdiff_t>(change.new_end) - static_cast<std::ptrdiff_t>(change.old_end);
    if (kept(before, change.old_end, shift) != kept(after, change.new_end, 0))
        return false;
    if (box.left < box.right)
        area = {box.left, box.top, box.right - box.left, box.bottom - box.top};
    return true;
}

Area Damage::between(const ImDrawData& frame, ImU32 paper) {
    std::vector<List> lists;
    lists.reserve(static_cast<std::size_t>(frame.CmdListsCount));
    for (int i = 0; i < frame.CmdListsCount; ++i)
        lists.push_back(copy(*frame.CmdLists[i]));
    bool is_known = m_is_known && m_paper == paper && m_lists.size() == lists.size() &&
                    m_size.x == frame.DisplaySize.x && m_size.y == frame.DisplaySize.y;
    Area area;
    for (std::size_t i = 0; is_known && i < lists.size(); ++i)
        is_known = compare(m_lists[i], lists[i], area);
    wipe();
    m_lists = std::move(lists);
    m_size = frame.DisplaySize;
    m_paper = paper;
    m_is_known = true;
    if (!is_known)
        return {0, 0, m_size.x, m_size.y};
    if (area.width <= 0)
        return {};
    // Whole pixels, and the half-covered ones at the rim.
    const float left = std::max(0.0F, std::floor(area.x) - 1), top = std::max(0.0F, std::floor(area.y) - 1);
    const float right = std::min(m_size.x, std::ceil(area.right()) + 1);
    const float bottom = std::min(m_size.y, std::ceil(area.bottom()) + 1);
    return {left, top, right - left, bottom - top};
}

void Damage::limit(ImDrawData& frame, const Area& area) {
    for (int i = 0; i < frame.CmdListsCount; ++i)
        for (auto& command : frame.CmdLists[i]->CmdBuffer) {
            auto& clip = command.ClipRect;
            clip = {std::max(clip.x, area.x), std::max(clip.y, area.y), std::min(clip.z, area.right()),
                    std::min(clip.w, area.bottom())};
        }
}

// Where glyphs stood says what was typed.
void Damage::wipe() {
    for (auto& list : m_lists) {
        porchlight::wipe(byte_span(reinterpret_cast<std::uint8_t*>(list.vertices.data()),
                                   list.vertices.size() * sizeof(ImDrawVert)));
        porchlight::wipe(
            byte_span(reinterpret_cast<std::uint8_t*>(list.indices.data()), list.indices.size() * sizeof(ImDrawIdx)));
    }
    m_lists.clear();
    m_touched.clear();
    m_is_known = false;
}

}  // namespace porchlight::intake
