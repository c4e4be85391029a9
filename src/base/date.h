// A calendar date (Gregorian, proleptic), without time or zone. Header contract: values are always real dates.
// Any thread; no clock: today's date is an argument wherever it matters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace porchlight {

class date {
public:
    // Nothing if there is no such day; years 1 to 9999.
    static std::optional<date> from_ymd(int year, unsigned month, unsigned day);
    // Exactly "YYYY-MM-DD".
    static std::optional<date> parse(std::string_view text);
    // Days since 1970-01-01 (may be negative); what is outside years 1 to 9999 becomes their first or last day.
    static date from_days(std::int64_t days);

    int year() const { return m_year; }
    unsigned month() const { return m_month; }
    unsigned day() const { return m_day; }
    std::int64_t days() const;
    std::string text() const;

    // The same day so many years later, at most in year 9999; 29 February becomes 28 February where there is none.
    date plus_years(int years) const;
    // Whole years from this date to another, as ages are counted (born 29 February: a year older on 1 March).
    int years_until(const date& later) const;

    friend auto operator<=>(const date&, const date&) = default;

private:
    date(int year, unsigned month, unsigned day) : m_year(year), m_month(month), m_day(day) {}

    int m_year;
    unsigned m_month;
    unsigned m_day;
};

// The UTC day of a time in seconds since 1970.
date date_of_unix_seconds(std::int64_t seconds);

}  // namespace porchlight
