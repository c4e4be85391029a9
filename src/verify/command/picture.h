// QR codes in a picture file (ZXing; the picture by gdk-pixbuf). Reads the file; any one thread.
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace porchlight::checking {

enum class PictureError {
    kMissing,   // no such file, or not to be read
    kNoFormat,  // not a picture that this machine reads
    kTooLarge,  // more than 64 million pixels
};

// The texts of all QR codes found, perhaps none.
std::expected<std::vector<std::string>, PictureError> codes_in_picture(const std::string& path);

}  // namespace porchlight::checking
