#include "record/record.h"
#include "record/birth_date.h"
#include "record/name.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::tests;
using porchlight::record::canonical_name;

TEST_CASE("Names become canonical, or are refused, as the vectors say") {
    for (const auto& vector : vectors("name")) {
        INFO(vector.file);
        const auto typed = vector.hex("input");
        const auto name = canonical_name(as_text(typed));
        CHECK(code_of(name) == vector.error());
        if (name) {
            CHECK(*name == vector.text("output"));
            CHECK(record::is_canonical_name(*name));
        }
    }
}

TEST_CASE("Records are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("record")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto read = record::from_text(as_text(input));
        CHECK(code_of(read) == vector.error());
        if (read)
            CHECK(record::to_text(*read).value() == as_text(input));
    }
}

TEST_CASE("The largest name there can be fits a record") {
    std::string name(100, '"');
    name.back() = 'a';
    CHECK(record::to_text({UINT32_MAX, name, "1990-03-12"}).value().size() <= record::kMaxRecordBytes);
    std::string marks;
    while (marks.size() + 3 <= record::kMaxNameBytes)
        marks += marks.empty() ? "あ" : "\u3099\u3099";
    marks.resize(record::kMaxNameBytes);
    const auto canonical = canonical_name(marks);
    REQUIRE(canonical);
    CHECK(record::to_text({UINT32_MAX, *canonical, "1990-03-12"}).value().size() <= record::kMaxRecordBytes);
}

TEST_CASE("A record is written only of canonical fields") {
    CHECK(code_of(record::to_text({1, "Zoe\u0308", "1990-03-12"})) == "name_forbidden_character");
    CHECK(code_of(record::to_text({1, "", "1990-03-12"})) == "name_empty");
    CHECK(code_of(record::to_text({1, "Ana", "1990-02-30"})) == "date_not_real");
    CHECK(code_of(record::to_text({0, "Ana", "1990-03-12"})) == "record_epoch");
}

TEST_CASE("Dates of birth are checked against the day of application") {
    const auto today = date::parse("2026-11-23").value();
    const auto check = [&](const char* y, const char* m, const char* d) {
        return code_of(record::birth_date_from_fields(y, m, d, today));
    };
    CHECK(check("2026", "11", "23").empty());
    CHECK(check("2026", "11", "24") == "date_in_future");
    CHECK(check("1896", "11", "23").empty());
    CHECK(check("1896", "11", "22") == "date_too_long_ago");
    CHECK(check("2004", "2", "29").empty());
    CHECK(check("2003", "02", "29") == "date_not_real");
    CHECK(check("90", "3", "12") == "date_malformed");
    CHECK(check("1990", "", "12") == "date_malformed");
    CHECK(check("1990", "x", "12") == "date_malformed");
    CHECK(check(" 1990 ", " 3", "12 ").empty());
}

TEST_CASE("Names compare as people type them") {
    CHECK(record::comparison_form("Zoë O’Neil-Śmith") == record::comparison_form("ZOË O'NEIL ŚMITH"));
    CHECK(record::comparison_form("Zoë") != record::comparison_form("Zoe"));
    CHECK(record::comparison_form("ﬁne") == "fine");
}

TEST_CASE("Characters are counted as people see them") {
    CHECK(record::count_characters("") == 0);
    CHECK(record::count_characters("Nguyễn") == 6);
    CHECK(record::count_characters("e\u0301") == 1);
    CHECK(record::count_characters("👩‍👩‍👧a") == 2);
}
