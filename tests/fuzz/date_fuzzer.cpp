// A date that is read is a real one, and reads back from its own text.
#include "record/birth_date.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

namespace {

void check(const date& day) {
    expect(date::parse(day.text()) == day);
    expect(date::from_days(day.days()) == day);
    for (const int years : {-20'000, -130, -1, 0, 1, 130, 20'000})
        expect(date::parse(day.plus_years(years).text()).has_value());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    const auto text = as_text(input);
    const auto today = date::parse("2026-11-23").value();
    if (const auto day = date::parse(text)) {
        check(*day);
        expect(day->text() == text);
    }
    if (const auto born = record::parse_birth_date(text, today)) {
        expect(born->text() == text && *born <= today && born->years_until(today) <= record::kMaxAgeYears);
        expect(record::birth_date_from_fields(text.substr(0, 4), text.substr(5, 2), text.substr(8), today) == *born);
    }
    if (size >= 8)
        check(date_of_unix_seconds(static_cast<std::int64_t>(get_u64(input))));
    return 0;
}
