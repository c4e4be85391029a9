// Places rectangles on shelves of a square page.
//
// Why: glyphs of one size have nearly one height, so shelves waste little, and
// nothing is moved or freed singly. Internal to src/text. Units: pixels.
#pragma once

#include <optional>
#include <vector>

namespace porchlight::text {

struct Placement {
    int x = 0, y = 0;
};

class ShelfPacker {
public:
    explicit ShelfPacker(int size) : m_size(size) {}

    /// A free place, or nothing where the page is full.
    [[nodiscard]] std::optional<Placement> place(int width, int height);

    /// More room to the right and below; what is placed stays.
    void grow(int size) { m_size = size; }

private:
    struct Shelf {
        int y = 0, height = 0, used = 0;
    };

    std::vector<Shelf> m_shelves;
    int m_size;
    int m_bottom = 0;
};

}  // namespace porchlight::text
