#include "text/atlas.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <map>
#include <utility>

#include "text/font_set_impl.h"
#include "text/glyph_raster.h"
#include "text/shelf_packer.h"

namespace porchlight::text {
namespace {

constexpr int kWhiteSize = 4;  // px; its middle is white under any filter
constexpr int kMargin = 1;     // px of nothing around a glyph, so that none bleeds into its neighbour
constexpr int kLargestQuarters = 4 * 512;

struct GlyphKey {
    std::uint32_t glyph = 0;
    FontId font = 0;
    std::int16_t size_quarters = 0;
    std::int8_t shift_quarters = 0;
    auto operator<=>(const GlyphKey&) const = default;
};

/// In pixels of the page, which hold when it grows.
struct Placed {
    int x = 0, y = 0, width = 0, height = 0, left = 0, top = 0;
};

PixelRect united(const PixelRect& a, const PixelRect& b) {
    if (a.width == 0)
        return b;
    const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.width, b.x + b.width) - x, std::max(a.y + a.height, b.y + b.height) - y};
}

}  // namespace

struct Atlas::Impl {
    const FontSet& fonts;
    int largest_size;
    int size;
    ShelfPacker packer{size};
    WipedVector<std::uint8_t> pixels{};
    std::map<GlyphKey, Placed, std::less<>, WipingAllocator<std::pair<const GlyphKey, Placed>>> glyphs{};
    unsigned generation = 0;
    PixelRect dirty{};

    void begin_page() {
        glyphs.clear();
        packer = ShelfPacker{size};
        pixels.assign(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0);
        (void)packer.place(kWhiteSize, kWhiteSize);
        for (int y = 0; y < kWhiteSize; ++y)
            std::fill_n(row(0, y), kWhiteSize, std::uint8_t{255});
        ++generation;
        dirty = {0, 0, size, size};
    }

    [[nodiscard]] std::uint8_t* row(int x, int y) {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
               static_cast<std::size_t>(x);
    }

    void grow() {
        const int before = size;
        const WipedVector<std::uint8_t> old = std::move(pixels);
        size = std::min(size * 2, largest_size);
        pixels.assign(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0);
        for (int y = 0; y < before; ++y)
            std::copy_n(old.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(before), before, row(0, y));
        packer.grow(size);
        ++generation;
        dirty = {0, 0, size, size};
    }

    /// Makes room as it must; nothing only where the page itself is too small.
    std::optional<Placement> place(int width, int height) {
        auto found = packer.place(width, height);
        while (!found && size < largest_size) {
            grow();
            found = packer.place(width, height);
        }
        if (found || glyphs.empty())
            return found;
        begin_page();
        return packer.place(width, height);
    }

    Placed draw(const GlyphKey& key) {
        const auto& impl = fonts.impl();
        if (key.font >= impl.fonts.size() || !impl.fonts[key.font])
            return {};
        const auto bitmap = draw_glyph(*impl.fonts[key.font], key.glyph, key.size_quarters, key.shift_quarters);
        if (!bitmap || bitmap->width == 0 || bitmap->height == 0)
            return {};
        const auto at = place(bitmap->width + 2 * kMargin, bitmap->height + 2 * kMargin);
        if (!at)
            return {};
        return copy(*bitmap, {at->x + kMargin, at->y + kMargin});
    }

    Placed copy(const GlyphBitmap& bitmap, Placement at) {
        for (int y = 0; y < bitmap.height; ++y)
            std::copy_n(bitmap.rows + std::ptrdiff_t{y} * bitmap.stride, bitmap.width, row(at.x, at.y + y));
        dirty =
            united(dirty, {at.x - kMargin, at.y - kMargin, bitmap.width + 2 * kMargin, bitmap.height + 2 * kMargin});
        return {at.x, at.y, bitmap.width, bitmap.height, bitmap.left, -bitmap.top};
    }

    [[nodiscard]] AtlasGlyph in_page(const Placed& placed) const {
        const auto part = [this](int pixel) { return static_cast<float>(pixel) / static_cast<float>(size); };
        return {part(placed.x),
                part(placed.y),
                part(placed.x + placed.width),
                part(placed.y + placed.height),
                static_cast<float>(placed.left),
                static_cast<float>(placed.top),
                static_cast<float>(placed.width),
                static_cast<float>(placed.height)};
    }
};

Atlas::Atlas(const FontSet& fonts, int largest_size)
    : m_impl(new Impl{fonts, largest_size, std::min(kInitialSize, largest_size)}) {
    m_impl->begin_page();
}

Atlas::~Atlas() = default;

AtlasGlyph Atlas::get(FontId font, std::uint32_t glyph, float size_px, int quarter) {
    const auto quarters = std::clamp(static_cast<int>(std::lround(size_px * 4)), 1, kLargestQuarters);
    const GlyphKey key{glyph, font, static_cast<std::int16_t>(quarters), static_cast<std::int8_t>(quarter & 3)};
    auto found = m_impl->glyphs.find(key);
    if (found == m_impl->glyphs.end()) {
        const Placed placed = m_impl->draw(key);  // may begin a new page
        found = m_impl->glyphs.emplace(key, placed).first;
    }
    return m_impl->in_page(found->second);
}

Point Atlas::white_uv() const {
    const float middle = static_cast<float>(kWhiteSize) / 2 / static_cast<float>(m_impl->size);
    return {middle, middle};
}

int Atlas::width() const { return m_impl->size; }

int Atlas::height() const { return m_impl->size; }

std::span<const std::uint8_t> Atlas::pixels() const { return m_impl->pixels; }

unsigned Atlas::generation() const { return m_impl->generation; }

PixelRect Atlas::take_dirty() { return std::exchange(m_impl->dirty, PixelRect{}); }

void Atlas::clear() {
    wipe(m_impl->pixels.data(), m_impl->pixels.size());
    for (const auto& font : m_impl->fonts.impl().fonts)
        if (font)
            wipe_drawing(*font);
    m_impl->begin_page();
}

}  // namespace porchlight::text
