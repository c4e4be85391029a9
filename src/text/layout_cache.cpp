#include "text/layout_cache.h"

#include <algorithm>
#include <functional>
#include <list>
#include <unordered_map>

#include "text/font_set_impl.h"

namespace porchlight::text {
namespace {

constexpr std::size_t kLeastCapacity = 16;

struct Entry {
    WipedVector<char> text;
    Style style;
    float max_width_px = 0;
    std::size_t hash = 0;
    Layout layout;

    [[nodiscard]] bool is(std::string_view utf8, const Style& wanted, float width_px) const {
        return std::string_view{text.data(), text.size()} == utf8 && style == wanted && max_width_px == width_px;
    }
};

std::size_t mix(std::size_t hash, std::size_t value) { return (hash ^ value) * std::size_t{0x9E3779B1}; }

std::size_t hash_of(std::string_view utf8, const Style& style, float width_px) {
    std::size_t hash = std::hash<std::string_view>{}(utf8);
    hash = mix(hash, std::hash<float>{}(style.size_px));
    hash = mix(hash, static_cast<std::size_t>(style.weight));
    hash = mix(hash, static_cast<std::size_t>(style.direction) * 8 + static_cast<std::size_t>(style.alignment));
    return mix(hash, std::hash<float>{}(width_px));
}

}  // namespace

struct LayoutCache::Impl {
    using Entries = std::list<Entry, WipingAllocator<Entry>>;
    using Places = std::unordered_multimap<std::size_t, Entries::iterator, std::hash<std::size_t>, std::equal_to<>,
                                           WipingAllocator<std::pair<const std::size_t, Entries::iterator>>>;

    const FontSet& fonts;
    std::size_t capacity;
    unsigned revision;
    Entries entries;  // the latest used first
    Places places;

    Entries::iterator find(std::size_t hash, std::string_view utf8, const Style& style, float width_px) {
        const auto [begin, end] = places.equal_range(hash);
        const auto found =
            std::find_if(begin, end, [&](const auto& place) { return place.second->is(utf8, style, width_px); });
        return found == end ? entries.end() : found->second;
    }

    void drop_last() {
        const auto last = std::prev(entries.end());
        const auto [begin, end] = places.equal_range(last->hash);
        places.erase(std::find_if(begin, end, [&](const auto& place) { return place.second == last; }));
        entries.pop_back();
    }

    void drop_all() {
        places.clear();
        entries.clear();
    }
};

LayoutCache::LayoutCache(const FontSet& fonts, std::size_t capacity)
    : m_impl(new Impl{fonts, std::max(capacity, kLeastCapacity), fonts.revision(), {}, {}}) {}

LayoutCache::~LayoutCache() = default;

const Layout& LayoutCache::get(std::string_view utf8, const Style& style, float max_width_px) {
    auto& [fonts, capacity, revision, entries, places] = *m_impl;
    if (revision != fonts.revision())
        m_impl->drop_all();
    revision = fonts.revision();
    const auto hash = hash_of(utf8, style, max_width_px);
    if (const auto found = m_impl->find(hash, utf8, style, max_width_px); found != entries.end()) {
        entries.splice(entries.begin(), entries, found);
        return found->layout;
    }
    entries.push_front(
        {{utf8.begin(), utf8.end()}, style, max_width_px, hash, layout_text(fonts, utf8, style, max_width_px)});
    places.emplace(hash, entries.begin());
    if (entries.size() > capacity)
        m_impl->drop_last();
    return entries.front().layout;
}

void LayoutCache::clear() {
    m_impl->drop_all();
    m_impl->fonts.impl().shaper.wipe_memory();
}

std::size_t LayoutCache::size() const { return m_impl->entries.size(); }

}  // namespace porchlight::text
