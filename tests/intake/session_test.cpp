#include "intake/flow/session.h"
#include "intake/flow/say.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::intake;

TEST_CASE("A session warns, counts whole seconds down, and ends") {
    Session session;
    session.configure(milliseconds(90'000), milliseconds(30'000));
    CHECK_FALSE(session.next_change(milliseconds(0)));
    session.start(milliseconds(0));
    CHECK(session.next_change(milliseconds(10)) == milliseconds(90'000));
    CHECK(session.phase(milliseconds(89'999)) == Session::Phase::kQuiet);
    CHECK(session.phase(milliseconds(90'000)) == Session::Phase::kWarning);
    CHECK(session.seconds_left(milliseconds(90'000)) == 30);
    CHECK(session.seconds_left(milliseconds(90'001)) == 30);
    CHECK(session.next_change(milliseconds(90'001)) == milliseconds(91'000));
    CHECK(session.phase(milliseconds(120'000)) == Session::Phase::kOver);
}

TEST_CASE("Any sign of life, in the warning too, gives all of the time anew") {
    Session session;
    session.configure(milliseconds(10'000), milliseconds(20'000));
    session.start(milliseconds(0));
    session.sign_of_life(milliseconds(9'000));
    CHECK(session.phase(milliseconds(18'999)) == Session::Phase::kQuiet);
    CHECK(session.phase(milliseconds(19'000)) == Session::Phase::kWarning);
    session.sign_of_life(milliseconds(38'999));
    CHECK(session.phase(milliseconds(38'999)) == Session::Phase::kQuiet);
    CHECK(session.phase(milliseconds(68'998)) == Session::Phase::kWarning);
    CHECK(session.phase(milliseconds(68'999)) == Session::Phase::kOver);
    session.stop();
    session.sign_of_life(milliseconds(70'000));
    CHECK_FALSE(session.next_change(milliseconds(90'000)));
}

TEST_CASE("A session that is left ends after the warning's time, however patient, unless it is started again") {
    Session session;
    session.configure(milliseconds(10'000), milliseconds(20'000));
    session.set_patient(true);
    session.leave(milliseconds(1'000));
    CHECK(session.phase(milliseconds(1'000)) == Session::Phase::kWarning);
    CHECK(session.seconds_left(milliseconds(1'000)) == 20);
    session.set_patient(false);
    session.sign_of_life(milliseconds(15'000));
    CHECK(session.seconds_left(milliseconds(15'000)) == 20);
    CHECK(session.phase(milliseconds(35'000)) == Session::Phase::kOver);
    session.start(milliseconds(35'000));
    CHECK(session.phase(milliseconds(44'999)) == Session::Phase::kQuiet);
}

TEST_CASE("A session that waits for a librarian is patient") {
    Session session;
    session.start(milliseconds(0));
    session.set_patient(true);
    CHECK(session.phase(milliseconds(600'000)) == Session::Phase::kQuiet);
}

TEST_CASE("Messages take their fillings, and dates read as people write them") {
    CHECK(say(0, Message::issuing_page, {{"page", "1"}, {"pages", "2"}}) == "Printing side 1 of 2");
    CHECK(say_date(0, *date::from_ymd(1990, 3, 12)) == "March 12, 1990");
    CHECK(say_date(language_of_tag("es-MX"), *date::from_ymd(1990, 3, 12)) == "12 de marzo de 1990");
    CHECK(language_of_tag("xx") == 0);
}
