#include "tests/verify/qr_picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <zint.h>

#include <memory>
#include <stdexcept>

namespace porchlight::tests {
namespace {

constexpr int kModule_px = 5;
constexpr int kQuiet_px = 4 * kModule_px;
constexpr int kTile_px = 420;

using Pixbuf = std::unique_ptr<GdkPixbuf, decltype(&g_object_unref)>;

void draw(GdkPixbuf& picture, const std::string& text, int left) {
    const std::unique_ptr<zint_symbol, decltype(&ZBarcode_Delete)> symbol(ZBarcode_Create(), ZBarcode_Delete);
    symbol->symbology = BARCODE_QRCODE;
    symbol->option_1 = 2;
    if (ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size())) >= ZINT_ERROR ||
        symbol->rows * kModule_px + 2 * kQuiet_px > kTile_px)
        throw std::runtime_error("no code of this text");
    guchar* pixels = gdk_pixbuf_get_pixels(&picture);
    const int stride = gdk_pixbuf_get_rowstride(&picture);
    for (int y = 0; y < symbol->rows * kModule_px; ++y)
        for (int x = 0; x < symbol->width * kModule_px; ++x) {
            const int column = x / kModule_px;
            const bool dark = ((symbol->encoded_data[y / kModule_px][column >> 3] >> (column & 7)) & 1) != 0;
            for (int channel = 0; dark && channel < 3; ++channel)
                pixels[(y + kQuiet_px) * stride + (left + kQuiet_px + x) * 3 + channel] = 0;
        }
}

}  // namespace

void write_qr_picture(const std::string& path, const std::string& type, const std::vector<std::string>& texts,
                      int quarter_turns) {
    const int tiles = static_cast<int>(texts.size());
    const Pixbuf flat(gdk_pixbuf_new(GDK_COLORSPACE_RGB, 0, 8, (tiles == 0 ? 1 : tiles) * kTile_px, kTile_px),
                      &g_object_unref);
    gdk_pixbuf_fill(flat.get(), 0xffffffff);
    for (int i = 0; i < tiles; ++i)
        draw(*flat, texts[static_cast<std::size_t>(i)], i * kTile_px);
    const Pixbuf turned(gdk_pixbuf_rotate_simple(flat.get(), static_cast<GdkPixbufRotation>(90 * quarter_turns)),
                        &g_object_unref);
    if (gdk_pixbuf_save(turned.get(), path.c_str(), type.c_str(), nullptr, nullptr) == 0)
        throw std::runtime_error("picture not written");
}

}  // namespace porchlight::tests
