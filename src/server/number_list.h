// The list that a service hands over: one number a line (CSV of one column), the first line may say `number`.
// Pure functions, any thread.
#pragma once

#include "protocol/service.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::server {

constexpr std::size_t kMaxListBytes = 64 * 1024 * 1024;
constexpr std::size_t kMaxListNumbers = 1'000'000;
constexpr std::size_t kMaxLineBytes = 64;

enum class ListFault {
    kEmpty,     // no number at all
    kTooMany,   // the line after the last that is taken
    kLineLong,  // more than kMaxLineBytes
    kForm,      // not of the service's length and symbols
    kCheck,     // its check symbol is wrong
    kTwice,     // it stands in the list before
};

struct ListError {
    ListFault fault = ListFault::kEmpty;
    std::size_t line = 1;  // from 1; of an empty list, where the first number should be
};

struct NumberList {
    std::vector<std::string> numbers;  // as they stand in the list
    std::size_t first_line = 1;        // of the first number; each has a line
};

// The whole list or its first fault. Lines end with LF or CR LF; a byte order mark is passed over.
std::expected<NumberList, ListError> read_number_list(std::string_view text, const protocol::Service& service);

// What is wrong, as part of a sentence: "its check symbol is wrong".
std::string_view words_of(ListFault fault);

}  // namespace porchlight::server
