// The demo card printer's hopper: ippeveprinter runs it for each job (-c). It reads the PWG raster that arrived,
// turns each side upright, and lays it into the tray as pictures: card-001-front.png, card-001-back.png.
// The tray is named by PORCHLIGHT_TRAY. Exit code 1 aborts the job, as a jam would.

#include <cairo.h>
#include <cups/raster.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr unsigned kMaxSide_dots = 4096;

struct RasterClose {
    void operator()(cups_raster_t* raster) const { cupsRasterClose(raster); }
};
using Raster = std::unique_ptr<cups_raster_t, RasterClose>;

struct Side {
    unsigned width_dots = 0;
    unsigned height_dots = 0;
    std::vector<std::uint8_t> rgb;
};

// Empty at the end of the job, and for what is not 8-bit RGB.
std::optional<Side> read_side(cups_raster_t* raster) {
    cups_page_header2_t header;
    if (cupsRasterReadHeader2(raster, &header) == 0)
        return std::nullopt;
    const bool is_rgb = header.cupsBitsPerPixel == 24 && header.cupsBytesPerLine == 3 * header.cupsWidth;
    if (!is_rgb || header.cupsWidth > kMaxSide_dots || header.cupsHeight > kMaxSide_dots)
        return std::nullopt;
    Side side{header.cupsWidth, header.cupsHeight, {}};
    side.rgb.resize(std::size_t{header.cupsBytesPerLine} * header.cupsHeight);
    for (unsigned row = 0; row < side.height_dots; ++row)
        if (cupsRasterReadPixels(raster, side.rgb.data() + std::size_t{row} * header.cupsBytesPerLine,
                                 header.cupsBytesPerLine) != header.cupsBytesPerLine)
            return std::nullopt;
    return side;
}

// Cards run through the printer on their short side: a quarter turn back shows them upright.
Side upright(const Side& side) {
    if (side.width_dots >= side.height_dots)
        return side;
    Side out{side.height_dots, side.width_dots, std::vector<std::uint8_t>(side.rgb.size())};
    for (std::size_t y = 0; y < out.height_dots; ++y)
        for (std::size_t x = 0; x < out.width_dots; ++x)
            std::copy_n(&side.rgb[3 * (x * side.width_dots + (side.width_dots - 1 - y))], 3,
                        &out.rgb[3 * (y * out.width_dots + x)]);
    return out;
}

// Written beside and renamed: who looks into the tray sees whole pictures.
bool write_png(const Side& side, const fs::path& path) {
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(side.width_dots),
                                                          static_cast<int>(side.height_dots));
    auto* pixels = cairo_image_surface_get_data(surface);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    for (std::size_t y = 0; y < side.height_dots; ++y)
        for (std::size_t x = 0; x < side.width_dots; ++x) {
            const auto* from = &side.rgb[3 * (y * side.width_dots + x)];
            auto* to = pixels + y * stride + 4 * x;
            to[0] = from[2];
            to[1] = from[1];
            to[2] = from[0];
        }
    cairo_surface_mark_dirty(surface);
    const std::string beside = path.string() + ".new";
    const bool written = cairo_surface_write_to_png(surface, beside.c_str()) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return written && std::rename(beside.c_str(), path.c_str()) == 0;
}

std::string numbered(int number, const char* face) {
    std::string digits = std::to_string(number);
    return "card-" + std::string(3 - std::min<std::size_t>(3, digits.size()), '0') + digits + "-" + face + ".png";
}

int next_number(const fs::path& tray) {
    int number = 1;
    while (fs::exists(tray / numbered(number, "front")))
        ++number;
    return number;
}

int fail(const char* sentence) {
    std::cerr << "ERROR: " << sentence << '\n';
    return 1;
}

}  // namespace

int main(int count, char** values) {
    const char* tray = std::getenv("PORCHLIGHT_TRAY");
    if (count != 2 || tray == nullptr)
        return fail("the tray needs PORCHLIGHT_TRAY and the file of a job");
    const int file = open(values[1], O_RDONLY | O_CLOEXEC);
    // This printer keeps no card in its memory, not for the minute that ippeveprinter would keep the file.
    std::error_code ignored;
    fs::remove(values[1], ignored);
    const Raster raster(file < 0 ? nullptr : cupsRasterOpen(file, CUPS_RASTER_READ));
    if (!raster)
        return fail("the job is not a raster");
    const auto front = read_side(raster.get());
    const auto back = front ? read_side(raster.get()) : std::nullopt;
    if (!front || !back)
        return fail("the job does not hold two sides of a card in 8-bit RGB");
    const int number = next_number(tray);
    if (!write_png(upright(*front), fs::path(tray) / numbered(number, "front")) ||
        !write_png(upright(*back), fs::path(tray) / numbered(number, "back")))
        return fail("the tray cannot be written");
    close(file);
    return 0;
}
