#include "custody/opening/progress.h"

#include "custody/folding.h"

#include <sstream>
#include <thread>

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

TEST_CASE("Progress leaves a terminal's line before another stream writes there") {
    using namespace std::chrono_literals;
    std::stringbuf terminal;
    FoldingBuffer out_folding(terminal);
    FoldingBuffer errors_folding(terminal);
    std::ostream out(&out_folding);
    std::ostream errors(&errors_folding);
    Progress progress(errors, ProgressStyle::kOneLine, 2);
    std::this_thread::sleep_for(260ms);
    progress.tell(1);
    const std::string erased = "\r\x1b[K";
    CHECK(terminal.str().starts_with(erased + "1 of 2 records"));
    const auto drawn = terminal.str();
    progress.clear();
    {
        const Unfolded as_they_are(out);
        out << "Ana Lee\n";
    }
    CHECK(terminal.str() == drawn + erased + "Ana Lee\n");
    progress.clear();
    CHECK(terminal.str() == drawn + erased + "Ana Lee\n");
    progress.finish();
    CHECK(terminal.str().starts_with(drawn + erased + "Ana Lee\n" + erased + "1 of 2 records"));
    CHECK(terminal.str().ends_with("\n"));
}
