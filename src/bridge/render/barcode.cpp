#include "bridge/render/barcode.h"

#include "bridge/render/raster.h"
#include "bridge/render/shapes.h"

#include <zint.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace porchlight::bridge {
namespace {

constexpr int kCorrectionM = 2;
constexpr int kQrQuiet_modules = 4;
constexpr int kBarQuiet_modules = 10;
constexpr double kCorner_mm = 0.7;

int quiet_modules(const Barcode& code) { return code.is_bars() ? kBarQuiet_modules : kQrQuiet_modules; }
int smallest_module(const Barcode& code) { return code.is_bars() ? kSmallestBar_dots : kSmallestQrModule_dots; }

bool is_dark(const zint_symbol& symbol, int x, int y) { return ((symbol.encoded_data[y][x >> 3] >> (x & 7)) & 1) != 0; }

std::optional<Barcode> encode(int symbology, int option, std::string_view text) {
    const std::unique_ptr<zint_symbol, decltype(&ZBarcode_Delete)> symbol(ZBarcode_Create(), ZBarcode_Delete);
    if (!symbol || text.empty())
        return std::nullopt;
    symbol->symbology = symbology;
    symbol->option_1 = option;
    if (ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size())) >= ZINT_ERROR)
        return std::nullopt;
    Barcode out{symbol->width, symbol->rows, {}};
    for (int y = 0; y < symbol->rows; ++y)
        for (int x = 0; x < symbol->width; ++x)
            out.dark.push_back(is_dark(*symbol, x, y));
    return out;
}

// Dots a module.
int module_dots(const Barcode& code, const Box_mm& box) {
    const int across = code.columns_modules + 2 * quiet_modules(code);
    if (code.is_bars())
        return std::min(static_cast<int>(box.width * kDotsPer_mm) / across, kLargestBar_dots);
    return static_cast<int>(std::min(box.width, box.height) * kDotsPer_mm) / across;
}

}  // namespace

std::optional<Barcode> make_qr(std::string_view text) { return encode(BARCODE_QRCODE, kCorrectionM, text); }

std::optional<Barcode> make_barcode(protocol::Symbology symbology, std::string_view number) {
    switch (symbology) {
        case protocol::Symbology::kCodabar:
            return encode(BARCODE_CODABAR, -1,
                          protocol::kCodabarStart + std::string(number) + protocol::kCodabarStop);
        case protocol::Symbology::kCode128: return encode(BARCODE_CODE128, -1, number);
        case protocol::Symbology::kQr: return make_qr(number);
    }
    return std::nullopt;
}

Box_mm smallest_box(const Barcode& code) {
    const double width = (code.columns_modules + 2 * quiet_modules(code)) * smallest_module(code) / kDotsPer_mm;
    return {0, 0, width, code.is_bars() ? kSmallestBarHeight_mm : width};
}

bool draw_barcode(cairo_t* context, const Barcode& code, const Box_mm& box) {
    const int module = module_dots(code, box);
    if (module < smallest_module(code) || (code.is_bars() && box.height < kSmallestBarHeight_mm))
        return false;
    const auto dots = [](double mm) { return static_cast<int>(std::lround(mm * kDotsPer_mm)); };
    const int width = module * code.columns_modules;
    const int row = code.is_bars() ? dots(box.height) : module;
    const int height = row * code.rows_modules;
    const int left = dots(box.x) + (dots(box.width) - width) / 2;
    const int top = dots(box.y) + (dots(box.height) - height) / 2;
    // The quiet zone is in it, by the size of a module.
    cairo_set_source_rgb(context, 1, 1, 1);
    rounded_rectangle(context, box.x * kDotsPer_mm, box.y * kDotsPer_mm, box.width * kDotsPer_mm,
                      box.height * kDotsPer_mm, kCorner_mm * kDotsPer_mm);
    cairo_fill(context);
    cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE);
    cairo_set_source_rgb(context, 0, 0, 0);
    auto dark = code.dark.begin();
    for (int y = 0; y < code.rows_modules; ++y)
        for (int x = 0; x < code.columns_modules; ++x)
            if (*dark++)
                cairo_rectangle(context, left + x * module, top + y * row, module, row);
    cairo_fill(context);
    cairo_set_antialias(context, CAIRO_ANTIALIAS_DEFAULT);
    return true;
}

}  // namespace porchlight::bridge
