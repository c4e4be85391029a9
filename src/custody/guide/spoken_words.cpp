#include "custody/guide/spoken_words.h"

#include "base/slow_hash.h"
#include "custody/paper/page_text.h"

#include <algorithm>

namespace porchlight::custody {

std::optional<std::string> spoken_words(std::string_view file) {
    constexpr std::string_view kSalt = "porchlight words";
    const auto line = file.substr(0, std::min(file.find('\n'), file.size() - 1) + 1);
    const auto slow = slow_hash(hash(as_bytes(line)), to_array<kSalt.size()>(as_bytes(kSalt)));
    if (!slow)
        return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < kSpokenWords; ++i)
        out += (i == 0 ? "" : " ") + std::string(word_of((*slow)[i]));
    return out;
}

}  // namespace porchlight::custody
