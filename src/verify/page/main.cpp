// What the checking page's JavaScript calls: texts are put one after the other into checker_buffer(), an answer is
// JSON at checker_answer(), as many bytes as the call says.
#include "base/crypto.h"
#include "verify/page/checker.h"

#include <emscripten/emscripten.h>

namespace {

using porchlight::bytes;
using porchlight::date;
using porchlight::checking::Checker;

bytes the_buffer;
std::string the_answer;
std::optional<Checker> the_checker;

std::string_view given(std::size_t from, std::size_t to) {
    return porchlight::as_text(the_buffer).substr(from, to - from);
}

// What came in goes, whatever became of it.
std::size_t answer(std::string text) {
    porchlight::wipe(the_buffer);
    the_answer = std::move(text);
    return the_answer.size();
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint8_t* checker_buffer(std::size_t size) {
    the_buffer.assign(size, 0);
    return the_buffer.data();
}

EMSCRIPTEN_KEEPALIVE const char* checker_answer() { return the_answer.data(); }

// The day as the checking person's clock has it. 0: not a day, or no source of randomness.
EMSCRIPTEN_KEEPALIVE int checker_start(int year, unsigned month, unsigned day) {
    const auto today = date::from_ymd(year, month, day);
    if (!today || !porchlight::start_crypto())
        return 0;
    the_checker.emplace(*today);
    return 1;
}

EMSCRIPTEN_KEEPALIVE std::size_t checker_open(std::size_t trust_size, std::size_t size) {
    return answer(the_checker->open(given(0, trust_size), given(trust_size, size)));
}

EMSCRIPTEN_KEEPALIVE std::size_t checker_code(std::size_t size) {
    return answer(the_checker->check_code(given(0, size)));
}

EMSCRIPTEN_KEEPALIVE std::size_t checker_holder(std::size_t name_size, std::size_t dob_size, std::size_t size) {
    const auto number_at = name_size + dob_size;
    const porchlight::checking::TypedHolder typed{std::string(given(0, name_size)),
                                                  std::string(given(name_size, number_at)),
                                                  std::string(given(number_at, size))};
    return answer(the_checker->check_holder(typed));
}

}  // extern "C"
