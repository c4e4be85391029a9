// A model that is read has a canvas that a card can be laid on, and patterns that end.
#include "bridge/models/model.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    const auto half = text.size() / 2;
    static_cast<void>(bridge::fits(text.substr(0, half), text.substr(half)));
    expect(bridge::fits("*", text));
    const auto model = bridge::parse_printer_model(text);
    if (!model) {
        expect(!model.error().empty());
        return 0;
    }
    expect(!model->name.empty() && model->bleed >= 0);
    if (model->canvas)
        expect(model->canvas->width_dots > 0 && model->canvas->width_dots < model->canvas->height_dots);
    for (const auto& pattern : model->match)
        expect(!pattern.empty());
    return 0;
}
