// Digits as keyboards around the world give them. Pure function, any thread.
#pragma once

#include <string>
#include <string_view>

namespace porchlight::intake {

// Digits of Arabic and Persian keyboards and the full-width ones of East Asian input become 0 to 9; the rest stays.
std::string with_plain_digits(std::string_view utf8);

}  // namespace porchlight::intake
