#include "text/shaper.h"

#include <algorithm>

namespace porchlight::text {
namespace {

// Shaping may make several glyphs of one character; with this room the buffer never moves.
constexpr std::size_t kGlyphsPerCharacter = 6;
constexpr std::size_t kLeastRoom = 1024;

void set_segment(hb_buffer_t* buffer, const ShapeRequest& request) {
    hb_buffer_set_direction(buffer, request.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, request.script);
    hb_buffer_set_language(buffer, request.language);
    unsigned flags = HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES;
    if (request.begin == 0)
        flags |= HB_BUFFER_FLAG_BOT;
    if (request.end == request.paragraph.size())
        flags |= HB_BUFFER_FLAG_EOT;
    hb_buffer_set_flags(buffer, static_cast<hb_buffer_flags_t>(flags));
}

WipedVector<ShapedGlyph> read_glyphs(hb_buffer_t* buffer, float units_per_em) {
    unsigned count = 0;
    const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const auto* places = hb_buffer_get_glyph_positions(buffer, &count);
    const auto em = [units_per_em](hb_position_t units) { return static_cast<float>(units) / units_per_em; };
    WipedVector<ShapedGlyph> glyphs;
    glyphs.reserve(count);
    for (unsigned i = 0; i < count; ++i)
        glyphs.push_back({infos[i].codepoint, infos[i].cluster, em(places[i].x_advance), em(places[i].x_offset),
                          em(places[i].y_offset)});
    return glyphs;
}

}  // namespace

Shaper::~Shaper() {
    wipe_memory();
    if (m_buffer != nullptr)
        hb_buffer_destroy(m_buffer);
}

WipedVector<ShapedGlyph> Shaper::shape(hb_font_t* font, const ShapeRequest& request) {
    make_room(request.paragraph.size());
    hb_buffer_clear_contents(m_buffer);
    static_assert(sizeof(hb_codepoint_t) == sizeof(char32_t));
    hb_buffer_add_codepoints(m_buffer, reinterpret_cast<const hb_codepoint_t*>(request.paragraph.data()),
                             static_cast<int>(request.paragraph.size()), request.begin,
                             static_cast<int>(request.end - request.begin));
    set_segment(m_buffer, request);
    hb_shape(font, m_buffer, nullptr, 0);
    int units_per_em = 0, vertical = 0;
    hb_font_get_scale(font, &units_per_em, &vertical);
    return read_glyphs(m_buffer, static_cast<float>(units_per_em));
}

void Shaper::make_room(std::size_t characters) {
    const auto wanted = static_cast<unsigned>(std::max(characters * kGlyphsPerCharacter, kLeastRoom));
    if (m_buffer != nullptr && wanted <= m_capacity)
        return;
    wipe_memory();
    if (m_buffer != nullptr)
        hb_buffer_destroy(m_buffer);
    m_buffer = hb_buffer_create();
    m_capacity = wanted;
    hb_buffer_pre_allocate(m_buffer, wanted);
}

void Shaper::wipe_memory() {
    if (m_buffer == nullptr)
        return;
    hb_buffer_clear_contents(m_buffer);  // this also zeroes the characters around the run
    hb_buffer_set_length(m_buffer, m_capacity);
    unsigned count = 0;
    auto* infos = hb_buffer_get_glyph_infos(m_buffer, &count);
    wipe(infos, count * sizeof(*infos));
    auto* places = hb_buffer_get_glyph_positions(m_buffer, &count);
    if (places != nullptr)
        wipe(places, count * sizeof(*places));
    hb_buffer_clear_contents(m_buffer);
}

}  // namespace porchlight::text
