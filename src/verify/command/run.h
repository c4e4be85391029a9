// From options to an answer and an exit code. Reads the files named and, where asked, standard input.
#pragma once

#include "verify/command/options.h"

#include <iosfwd>

namespace porchlight::checking {

// Exit codes.
constexpr int kGood = 0;
constexpr int kNotGood = 1;
constexpr int kWrongUse = 2;
constexpr int kNotChecked = 3;
constexpr int kGoodByOldList = 4;

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& complaints;
};

int run(const Options& options, const date& today, Streams streams);
int complain(std::string_view sentence, int code, std::ostream& complaints);

}  // namespace porchlight::checking
