#define ZX_USE_UTF8 1

#include "verify/command/picture.h"

#include <ZXing/ReadBarcode.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <unistd.h>

#include <cstdint>
#include <memory>

namespace porchlight::checking {
namespace {

constexpr std::int64_t kMaxPixels = 64'000'000;

using Pixbuf = std::unique_ptr<GdkPixbuf, decltype(&g_object_unref)>;

// Its size is asked first: a small file can claim a picture that fills the memory.
std::expected<Pixbuf, PictureError> load(const std::string& path) {
    if (::access(path.c_str(), R_OK) != 0)
        return std::unexpected(PictureError::kMissing);
    int width_px = 0;
    int height_px = 0;
    if (gdk_pixbuf_get_file_info(path.c_str(), &width_px, &height_px) == nullptr)
        return std::unexpected(PictureError::kNoFormat);
    if (std::int64_t{width_px} * height_px > kMaxPixels)
        return std::unexpected(PictureError::kTooLarge);
    Pixbuf out(gdk_pixbuf_new_from_file(path.c_str(), nullptr), &g_object_unref);
    if (!out)
        return std::unexpected(PictureError::kNoFormat);
    return out;
}

// What is see-through is white, as a page shows it: a code drawn on nothing is dark on light.
std::vector<std::uint8_t> grey_of(const GdkPixbuf* picture) {
    const int width = gdk_pixbuf_get_width(picture);
    const int height = gdk_pixbuf_get_height(picture);
    const int channels = gdk_pixbuf_get_n_channels(picture);
    const bool has_alpha = gdk_pixbuf_get_has_alpha(picture) != 0;
    const guint8* row = gdk_pixbuf_read_pixels(picture);
    std::vector<std::uint8_t> out;
    out.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y, row += gdk_pixbuf_get_rowstride(picture))
        for (int x = 0; x < width; ++x) {
            const guint8* pixel = row + static_cast<std::ptrdiff_t>(x) * channels;
            const unsigned grey = (306U * pixel[0] + 601U * pixel[1] + 117U * pixel[2]) >> 10U;
            const unsigned alpha = has_alpha ? pixel[3] : 255U;
            out.push_back(static_cast<std::uint8_t>((grey * alpha + 255U * (255U - alpha)) / 255U));
        }
    return out;
}

}  // namespace

std::expected<std::vector<std::string>, PictureError> codes_in_picture(const std::string& path) {
    const auto picture = load(path);
    if (!picture)
        return std::unexpected(picture.error());
    const auto grey = grey_of(picture->get());
    const ZXing::ImageView view(grey.data(), gdk_pixbuf_get_width(picture->get()),
                                gdk_pixbuf_get_height(picture->get()), ZXing::ImageFormat::Lum);
    const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
    std::vector<std::string> out;
    for (const auto& found : ZXing::ReadBarcodes(view, hints))
        if (found.isValid())
            out.push_back(found.text());
    return out;
}

}  // namespace porchlight::checking
