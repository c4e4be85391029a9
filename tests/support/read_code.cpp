// read_code FILE.pgm: prints the text of the QR code in a grey picture, by ZXing. Ends with 1 where there is none.
#define ZX_USE_UTF8 1

#include <ZXing/ReadBarcode.h>

#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int count, char** words) {
    if (count != 2)
        return 2;
    std::ifstream in(words[1], std::ios::binary);
    std::string magic;
    int width_px = 0;
    int height_px = 0;
    int largest = 0;
    in >> magic >> width_px >> height_px >> largest;
    in.get();
    const std::string grey{std::istreambuf_iterator<char>(in), {}};
    if (magic != "P5" || grey.size() != static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px))
        return 2;
    const ZXing::ImageView view(reinterpret_cast<const std::uint8_t*>(grey.data()), width_px, height_px,
                                ZXing::ImageFormat::Lum);
    const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
    const auto result = ZXing::ReadBarcode(view, hints);
    std::cout << result.text();
    return result.isValid() ? 0 : 1;
}
