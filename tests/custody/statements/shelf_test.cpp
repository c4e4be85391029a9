#include "custody/layout.h"
#include "custody/statements/account.h"
#include "tests/custody/statements/ceremony.h"

#include <catch2/catch_amalgamated.hpp>

#include <sstream>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("A shelf tells the state of an epoch, and whose statements are missing") {
    const CeremonyCity city(3, 2);
    MemoryFolder papers;
    papers.write("a-hold.json", city.signed_by(city.hold("2027-05-01"), {0, 2})).value();
    papers.write("sharing-1", city.transcript(1, 2, {0, 1, 2})).value();
    const auto shelf = read_shelf(*city.keys(0), papers).value();
    REQUIRE(shelf.epochs.size() == 1);
    CHECK(shelf.passed_over.empty());
    const auto day = date::parse("2034-02-01").value();
    const auto standing = shelf.standing(shelf.epochs[0], day);
    CHECK(standing.state == protocol::EpochState::kOnHold);
    const auto words = in_words(shelf.epochs[0], standing, day);
    CHECK(says(words, "on hold"));
    CHECK(says(words, "CV-2033-7, County court"));
    CHECK(says(words, "destroyed by 0, and it takes 2"));
    CHECK(says(words, "3 Custodian 2"));
}

TEST_CASE("What too few signed, or another city, is passed over by its name, and counts for nothing") {
    const CeremonyCity city(3, 2);
    const CeremonyCity strangers(3, 2);
    MemoryFolder papers;
    papers.write("alone.json", city.signed_by(city.hold("2027-05-01"), {1})).value();
    papers.write("notes.txt", "nothing to see").value();
    papers.write("sharing-1", city.transcript(1, 2, {0, 1, 2})).value();
    papers.write("strangers.json", city.signed_by(city.hold("2027-05-02"), {0, 1})).value();
    const auto shelf = read_shelf(*strangers.keys(0), papers).value();
    CHECK(shelf.passed_over.size() == 3);
    const auto own = read_shelf(*city.keys(0), papers).value();
    CHECK(own.passed_over == std::vector<std::string>{"alone.json: signature", "notes.txt: malformed"});
    CHECK(own.statements.size() == 1);
}

TEST_CASE("Papers that give one epoch different dates are refused together") {
    const CeremonyCity city(3, 2);
    MemoryFolder papers;
    papers.write("sharing-1", city.transcript(1, 2, {0, 1, 2})).value();
    papers.write("sharing-2", city.transcript(2, 2, {0, 1}, "2040-01-01")).value();
    CHECK(failure_of(read_shelf(*city.keys(0), papers)) == "dates");
}

TEST_CASE("Manifests that name different retention schedules for one epoch are refused together") {
    const CeremonyCity city(3, 2);
    MemoryFolder papers;
    papers.write("manifest-1", city.manifest(1, "", {0, 1})).value();
    papers.write("manifest-2", city.manifest(2, "LIB-2026-04", {0, 1})).value();
    papers.write("sharing-1", city.transcript(1, 2, {0, 1, 2})).value();
    const auto shelf = read_shelf(*city.keys(0), papers).value();
    CHECK(shelf.epochs.at(0).dates.schedule == "LIB-2026-04");
    const auto day = date::parse("2034-02-01").value();
    CHECK(says(in_words(shelf.epochs[0], shelf.standing(shelf.epochs[0], day), day), "schedule    LIB-2026-04"));
    papers.write("manifest-3", city.manifest(3, "LIB-2026-05", {1, 2})).value();
    CHECK(failure_of(read_shelf(*city.keys(0), papers)) == "schedule");
}

TEST_CASE("What is shown of a statement is what is signed, its first letters and its long words too") {
    const CeremonyCity city(3, 2);
    auto said = city.hold("2027-05-01");
    const auto shown = [&] { return in_words(said, {}); };
    said.order = " XXXXXXXXXXXXXCV-2031-2";
    CHECK(says(shown(), "\n  order       XXXXXXXXXXXXXCV-2031-2\n  authority   County court\n"));
    CHECK(failure_of(begin_statement(*city.keys(0), said)) == "statement");
    said.order = "";
    CHECK(says(shown(), "\n  order       \n  authority   County court\n"));
    CHECK(failure_of(begin_statement(*city.keys(0), said)) == "statement");
    said.order = std::string(64, 'o');
    said.authority = std::string(32, 'a') + " " + std::string(31, 'b');
    CHECK(says(shown(), "\n  order       " + said.order + "\n  authority   " + said.authority + "\n"));
    CHECK(begin_statement(*city.keys(0), said));

    protocol::Opening opening{city.head("2027-05-01"), {}, {}, std::string(512, 'r'), "CV-2031-2"};
    const auto words = in_words(opening, id_of(opening));
    const std::string margin(14, ' ');
    CHECK(says(words, "\n  reason      " + std::string(66, 'r') + "\n" + margin + std::string(66, 'r') + "\n"));
    CHECK(says(words, "\n" + margin + std::string(512 % 66, 'r') + "\n  order       CV-2031-2\n"));
    opening.reason = "A word with\u00a0" + std::string(70, '-') + "\u00a0order\u00a0CV-9";
    for (std::istringstream lines(in_words(opening, id_of(opening))); !lines.eof();) {
        std::string line;
        std::getline(lines, line);
        CHECK(columns_of(line) <= kTerminalColumns);
    }
}

TEST_CASE("A statement goes from custodian to custodian until enough have signed") {
    const CeremonyCity city(3, 2);
    const auto begun = begin_statement(*city.keys(0), city.hold("2027-05-01")).value();
    const auto draft = read_draft(begun, city.trust, "hold").value();
    CHECK(draft.signed_by == 1);
    CHECK(failure_of(sign_draft(*city.keys(0), draft, "hold")) == "statement");
    CHECK_FALSE(protocol::open_statement(begun, city.trust, {}));
    const auto both = sign_draft(*city.keys(2), draft, "hold").value();
    CHECK(protocol::open_statement(both, city.trust, {}));
    CHECK(says(in_words(draft.statement, draft.id), to_hex(draft.id)));
    CHECK(failure_of(read_draft("{}", city.trust, "hold")) == "statement");
    auto elsewhere = city.trust;
    elsewhere.city = "Elsewhere";
    CHECK(failure_of(read_draft(both, elsewhere, "hold")) == "city_differs");
    CHECK(failure_of(begin_statement(*city.keys(0), protocol::Hold{city.head("2027-05-01"), "", "Court"})) ==
          "statement");
}
