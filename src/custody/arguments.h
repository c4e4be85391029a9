// The command line: a command, then options as `--name value`; `guide` is followed by a ceremony, as "guide create",
// and `--rehearse` has no value. Pure functions.
#pragma once

#include "base/crypto.h"

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::custody {

struct Arguments {
    std::string command;
    std::map<std::string, std::string, std::less<>> options;  // names without dashes

    std::string option(std::string_view name, std::string_view fallback = {}) const;
};

// The error is a sentence about what is wrong.
std::expected<Arguments, std::string> parse_arguments(std::span<char* const> words);

// Are all of `needed` there, and nothing but `needed` and `allowed`? The error is a sentence.
std::expected<void, std::string> check_options(const Arguments& arguments, std::span<const std::string_view> needed,
                                               std::span<const std::string_view> allowed);

// What stands between the commas of a value.
std::vector<std::string> split_list(const std::string& list);

// Public keys in hex with commas between; nothing if one is no key.
std::optional<std::vector<public_key>> parse_keys(const std::string& list);

// A whole number without sign, in [min, max].
std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t min, std::int64_t max);

}  // namespace porchlight::custody
