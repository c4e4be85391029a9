// Somebody who has a card's code and knows its holder's name, and tries one date of birth after the other.
// Blocks until done; works with as many threads as the machine has cores.
#pragma once

#include "card/code.h"

#include <string>
#include <vector>

namespace porchlight::tests {

struct Guesses {
    std::vector<std::string> hits;  // dates that the code agrees with, in the order of the list
    std::size_t tried = 0;          // dates whose commitment was computed: all, unless memory was short
};

// number: what is taken for the card number, of any length.
Guesses guess_dates(const card::CheckedCode& code, const std::string& comparable_name, const std::string& number,
                    const std::vector<std::string>& dates);

// first, first + step, … up to last, as YYYY-MM-DD.
std::vector<std::string> dates_from(const date& first, const date& last, int step_days);

}  // namespace porchlight::tests
