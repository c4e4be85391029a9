// The fonts that the build prepared, loaded as the page would: what a text needs, when it needs it.
#pragma once

#include <catch2/catch_amalgamated.hpp>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/font_set.h"

namespace porchlight::text {

inline std::string path_on_disk(std::string_view release_path) {
    return std::string{PORCHLIGHT_FONTS_ROOT} + "/" + std::string{release_path};
}

inline std::vector<std::uint8_t> read_bytes(const std::string& path) {
    std::vector<std::uint8_t> bytes;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::fopen(path.c_str(), "rb"), &std::fclose};
    REQUIRE(file != nullptr);
    std::uint8_t block[16384];
    while (const auto count = std::fread(block, 1, sizeof block, file.get()))
        bytes.insert(bytes.end(), block, block + count);
    return bytes;
}

inline void load_index(FontSet& fonts) { REQUIRE(fonts.load_index(read_bytes(path_on_disk(kFontIndexPath)))); }

/// Loads all that the text needs; returns the paths in the order of loading.
inline std::vector<std::string> load_for(FontSet& fonts, std::string_view text, int weight = 400) {
    std::vector<std::string> loaded;
    for (auto paths = fonts.missing_fonts(text, weight); !paths.empty(); paths = fonts.missing_fonts(text, weight)) {
        REQUIRE(loaded.size() < 1000);
        for (const auto& path : paths) {
            REQUIRE(fonts.add_font(path, read_bytes(path_on_disk(path))));
            loaded.push_back(path);
        }
    }
    return loaded;
}

}  // namespace porchlight::text
