#include "text/font_set.h"

#include <algorithm>

#include "text/font_set_impl.h"

namespace porchlight::text {
namespace {

std::string_view as_text(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool family_covers(const FontIndex& index, const FontFamily& family, char32_t character) {
    if (family.further && !family.further->loaded && contains(family.further->coverage, character))
        return true;
    if (family.sliced)
        return std::any_of(family.weights.begin(), family.weights.end(),
                           [&](int weight) { return index.slice_of(family, character, weight).has_value(); });
    return std::any_of(family.files.begin(), family.files.end(),
                       [&](FontId file) { return index.covers(file, character); });
}

}  // namespace

FontSet::FontSet() : m_impl(std::make_unique<Impl>()) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) == 0)
        m_impl->library.reset(library);
}

FontSet::~FontSet() = default;

std::expected<void, FontError> FontSet::load_index(std::span<const std::uint8_t> bytes) {
    if (!m_impl->index.families.empty())
        return {};
    auto index = parse_font_index(as_text(bytes));
    if (!index)
        return std::unexpected(index.error());
    m_impl->index = std::move(*index);
    m_impl->grow();
    return {};
}

std::vector<std::string> FontSet::missing_fonts(std::string_view utf8, int weight) const {
    const Codepoints text = decode(utf8);
    return paths_to_load(m_impl->shelf(), text, resolve_scripts(text), weight);
}

std::expected<void, FontError> FontSet::add_font(std::string_view path, std::span<const std::uint8_t> bytes) {
    auto& families = m_impl->index.families;
    for (std::size_t i = 0; i < families.size(); ++i) {
        if (!families[i].further || families[i].further->path != path)
            continue;
        if (families[i].further->loaded)
            return {};
        if (auto done = parse_further_index(m_impl->index, i, as_text(bytes)); !done)
            return done;
        families[i].further->loaded = true;
        m_impl->grow();
        return {};
    }
    const auto file = m_impl->index.file_of(path);
    if (!file)
        return std::unexpected(FontError::unknown_path);
    if (m_impl->loaded[*file])
        return {};
    auto font = m_impl->library ? open_font(m_impl->library.get(), bytes) : nullptr;
    if (!font)
        return std::unexpected(FontError::malformed_font);
    m_impl->fonts[*file] = std::move(font);
    m_impl->loaded[*file] = true;
    ++m_impl->revision;
    return {};
}

bool FontSet::covers(char32_t character) const {
    const auto& index = m_impl->index;
    return is_ignorable(character) ||
           std::any_of(index.families.begin(), index.families.end(),
                       [&](const FontFamily& family) { return family_covers(index, family, character); });
}

unsigned FontSet::revision() const { return m_impl->revision; }

std::string_view FontSet::path_of(FontId font) const {
    return font < m_impl->index.files.size() ? std::string_view{m_impl->index.files[font].path} : std::string_view{};
}

}  // namespace porchlight::text
