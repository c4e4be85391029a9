#include "bridge/render/qr.h"

#include "bridge/render/raster.h"

#include <zint.h>

#include <cmath>
#include <memory>

namespace porchlight::bridge {
namespace {

constexpr int kCorrectionM = 2;

bool is_dark(const zint_symbol& symbol, int x, int y) { return ((symbol.encoded_data[y][x >> 3] >> (x & 7)) & 1) != 0; }

}  // namespace

std::optional<QrCode> make_qr(std::string_view text) {
    const std::unique_ptr<zint_symbol, decltype(&ZBarcode_Delete)> symbol(ZBarcode_Create(), ZBarcode_Delete);
    if (!symbol)
        return std::nullopt;
    symbol->symbology = BARCODE_QRCODE;
    symbol->option_1 = kCorrectionM;
    if (ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size())) >= ZINT_ERROR ||
        symbol->width != symbol->rows)
        return std::nullopt;
    QrCode out{symbol->width, {}};
    for (int y = 0; y < symbol->rows; ++y)
        for (int x = 0; x < symbol->width; ++x)
            out.dark.push_back(is_dark(*symbol, x, y));
    return out;
}

bool draw_qr(cairo_t* context, const QrCode& code, const Box_mm& box) {
    const double side = std::min(box.width, box.height) * kDotsPer_mm;
    const int module = static_cast<int>(side) / (code.size_modules + 2 * kQuietZone_modules);
    if (module < kSmallestModule_dots)
        return false;
    const int drawn = module * code.size_modules;
    const int left = static_cast<int>(std::lround(box.x * kDotsPer_mm + (box.width * kDotsPer_mm - drawn) / 2));
    const int top = static_cast<int>(std::lround(box.y * kDotsPer_mm + (box.height * kDotsPer_mm - drawn) / 2));
    const int quiet = kQuietZone_modules * module;
    cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_rectangle(context, left - quiet, top - quiet, drawn + 2 * quiet, drawn + 2 * quiet);
    cairo_fill(context);
    cairo_set_source_rgb(context, 0, 0, 0);
    auto dark = code.dark.begin();
    for (int row = 0; row < code.size_modules; ++row)
        for (int column = 0; column < code.size_modules; ++column)
            if (*dark++)
                cairo_rectangle(context, left + column * module, top + row * module, module, module);
    cairo_fill(context);
    cairo_set_antialias(context, CAIRO_ANTIALIAS_DEFAULT);
    return true;
}

}  // namespace porchlight::bridge
