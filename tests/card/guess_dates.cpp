// guess_dates CODE ISSUER NAME NUMBER <dates: tries dates of birth, one a line, against a card's code. Writes those
// that it agrees with, and last `tried N`. For the cards that browser tests print.
#include "tests/card/guessing.h"

#include "base/encoding.h"
#include "record/name.h"

#include <iostream>

using namespace porchlight;

int main(int count, char** words) {
    const auto key = array_from_hex<32>(count == 5 ? words[2] : "");
    const auto name = record::canonical_name(count == 5 ? words[3] : "");
    if (!start_crypto() || !key || !name) {
        std::cerr << "guess_dates CODE ISSUER NAME NUMBER <dates\n";
        return 2;
    }
    const card::IssuerKey issuer{*key, false};
    const auto code = card::check_code(words[1], {&issuer, 1});
    if (!code) {
        std::cerr << card::code(code.error()) << "\n";
        return 1;
    }
    std::vector<std::string> dates;
    for (std::string line; std::getline(std::cin, line);)
        dates.push_back(line);
    const auto guesses = tests::guess_dates(*code, record::comparison_form(*name), words[4], dates);
    for (const auto& hit : guesses.hits)
        std::cout << hit << "\n";
    std::cout << "tried " << guesses.tried << "\n";
    return 0;
}
