// Who may approve which class, the second of two librarians, and what a site lead is told of.
#include "server/desk_service.h"
#include "server/issuance_service.h"
#include "server/store/memory_store.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;
using protocol::AnswerState;
using protocol::DenialReason;

namespace {

constexpr std::int64_t kNow = 1'795'000'000;

Staff staff(std::string name, Role role = Role::kLibrarian, std::string site = "North Branch") {
    Staff out{std::move(name), std::move(site)};
    out.role = role;
    return out;
}

City city_with(const char* approvals) {
    City out;
    out.approvals = json::parse(approvals);
    return out;
}

constexpr auto kChildNeedsTwo = R"({"child":{"second":true}})";

struct World {
    explicit World(const char* approvals) : city(city_with(approvals)) {
        StoredSettings stored;
        stored.kiosks = {kiosk.entry(), other_kiosk.entry()};
        stored.manifest = StoredDocument{1, city.manifest()};
        settings.now = read_settings(stored);
        REQUIRE(settings.now->manifest);
    }

    protocol::KioskRequest wait(TestKiosk& at, std::uint8_t card_class) {
        auto request = at.request(city);
        request.card_class = card_class;
        issuances.issue(request, [](auto admitted) { REQUIRE(admitted); });
        return request;
    }
    std::expected<Approval, Error> approve(const Staff& by, const protocol::KioskRequest& request) {
        const auto words = protocol::words_of(request);
        std::expected<Approval, Error> result = std::unexpected(Error::kInternal);
        desk.approve(by, request.request, {std::string(words[0]), std::string(words[1]), std::string(words[2])},
                     [&](auto decided) { result = decided; });
        return result;
    }
    std::expected<void, Error> deny(const Staff& by, const protocol::KioskRequest& request) {
        std::expected<void, Error> result = std::unexpected(Error::kInternal);
        desk.refuse(by, request.request, protocol::denial(DenialReason::kPapers),
                    [&](auto decided) { result = decided; });
        return result;
    }
    std::uint64_t count(const Staff& by, const std::string& outcome, const std::string& card_class) {
        return *store.count({clock.today(), by.site, by.name, card_class, outcome});
    }
    AnswerState state(const protocol::KioskRequest& request) { return issuances.answer(request).state; }

    City city;
    TestKiosk kiosk{"Kiosk 1"};
    TestKiosk other_kiosk{"Kiosk 2"};
    ManualClock clock{kNow};
    CurrentSettings settings;
    MemoryStore store;
    DirectWriter writer{store};
    DirectFinder finder{store};
    ChallengeMaker challenges{clock};
    ReceiptSigner signer{city.keys()};
    DirectHeavyWork signatures;
    int changes = 0;
    IssuanceBoard board{clock, {}};
    UnusualBoard unusual{clock, [this] { ++changes; }};
    IssuanceService issuances{clock, settings, challenges, signer, signatures, board, finder};
    DeskService desk{clock, settings, board, writer, unusual};
};

constexpr std::uint8_t kChild = 0;
constexpr std::uint8_t kAdult = 2;

const Staff kAna = staff("ana");
const Staff kBen = staff("ben");
const Staff kLead = staff("lead", Role::kSiteLead);
const Staff kAdmin = staff("admin", Role::kAdministrator);

}  // namespace

TEST_CASE("a class with a second librarian is approved by two accounts, and counted for each", "[server][staff]") {
    World w(kChildNeedsTwo);
    const auto request = w.wait(w.kiosk, kChild);
    CHECK(w.approve(kAna, request) == Approval::kFirst);
    CHECK(w.state(request) == AnswerState::kWaiting);
    CHECK(w.board.find(request.request)->first_approval == "ana");
    CHECK(w.approve(kAna, request).error() == Error::kSamePerson);
    CHECK(w.state(request) == AnswerState::kWaiting);
    CHECK(w.approve(kBen, request) == Approval::kWhole);
    CHECK(w.state(request) == AnswerState::kApproved);
    CHECK(w.count(kAna, "approved_first", "child") == 1);
    CHECK(w.count(kAna, "approved", "child") == 0);
    CHECK(w.count(kBen, "approved", "child") == 1);
    // Another class of the same programme needs one.
    CHECK(w.approve(kAna, w.wait(w.kiosk, kAdult)) == Approval::kWhole);
}

TEST_CASE("a first approval holds for what was shown, and for nothing that the kiosk asks next", "[server][staff]") {
    World w(kChildNeedsTwo);
    const auto first = w.wait(w.kiosk, kChild);
    CHECK(w.approve(kAna, first) == Approval::kFirst);
    const auto changed = w.wait(w.kiosk, kChild);
    CHECK(w.approve(kBen, first).error() == Error::kGone);
    CHECK(w.approve(kBen, changed) == Approval::kFirst);
    CHECK(w.state(changed) == AnswerState::kWaiting);
}

TEST_CASE("a first approval that cannot be counted does not stand", "[server][staff]") {
    World w(kChildNeedsTwo);
    const auto request = w.wait(w.kiosk, kChild);
    w.store.fail_with(StoreError::kFull);
    CHECK(w.approve(kAna, request).error() == Error::kStoreFull);
    w.store.fail_with(std::nullopt);
    CHECK(w.approve(kBen, request) == Approval::kFirst);
    CHECK(w.approve(kAna, request) == Approval::kWhole);
    CHECK(w.deny(kBen, request).error() == Error::kGone);
}

TEST_CASE("only the roles that the programme names decide about a class", "[server][staff]") {
    World w(R"({"child":{"roles":["site-lead"]}})");
    const auto child = w.wait(w.kiosk, kChild);
    CHECK(w.approve(kAna, child).error() == Error::kRole);
    CHECK(w.deny(kAna, child).error() == Error::kRole);
    CHECK(w.approve(kAdmin, child).error() == Error::kRole);
    CHECK(w.approve(staff("far", Role::kSiteLead, "South Branch"), child).error() == Error::kGone);
    CHECK(w.approve(kLead, child) == Approval::kWhole);
    const auto adult = w.wait(w.other_kiosk, kAdult);
    CHECK(w.approve(kAdmin, adult).error() == Error::kRole);
    CHECK(w.approve(kAna, adult) == Approval::kWhole);
}

TEST_CASE("a programme whose rule of approvals has a slip of the pen is malformed", "[server][staff]") {
    const std::vector<std::pair<bool, const char*>> programmes = {
        {true, R"({})"},
        {true, R"({"approvals":{}})"},
        {true, R"({"approvals":{"child":{"roles":["administrator"],"second":true}}})"},
        {false, R"({"approvals":[]})"},
        {false, R"({"approvals":{"childd":{"second":true}}})"},
        {false, R"({"approvals":{"child":{"secnd":true}}})"},
        {false, R"({"approvals":{"child":{"second":1}}})"},
        {false, R"({"approvals":{"child":{"roles":[]}}})"},
        {false, R"({"approvals":{"child":{"roles":["librarien"]}}})"},
        {false, R"({"approvals":{"child":{"roles":["librarian","librarian"]}}})"},
        {false, R"({"approvals":{"child":true}})"},
    };
    const std::vector<std::string> classes = {"child", "adult"};
    for (const auto& [good, programme] : programmes) {
        INFO(programme);
        CHECK(protocol::parse_approval_rules(json::parse(programme), classes).has_value() == good);
    }
    City wrong;
    wrong.approvals = json::parse(R"({"child":{"secnd":true}})");
    StoredSettings stored;
    stored.manifest = StoredDocument{1, wrong.manifest()};
    CHECK_FALSE(read_settings(stored)->manifest);
}

TEST_CASE(
    "forty approvals or ten denials within an hour are told to the site's lead and the administrator, and forgotten",
    "[server][staff]") {
    World w("{}");
    const auto far_lead = staff("far", Role::kSiteLead, "South Branch");
    for (std::size_t i = 1; i < kUnusualApprovals; ++i)
        REQUIRE(w.approve(kAna, w.wait(w.kiosk, kAdult)));
    CHECK(w.unusual.seen_by(kLead).empty());
    CHECK(w.changes == 0);
    w.clock.advance(30min);
    REQUIRE(w.approve(kAna, w.wait(w.kiosk, kAdult)));
    CHECK(w.unusual.seen_by(kLead) == std::vector<Unusual>{{"ana", "North Branch", "approvals", kUnusualApprovals}});
    CHECK(w.unusual.seen_by(kAdmin).size() == 1);
    CHECK(w.unusual.seen_by(far_lead).empty());
    CHECK(w.unusual.seen_by(kAna).empty());
    CHECK(w.changes == 1);
    const auto version = w.unusual.version();
    for (std::size_t i = 0; i < kUnusualDenials; ++i)
        REQUIRE(w.deny(kBen, w.wait(w.kiosk, kAdult)));
    CHECK(w.unusual.seen_by(kLead).size() == 2);
    CHECK(w.unusual.version() > version);
    w.clock.advance(31min);
    w.unusual.expire();
    CHECK(w.unusual.seen_by(kLead) == std::vector<Unusual>{{"ben", "North Branch", "denials", kUnusualDenials}});
    w.clock.advance(1h);
    w.unusual.expire();
    CHECK(w.unusual.seen_by(kLead).empty());
}
