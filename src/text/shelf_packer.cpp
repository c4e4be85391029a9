#include "text/shelf_packer.h"

#include <algorithm>

namespace porchlight::text {
namespace {

// A shelf takes what is up to a fourth lower, and is made a little higher than its first glyph.
constexpr int kHeightStep = 4;

}  // namespace

std::optional<Placement> ShelfPacker::place(int width, int height) {
    Shelf* best = nullptr;
    for (auto& shelf : m_shelves) {
        const bool suits = shelf.height >= height && shelf.height * 3 <= height * 4 + kHeightStep * 3;
        if (suits && m_size - shelf.used >= width && (best == nullptr || shelf.height < best->height))
            best = &shelf;
    }
    if (best == nullptr) {
        const int wanted = (height + kHeightStep - 1) / kHeightStep * kHeightStep;
        const int shelf_height = std::min(wanted, m_size - m_bottom);
        if (shelf_height < height || width > m_size)
            return std::nullopt;
        best = &m_shelves.emplace_back(Shelf{m_bottom, shelf_height, 0});
        m_bottom += shelf_height;
    }
    const Placement placed{best->used, best->y};
    best->used += width;
    return placed;
}

}  // namespace porchlight::text
