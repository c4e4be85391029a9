// The command line of porchlight-verify. Pure functions.
#pragma once

#include "base/date.h"

#include <expected>
#include <optional>
#include <span>
#include <string>

namespace porchlight::checking {

struct Options {
    bool help = false;
    bool ask = false;   // --ask: name, date of birth and number are read from standard input
    std::string trust;  // files
    std::string manifest;
    std::string image;  // a file; or
    std::string code;   // the code's text, "-" for a line of standard input
    std::string name;   // as typed from the card; all three or none
    std::string dob;
    std::string number;
    std::optional<date> on;  // --on: the day to judge by, else today

    bool has_holder() const { return !name.empty(); }
};

// The error is a sentence about what is wrong.
std::expected<Options, std::string> parse_options(std::span<char* const> words);

extern const std::string_view kHelp;

}  // namespace porchlight::checking
