// A picture with QR codes side by side, drawn by zint and written by gdk-pixbuf: black on white, a quiet zone around.
#pragma once

#include <string>
#include <vector>

namespace porchlight::tests {

// type: "png" or "jpeg". quarter_turns: counter-clockwise. Throws if it cannot be written.
void write_qr_picture(const std::string& path, const std::string& type, const std::vector<std::string>& texts,
                      int quarter_turns = 0);

}  // namespace porchlight::tests
