// A QR code as dark and light modules (zint). Pure, any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace porchlight::custody {

struct QrCode {
    int size_modules = 0;
    std::vector<bool> dark;  // row by row
};

// Error correction M. Nothing if the text is longer than a code takes.
std::optional<QrCode> make_qr(std::string_view text);

}  // namespace porchlight::custody
