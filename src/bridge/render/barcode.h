// Codes on a card, drawn dot by dot so that each module is a whole number of dots (card/FORMAT.md, Service numbers):
// the signed QR code and the services' barcodes. Pure functions, any thread.
#pragma once

#include "bridge/render/card_template.h"
#include "protocol/service.h"

#include <optional>
#include <string_view>

namespace porchlight::bridge {

struct Barcode {
    int columns_modules = 0;
    int rows_modules = 0;  // 1: bars, as high as their box
    std::vector<bool> dark;

    bool is_bars() const { return rows_modules == 1; }
};

// What phone cameras and library scanners read: 0.42 and 0.25 mm.
constexpr int kSmallestQrModule_dots = 5;
constexpr int kSmallestBar_dots = 3;
constexpr double kSmallestBarHeight_mm = 5;
// Longer ones, and a scanner's beam misses them.
constexpr int kLargestBar_dots = 5;

// Error correction M. Nothing if the text is longer than a QR code takes.
std::optional<Barcode> make_qr(std::string_view text);

// number: of the symbology's symbols (protocol::is_number_of).
std::optional<Barcode> make_barcode(protocol::Symbology symbology, std::string_view number);

// The smallest box that takes it, quiet zones included.
Box_mm smallest_box(const Barcode& code);

// In the middle of the box, as large as that allows, the box white. False if the box is smaller than smallest_box.
bool draw_barcode(cairo_t* context, const Barcode& code, const Box_mm& box);

}  // namespace porchlight::bridge
