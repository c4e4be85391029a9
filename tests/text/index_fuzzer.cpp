// Any bytes as a font index, and as a further one.
#include <cstdint>
#include <string_view>

#include "text/font_index.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    auto index = porchlight::text::parse_font_index(text);
    if (index)
        (void)porchlight::text::parse_further_index(*index, 0, text);
    return 0;
}
