// Layouts that are on the screen, kept so that still text costs a look-up.
//
// Why: the page is drawn from scratch each frame that it is drawn at all;
// shaping the same sentence again would be most of that frame.
//
// Privacy: the keys and the layouts hold an applicant's name. Whatever leaves
// the cache is wiped; clear() empties and wipes it, and is called when a
// session ends.
//
// Threads: that of its FontSet.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "text/layout.h"

namespace porchlight::text {

class LayoutCache {
public:
    /// Keeps at most `capacity` layouts (at least 16), the latest used. `fonts` outlives it.
    explicit LayoutCache(const FontSet& fonts, std::size_t capacity = 512);
    ~LayoutCache();
    LayoutCache(const LayoutCache&) = delete;
    LayoutCache& operator=(const LayoutCache&) = delete;

    /// As layout_text(). The reference is good until clear(), until the first
    /// get() after fonts.add_font(), and for `capacity` further calls of get().
    const Layout& get(std::string_view utf8, const Style& style, float max_width_px = 0.0F);

    /// Drops and wipes everything, HarfBuzz's working memory included.
    void clear();

    [[nodiscard]] std::size_t size() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace porchlight::text
