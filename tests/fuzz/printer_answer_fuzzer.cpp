// Whatever a printer answers: what is understood of it can be laid on a card, and levels are percent.
// The first byte chooses the model that it is taken for.
#include "bridge/printer/capabilities.h"
#include "bridge/printer/status.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

namespace {

ssize_t take(void* from, ipp_uchar_t* to, std::size_t size) {
    auto& rest = *static_cast<byte_view*>(from);
    const auto count = std::min(size, rest.size());
    std::ranges::copy(rest.first(count), to);
    rest = rest.subspan(count);
    return static_cast<ssize_t>(count);
}

bridge::IppMessage read(byte_view input) {
    bridge::IppMessage out(ippNew());
    return ippReadIO(&input, take, 1, nullptr, out.get()) == IPP_STATE_DATA ? std::move(out) : nullptr;
}

bridge::PrinterModel model_of(std::uint8_t choice) {
    bridge::PrinterModel out;
    if ((choice & 1U) != 0)
        out.canvas = bridge::Canvas{648, 1016, 300};
    if ((choice & 2U) != 0)
        out.text_commands = "~";
    return out;
}

bool is_percent(const std::optional<int>& level) { return !level || (*level >= 0 && *level <= 100); }

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace porchlight::bridge;
    const auto input = fuzz::input(data, size);
    if (input.empty())
        return 0;
    const auto answer = read(input.subspan(1));
    if (!answer)
        return 0;
    auto* message = answer.get();
    const auto state = integer_value(message, "printer-state").value_or(3);
    const auto status = status_of(state, text_values(message, "printer-state-reasons"));
    expect((status.state == PrinterState::kNeeds) || status.need == PrinterNeed::kNone);
    const auto levels = levels_of(integer_values(message, "marker-levels"), text_values(message, "marker-types"),
                                  octet_values(message, "printer-supply"), octet_values(message, "printer-input-tray"));
    expect(is_percent(levels.cards) && is_percent(levels.ribbon));
    const auto taken = read_capabilities(message, model_of(input[0]));
    if (!taken)
        return 0;
    const auto& sheet = taken->sheet;
    constexpr int kMost_dots = 8192;
    expect(sheet.width_dots > 0 && sheet.width_dots < sheet.height_dots && sheet.height_dots <= kMost_dots);
    expect(sheet.dpi >= 100 && sheet.dpi <= 2400);
    expect(taken->format != Format::kPdf || (input[0] & 2U) == 0);
    return 0;
}
