// The fonts of the page: which exist (the index), which are loaded, and which
// of them sets a piece of text.
//
// Why: applicants' names are in any script, and all fonts together are tens of
// megabytes. So fonts are files of a release, cut into slices, and a file is
// fetched when the first text comes that has a character of it:
//
//     while (auto paths = fonts.missing_fonts(text, 400); !paths.empty())
//       for (const auto& path : paths) fonts.add_font(path, fetch(path));
//
// The loop is needed: for Han the first answer is the index of the Han slices
// ("fonts/han.index"), the next the slices. Fetching may be asynchronous; what
// is laid out meanwhile is set in another weight that is there, or its pending
// characters are left blank and counted (Layout::pending_glyphs).
//
// Threads: one thread only, that of the layouts and the atlas.
// Ownership: keeps a copy of the bytes given to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::text {

/// A loaded font, stable for the life of the FontSet.
using FontId = std::uint16_t;

enum class FontError : std::uint8_t {
    malformed_index,  ///< not an index that shell/fonts/prepare.py writes
    unknown_path,     ///< no index names this path
    malformed_font,   ///< not a font, or one without the tables needed
};

/// The path, within a release, of the index to begin with.
inline constexpr std::string_view kFontIndexPath = "fonts/fonts.index";

class FontSet {
public:
    FontSet();
    ~FontSet();
    FontSet(const FontSet&) = delete;
    FontSet& operator=(const FontSet&) = delete;

    /// Reads the index (bytes of kFontIndexPath), once. Nothing is loaded by it.
    std::expected<void, FontError> load_index(std::span<const std::uint8_t> bytes);

    /// Release paths of the files to load before `utf8` can be drawn fully at
    /// `weight`; empty when all are there. Characters that no font has are not
    /// an error here: the layout counts them. Invalid UTF-8 reads as U+FFFD.
    [[nodiscard]] std::vector<std::string> missing_fonts(std::string_view utf8, int weight) const;

    /// Takes a file that missing_fonts() named. Adding one twice does nothing.
    std::expected<void, FontError> add_font(std::string_view path, std::span<const std::uint8_t> bytes);

    /// False when no shipped font has the character. True also for a character
    /// whose index of slices is not loaded yet (see missing_fonts).
    [[nodiscard]] bool covers(char32_t character) const;

    /// Rises with each font added: what was laid out before may now be better.
    [[nodiscard]] unsigned revision() const;

    /// Release path of a loaded font, for tests and diagnostics.
    [[nodiscard]] std::string_view path_of(FontId font) const;

    /// Internal to this folder.
    struct Impl;
    [[nodiscard]] Impl& impl() const { return *m_impl; }

private:
    std::unique_ptr<Impl> m_impl;
};

}  // namespace porchlight::text
