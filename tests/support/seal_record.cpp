// seal_record EPOCH KEY: seals the content on standard input to the epoch's public key (hex), as the page does, and
// writes the 1,024 bytes as hex. For checks by other implementations (tests/vectors/run-independent.mjs).
#include "base/encoding.h"
#include "envelope/seal.h"

#include <charconv>
#include <iostream>
#include <iterator>
#include <string>

int main(int count, char** words) {
    using namespace porchlight;
    const std::string_view number = count == 3 ? words[1] : "";
    const auto key = array_from_hex<32>(count == 3 ? words[2] : "");
    std::uint32_t epoch = 0;
    std::from_chars(number.data(), number.data() + number.size(), epoch);
    if (!start_crypto() || !key || epoch == 0) {
        std::cerr << "seal_record EPOCH KEY <content\n";
        return 2;
    }
    const std::string content{std::istreambuf_iterator<char>(std::cin), {}};
    const auto sealed = envelope::seal(as_bytes(content), epoch, *key);
    if (!sealed) {
        std::cerr << envelope::code(sealed.error()) << "\n";
        return 1;
    }
    std::cout << to_hex(*sealed) << "\n";
    return 0;
}
