#include "base/date.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace porchlight {
namespace {

namespace chrono = std::chrono;

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9999;
constexpr std::int64_t kFirstDay = -719'162;  // 0001-01-01
constexpr std::int64_t kLastDay = 2'932'896;  // 9999-12-31

chrono::year_month_day to_chrono(const date& d) {
    return chrono::year{d.year()} / chrono::month{d.month()} / chrono::day{d.day()};
}

std::optional<unsigned> digits(std::string_view text) {
    unsigned value = 0;
    for (char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

void put_digits(std::string& out, unsigned value, int width) {
    std::array<char, 4> text{};
    for (int i = width - 1; i >= 0; --i, value /= 10)
        text[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    out.append(text.data(), static_cast<std::size_t>(width));
}

}  // namespace

std::optional<date> date::from_ymd(int year, unsigned month, unsigned day) {
    const chrono::year_month_day ymd{chrono::year{year}, chrono::month{month}, chrono::day{day}};
    if (year < kFirstYear || year > kLastYear || !ymd.ok())
        return std::nullopt;
    return date(year, month, day);
}

std::optional<date> date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day)
        return std::nullopt;
    return from_ymd(static_cast<int>(*year), *month, *day);
}

date date::from_days(std::int64_t days) {
    const chrono::year_month_day ymd{chrono::sys_days{chrono::days{std::clamp(days, kFirstDay, kLastDay)}}};
    return date(static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

std::int64_t date::days() const { return chrono::sys_days{to_chrono(*this)}.time_since_epoch().count(); }

std::string date::text() const {
    std::string out;
    put_digits(out, static_cast<unsigned>(m_year), 4);
    out += '-';
    put_digits(out, m_month, 2);
    out += '-';
    put_digits(out, m_day, 2);
    return out;
}

date date::plus_years(int years) const {
    const int year = static_cast<int>(std::clamp<std::int64_t>(std::int64_t{m_year} + years, kFirstYear, kLastYear));
    const auto same_day = from_ymd(year, m_month, m_day);
    return same_day ? *same_day : date(year, m_month, m_day - 1);  // Only 29 February can be missing.
}

int date::years_until(const date& later) const {
    const int years = later.m_year - m_year;
    const bool before_birthday = later.m_month < m_month || (later.m_month == m_month && later.m_day < m_day);
    return before_birthday ? years - 1 : years;
}

date date_of_unix_seconds(std::int64_t seconds) {
    const std::int64_t day = 86'400;
    const bool cuts_upwards = seconds < 0 && seconds % day != 0;
    return date::from_days(seconds / day - (cuts_upwards ? 1 : 0));
}

}  // namespace porchlight
