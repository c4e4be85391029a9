#include "record/birth_date.h"

#include <optional>

namespace porchlight::record {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<int> number(std::string_view text, std::size_t max_digits) {
    text = trimmed(text);
    if (text.empty() || text.size() > max_digits)
        return std::nullopt;
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::expected<date, Error> within_bounds(const date& born, const date& today) {
    if (born > today)
        return std::unexpected(Error::kDateInFuture);
    if (today.year() > kMaxAgeYears && born < today.plus_years(-kMaxAgeYears))
        return std::unexpected(Error::kDateTooLongAgo);
    return born;
}

}  // namespace

std::expected<date, Error> birth_date_from_fields(std::string_view year, std::string_view month, std::string_view day,
                                                  const date& today) {
    const auto y = number(year, 4);
    const auto m = number(month, 2);
    const auto d = number(day, 2);
    if (!y || !m || !d || trimmed(year).size() != 4)
        return std::unexpected(Error::kDateMalformed);
    const auto born = date::from_ymd(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
    if (!born)
        return std::unexpected(Error::kDateNotReal);
    return within_bounds(*born, today);
}

std::expected<date, Error> parse_birth_date(std::string_view text, const date& today) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::unexpected(Error::kDateMalformed);
    if (text.find_first_not_of("0123456789-") != std::string_view::npos)
        return std::unexpected(Error::kDateMalformed);
    return birth_date_from_fields(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2), today);
}

}  // namespace porchlight::record
