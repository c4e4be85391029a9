#include "server/number_list.h"

#include <algorithm>
#include <numeric>

namespace porchlight::server {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kHeader = "number";

std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::optional<ListFault> fault_of(std::string_view line, const protocol::Service& service) {
    if (line.size() > kMaxLineBytes)
        return ListFault::kLineLong;
    if (protocol::is_number_of(service, line))
        return std::nullopt;
    auto unchecked = service;
    unchecked.check = protocol::CheckRule::kNone;
    return protocol::is_number_of(unchecked, line) ? ListFault::kCheck : ListFault::kForm;
}

// The index of the first number that stands in the list before.
std::optional<std::size_t> first_repeated(const std::vector<std::string>& numbers) {
    std::vector<std::size_t> order(numbers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return numbers[a] != numbers[b] ? numbers[a] < numbers[b] : a < b;
    });
    std::optional<std::size_t> out;
    for (std::size_t i = 1; i < order.size(); ++i)
        if (numbers[order[i]] == numbers[order[i - 1]])
            out = std::min(out.value_or(order[i]), order[i]);
    return out;
}

}  // namespace

std::expected<NumberList, ListError> read_number_list(std::string_view text, const protocol::Service& service) {
    NumberList out;
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    if (auto rest = text; take_line(rest) == kHeader) {
        text = rest;
        out.first_line = 2;
    }
    while (!text.empty()) {
        const auto line = take_line(text);
        const auto at = out.first_line + out.numbers.size();
        if (const auto fault = fault_of(line, service))
            return std::unexpected(ListError{*fault, at});
        if (out.numbers.size() == kMaxListNumbers)
            return std::unexpected(ListError{ListFault::kTooMany, at});
        out.numbers.emplace_back(line);
    }
    if (out.numbers.empty())
        return std::unexpected(ListError{ListFault::kEmpty, out.first_line});
    if (const auto repeated = first_repeated(out.numbers))
        return std::unexpected(ListError{ListFault::kTwice, out.first_line + *repeated});
    return out;
}

std::string_view words_of(ListFault fault) {
    switch (fault) {
        case ListFault::kEmpty: return "there is no number";
        case ListFault::kTooMany: return "there are more than 1,000,000 numbers";
        case ListFault::kLineLong: return "it has more than 64 bytes";
        case ListFault::kForm: return "it is no number of this service";
        case ListFault::kCheck: return "its check symbol is wrong";
        case ListFault::kTwice: return "the number stands in the list before";
    }
    return "";
}

}  // namespace porchlight::server
