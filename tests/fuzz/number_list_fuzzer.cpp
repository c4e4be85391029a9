// A list is taken with good numbers, each once and in its line, or refused with a line that is in it.
#include "server/number_list.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <set>

using namespace porchlight;
using fuzz::expect;

namespace {

void check(std::string_view text, const protocol::Service& service) {
    const auto list = server::read_number_list(text, service);
    const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    if (!list) {
        // An empty list's fault is where its first number should be, which may be behind its only line.
        const bool is_empty = list.error().fault == server::ListFault::kEmpty;
        expect(list.error().line >= 1 && list.error().line <= lines + (is_empty ? 1 : 0));
        expect(!server::words_of(list.error().fault).empty());
        return;
    }
    expect(!list->numbers.empty() && list->first_line + list->numbers.size() <= lines + 1);
    expect(std::set(list->numbers.begin(), list->numbers.end()).size() == list->numbers.size());
    for (const auto& number : list->numbers)
        expect(protocol::is_number_of(service, number) && text.find(number) != text.npos);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    using protocol::CheckRule;
    using protocol::Symbology;
    check(text, {"library", "Library", Symbology::kCodabar, CheckRule::kLuhn, 14, true});
    check(text, {"transit", "Transit", Symbology::kCode128, CheckRule::kNone, 4, false});
    check(text, {"plan", "Plan", Symbology::kCodabar, CheckRule::kMod16, 6, false});
    return 0;
}
