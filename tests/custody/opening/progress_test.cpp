#include "custody/opening/progress.h"

#include <sstream>

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight::custody;

TEST_CASE("Progress says how many of all, how fast, and how long it takes yet") {
    using namespace std::chrono_literals;
    CHECK(progress_text(0, 100, 0s) == "0 of 100 records");
    CHECK(progress_text(50, 100, 5s) == "50 of 100 records, 10 a second, 5 s left");
    CHECK(progress_text(100, 100, 10s) == "100 of 100 records, 10 a second");
    CHECK(progress_text(1, 100, 1h) == "1 of 100 records");
}

TEST_CASE("Progress is silent where nobody looks, and ends its line where somebody does") {
    std::ostringstream quiet;
    Progress none(quiet, ProgressStyle::kNone, 10);
    none.tell(10);
    none.finish();
    CHECK(quiet.str().empty());
    std::ostringstream lines;
    Progress some(lines, ProgressStyle::kLines, 10);
    some.tell(10);
    some.finish();
    CHECK(lines.str().starts_with("10 of 10 records"));
    CHECK(lines.str().ends_with("\n"));
}
