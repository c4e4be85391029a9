// Nothing of a name stays in memory after clear(): looked for in all of this process's own memory.
#include <cinttypes>
#include <cstring>
#include <fstream>

#include "tests/text/fonts_on_disk.h"
#include "text/atlas.h"
#include "text/layout_cache.h"
#include "text/utf.h"

using namespace porchlight::text;

namespace {

constexpr unsigned char kMask = 0x5A;
// "Zyxwvutsřq Kanárek" by code point, masked, so that the program itself does not hold what is looked for.
constexpr unsigned kMasked[] = {'Z' ^ kMask, 'y' ^ kMask, 'x' ^ kMask,   'w' ^ kMask, 'v' ^ kMask, 'u' ^ kMask,
                                't' ^ kMask, 's' ^ kMask, 0x159 ^ kMask, 'q' ^ kMask, ' ' ^ kMask, 'K' ^ kMask,
                                'a' ^ kMask, 'n' ^ kMask, 0xE1 ^ kMask,  'r' ^ kMask, 'e' ^ kMask, 'k' ^ kMask};

/// The name in units of `Unit` bytes (1: UTF-8), each byte masked again.
std::vector<unsigned char> masked_bytes(std::size_t unit) {
    std::vector<unsigned char> bytes;
    for (const unsigned masked : kMasked) {
        const unsigned c = masked ^ kMask;
        unsigned char encoded[4] = {};
        std::size_t count = unit;
        if (unit == 1 && c > 0x7F) {
            encoded[0] = static_cast<unsigned char>(0xC0 | (c >> 6));
            encoded[1] = static_cast<unsigned char>(0x80 | (c & 0x3F));
            count = 2;
        } else {
            for (std::size_t i = 0; i < unit; ++i)
                encoded[i] = static_cast<unsigned char>(c >> (8 * i));
        }
        for (std::size_t i = 0; i < count; ++i)
            bytes.push_back(encoded[i] ^ kMask);
        wipe(encoded, sizeof encoded);
    }
    return bytes;
}

/// How often the masked needle, unmasked, stands in [begin, end). Compares masked, and so makes no copy.
__attribute__((no_sanitize("address"))) std::size_t count_in(const unsigned char* begin, const unsigned char* end,
                                                             const std::vector<unsigned char>& needle) {
    std::size_t found = 0;
    const auto size = needle.size();
    const unsigned char* masked = needle.data();
    for (const auto* at = begin; at + size <= end; ++at) {
        std::size_t same = 0;
        while (same < size && (at[same] ^ kMask) == masked[same])
            ++same;
        found += same == size ? 1 : 0;
    }
    return found;
}

std::size_t count_in_memory(const std::vector<unsigned char>& needle) {
    std::ifstream maps{"/proc/self/maps"};
    std::size_t found = 0;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0, end = 0;
        char rights[5] = {};
        if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " %4s", &begin, &end, rights) != 3)
            continue;
        if (std::strncmp(rights, "rw", 2) != 0 || end - begin > (std::uintptr_t{1} << 30))
            continue;
        if (line.find("[v") != std::string::npos)
            continue;
        found += count_in(reinterpret_cast<const unsigned char*>(begin), reinterpret_cast<const unsigned char*>(end),
                          needle);
    }
    return found;
}

std::size_t count_all_forms() {
    return count_in_memory(masked_bytes(1)) + count_in_memory(masked_bytes(2)) + count_in_memory(masked_bytes(4));
}

void draw(LayoutCache& cache, Atlas& atlas, std::string_view text) {
    for (const float width_px : {0.0F, 60.0F, 200.0F})
        for (const auto& glyph : cache.get(text, Style{}, width_px).glyphs)
            (void)atlas.get(glyph.font, glyph.id, 30);
}

}  // namespace

TEST_CASE("after clear() no copy of a name is left in memory, in UTF-8, UTF-16 or UTF-32") {
    FontSet fonts;
    load_index(fonts);
    load_for(fonts, "AZz ř á");
    LayoutCache cache{fonts};
    Atlas atlas{fonts};
    REQUIRE(count_all_forms() == 0);
    {
        auto bytes = masked_bytes(1);
        const std::string_view before = "Ana Ana Ana Ana Ana Ana Ana Ana Ana Ana ";  // free() writes over what it frees
        WipedVector<char> name(before.begin(), before.end());
        for (const auto byte : bytes)
            name.push_back(static_cast<char>(byte ^ kMask));
        const std::string_view text{name.data(), name.size()};
        (void)fonts.missing_fonts(text, 400);
        (void)grapheme_count(text);
        for (std::size_t typed = 1; typed <= text.size(); ++typed)
            draw(cache, atlas, text.substr(0, typed));
        CHECK(count_all_forms() >= 2);  // the name itself, and the cache's key: the search does find
    }
    CHECK(count_all_forms() >= 1);
    cache.clear();
    atlas.clear();
    CHECK(count_all_forms() == 0);
}
