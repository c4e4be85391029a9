// The QR code of a card: error correction M (ISO/IEC 18004), drawn dot by dot so that each module is whole.
// Pure functions, any thread.
#pragma once

#include "bridge/render/card_template.h"

#include <optional>
#include <string_view>

namespace porchlight::bridge {

constexpr int kQuietZone_modules = 4;
constexpr int kSmallestModule_dots = 5;  // 0.42 mm: what phone cameras and library scanners read

struct QrCode {
    int size_modules = 0;
    std::vector<bool> dark;  // rows from the top
};

// Nothing if the text is longer than a QR code takes.
std::optional<QrCode> make_qr(std::string_view text);

// As large as the box allows, quiet zone included. False if a module would be under kSmallestModule_dots.
bool draw_qr(cairo_t* context, const QrCode& code, const Box_mm& box);

}  // namespace porchlight::bridge
