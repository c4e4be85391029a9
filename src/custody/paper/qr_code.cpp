#include "custody/paper/qr_code.h"

#include <zint.h>

#include <memory>

namespace porchlight::custody {
namespace {

constexpr int kCorrectionM = 2;

bool is_dark(const zint_symbol& symbol, int x, int y) { return ((symbol.encoded_data[y][x >> 3] >> (x & 7)) & 1) != 0; }

}  // namespace

std::optional<QrCode> make_qr(std::string_view text) {
    const std::unique_ptr<zint_symbol, decltype(&ZBarcode_Delete)> symbol(ZBarcode_Create(), ZBarcode_Delete);
    if (!symbol || text.empty())
        return std::nullopt;
    symbol->symbology = BARCODE_QRCODE;
    symbol->option_1 = kCorrectionM;
    if (ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size())) >= ZINT_ERROR)
        return std::nullopt;
    QrCode out{symbol->width, {}};
    for (int y = 0; y < symbol->rows; ++y)
        for (int x = 0; x < symbol->width; ++x)
            out.dark.push_back(is_dark(*symbol, x, y));
    return out;
}

}  // namespace porchlight::custody
