// What administrators may do and site leads may see, and who is refused: without transport.
#include "protocol/enrolment.h"
#include "server/administration_service.h"
#include "server/number_service.h"
#include "server/people_service.h"
#include "server/store/memory_store.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

constexpr std::int64_t kNow = 1'795'000'000;  // 2026-11-18
const std::string kNorth = "North Branch";
const std::string kSouth = "South Branch";
const json kLibrary = {{"id", "library"}, {"name", "Library"}, {"symbology", "codabar"},
                       {"check", "luhn"}, {"length", 14},      {"required", true}};
const std::string kList = "number\n30234000517861\n33191000105864\n58198000943996\n";

Staff staff_of(const std::string& name, Role role, const std::string& site = kNorth) {
    Staff out{name, site};
    out.role = role;
    return out;
}

// What a callback was given; each of these answers before it returns.
template <class T>
struct Answer {
    std::expected<T, Error> value = std::unexpected(Error::kStopping);
    auto setter() {
        return [this](std::expected<T, Error> given) { value = std::move(given); };
    }
};

struct World {
    World() {
        city.services = json::array({kLibrary});
        for (const auto* kiosk : {&kiosk_1, &kiosk_south})
            REQUIRE(store.put_kiosk(kiosk->entry()));
        for (const auto& staff : {admin, lead, librarian, southerner})
            REQUIRE(store.put_staff(staff));
        REQUIRE(store.put_manifest({1, city.manifest()}));
        settings.now = read_settings(*store.load_settings());
    }

    template <class T, class Ask>
    std::expected<T, Error> ask(Ask call) {
        Answer<T> answer;
        call(answer.setter());
        return answer.value;
    }
    std::expected<NewKioskCode, Error> make_code(const Staff& actor, const std::string& site, const std::string& name) {
        return ask<NewKioskCode>([&](auto set) { service.make_code(actor, site, name, set); });
    }
    std::expected<void, Error> suspend(const Staff& actor, const std::string& name, bool suspended = true) {
        return ask<void>([&](auto set) { service.suspend(actor, kNorth, name, suspended, set); });
    }
    std::expected<void, Error> remove(const Staff& actor, const std::string& name) {
        return ask<void>([&](auto set) { service.remove(actor, kNorth, name, set); });
    }
    std::expected<KioskViews, Error> kiosks(const Staff& actor) {
        return ask<KioskViews>([&](auto set) { service.kiosks(actor, set); });
    }
    std::expected<NumberService::Imported, Error> import_list(const Staff& actor, const std::string& list,
                                                              const std::string& id = "library") {
        return ask<NumberService::Imported>([&](auto set) { numbers.import_list(actor, id, list, set); });
    }
    std::expected<void, Error> deal(const Staff& actor, const std::string& site, std::size_t count) {
        return ask<void>([&](auto set) { numbers.deal(actor, "library", site, count, set); });
    }
    std::expected<PeopleService::Invited, Error> invite(const Staff& actor, const Staff& account) {
        return ask<PeopleService::Invited>([&](auto set) { people.invite(actor, account, set); });
    }
    std::expected<void, Error> remove_person(const Staff& actor, const std::string& name) {
        return ask<void>([&](auto set) { people.remove(actor, name, set); });
    }
    void decide(const char* day, const std::string& site, const char* outcome) {
        const Outcome one{std::nullopt, std::nullopt, {*date::parse(day), site, "ana", "adult", outcome}};
        REQUIRE(store.apply({&one, 1}));
    }

    City city;
    TestKiosk kiosk_1{"Kiosk 1", kNorth};
    TestKiosk kiosk_south{"Kiosk 1", kSouth};
    Staff admin = staff_of("ada", Role::kAdministrator);
    Staff lead = staff_of("lea", Role::kSiteLead);
    Staff librarian = staff_of("ana", Role::kLibrarian);
    Staff southerner = staff_of("sol", Role::kLibrarian, kSouth);
    ManualClock clock{kNow};
    CurrentSettings settings;
    MemoryStore store;
    DirectRunner runner{store, settings};
    DirectHeavyWork heavy;
    DirectStaffWriter writer{store};
    StaffSecrets secrets{secret_bytes(kWrappingKeyBytes)};
    StaffAccess access{clock, settings, writer, secrets};
    PrinterBoard printers{clock, settings, [](const std::string&) {}};
    std::string trust = R"({"v":1,"city":"City of Lakehaven","custodians":{"threshold":1,"keys":[")" +
                        to_hex(city.custodian.public_half) + R"("]},"releases":{"threshold":1,"keys":[")" +
                        to_hex(city.custodian.public_half) + R"("]}})";
    AdministrationService service{clock, settings, printers, runner, heavy, [this] { return trust; }};
    NumberService numbers{settings, runner};
    PeopleService people{access, runner};
};

}  // namespace

TEST_CASE("a librarian is refused everything of administration", "[server][admin]") {
    World w;
    const auto& actor = w.librarian;
    CHECK(w.ask<std::vector<SiteView>>([&](auto set) { w.service.sites(actor, set); }).error() == Error::kRole);
    CHECK(w.kiosks(actor).error() == Error::kRole);
    CHECK(w.ask<CountViews>([&](auto set) { w.service.counts(actor, set); }).error() == Error::kRole);
    CHECK(w.service.printers(actor).error() == Error::kRole);
    CHECK(w.people.list(actor).error() == Error::kRole);
}

TEST_CASE("a site lead changes nothing but people's locks, and is told nothing of the whole city", "[server][admin]") {
    World w;
    for (const auto& actor : {w.lead, w.librarian}) {
        CHECK(w.ask<void>([&](auto set) { w.service.add_site(actor, "East Branch", set); }).error() == Error::kRole);
        CHECK(w.make_code(actor, kNorth, "Kiosk 2").error() == Error::kRole);
        CHECK(w.suspend(actor, "Kiosk 1").error() == Error::kRole);
        CHECK(w.remove(actor, "Kiosk 1").error() == Error::kRole);
        CHECK(w.service.releases(actor).error() == Error::kRole);
        CHECK(w.ask<std::vector<NumberCount>>([&](auto set) { w.numbers.counts(actor, set); }).error() == Error::kRole);
        CHECK(w.import_list(actor, kList).error() == Error::kRole);
        CHECK(w.deal(actor, kNorth, 1).error() == Error::kRole);
        CHECK(w.invite(actor, staff_of("ben", Role::kLibrarian)).error() == Error::kRole);
        CHECK(w.remove_person(actor, "sol").error() == Error::kRole);
    }
    CHECK(w.settings.now->kiosks.size() == 2);
    CHECK(w.store.codes()->empty());
    CHECK(w.store.count_numbers()->empty());
    CHECK(w.ask<void>([&](auto set) { w.people.unlock(w.lead, "sol", set); }).error() == Error::kRole);
}

TEST_CASE("a site lead sees the own site, an administrator all of them", "[server][admin]") {
    World w;
    REQUIRE(w.make_code(w.admin, kNorth, "Kiosk 2"));
    REQUIRE(w.make_code(w.admin, kSouth, "Kiosk 2"));
    w.decide("2026-11-17", kNorth, "approved");
    w.decide("2026-11-17", kSouth, "approved");
    for (const auto* kiosk : {&w.kiosk_1, &w.kiosk_south}) {
        protocol::KioskRequest report;
        report.kiosk = protocol::kiosk_id(kiosk->key.public_half);
        w.printers.take(report);
    }
    const auto seen = [&](const Staff& actor) {
        const auto sites = w.ask<std::vector<SiteView>>([&](auto set) { w.service.sites(actor, set); });
        const auto kiosks = w.kiosks(actor);
        const auto counts = w.ask<CountViews>([&](auto set) { w.service.counts(actor, set); });
        return std::vector{sites->size(),
                           kiosks->kiosks.size(),
                           kiosks->codes.size(),
                           counts->totals.size(),
                           w.service.printers(actor)->size(),
                           w.people.list(actor)->size()};
    };
    CHECK(seen(w.admin) == std::vector<std::size_t>{2, 2, 2, 2, 2, 4});
    CHECK(seen(w.lead) == std::vector<std::size_t>{1, 1, 1, 1, 1, 3});
    CHECK(w.kiosks(w.lead)->kiosks.front().site == kNorth);
    CHECK(w.service.printers(w.lead)->front().site == kNorth);
    const auto sites = w.ask<std::vector<SiteView>>([&](auto set) { w.service.sites(w.lead, set); });
    CHECK(sites->front().kiosks == 1);
    CHECK(sites->front().people == 3);
}

TEST_CASE("counts are of the ninety days that are over, never of the one that runs", "[server][admin]") {
    World w;
    w.decide("2026-08-19", kNorth, "approved");  // too long ago
    w.decide("2026-08-20", kNorth, "approved");
    w.decide("2026-11-17", kNorth, "denied_papers");
    w.decide("2026-11-18", kNorth, "approved");  // today
    const auto counts = w.ask<CountViews>([&](auto set) { w.service.counts(w.lead, set); });
    REQUIRE(counts);
    CHECK(counts->first.text() == "2026-08-20");
    CHECK(counts->last.text() == "2026-11-17");
    CHECK(counts->totals ==
          std::vector<SiteTotal>{{"2026-08-20", kNorth, "approved", 1}, {"2026-11-17", kNorth, "denied_papers", 1}});
}

TEST_CASE("a code that an administrator made makes a kiosk, and is told once", "[server][admin]") {
    World w;
    const auto made = w.make_code(w.admin, kNorth, "Kiosk 2");
    REQUIRE(made);
    CHECK(made->expires == kNow + 24 * 3600);
    const auto code = protocol::parse_code(made->text);
    REQUIRE(code);
    CHECK(protocol::grouped_symbols(code->fingerprint) == made->fingerprint);
    CHECK(code->fingerprint == protocol::fingerprint_of(w.trust));
    const auto waits = w.kiosks(w.admin);
    REQUIRE(waits->codes.size() == 1);
    CHECK(waits->codes.front().name == "Kiosk 2");
    const auto key = protocol::key_of(*code);
    CHECK(w.store.redeem_code(key->public_half, random_array<32>(), kNow)->has_value());
    CHECK(w.kiosks(w.admin)->codes.empty());
    SECTION("and one that has ended is not shown as waiting") {
        REQUIRE(w.make_code(w.admin, kNorth, "Kiosk 3"));
        w.clock.advance(std::chrono::hours(24));
        CHECK(w.kiosks(w.admin)->codes.empty());
    }
}

TEST_CASE("a code is refused for what cannot become a kiosk", "[server][admin]") {
    World w;
    CHECK(w.make_code(w.admin, "East Branch", "Kiosk 2").error() == Error::kGone);
    CHECK(w.make_code(w.admin, kNorth, "Kiosk 1").error() == Error::kKioskExists);
    CHECK(w.make_code(w.admin, kNorth, "").error() == Error::kMalformed);
    CHECK(w.make_code(w.admin, kNorth, "Kiosk\n2").error() == Error::kMalformed);
    w.trust = "{}";
    CHECK(w.make_code(w.admin, kNorth, "Kiosk 2").error() == Error::kNoTrust);
    CHECK(w.store.codes()->empty());
}

TEST_CASE("who is told that a kiosk is suspended, resumed or removed sees it so", "[server][admin]") {
    World w;
    const auto kiosk = [&] { return w.settings.now->kiosks.find(protocol::kiosk_id(w.kiosk_1.key.public_half)); };
    REQUIRE(w.suspend(w.admin, "Kiosk 1"));
    CHECK(kiosk()->second.suspended);
    CHECK(w.kiosks(w.lead)->kiosks.front().suspended);
    REQUIRE(w.suspend(w.admin, "Kiosk 1", false));
    CHECK_FALSE(kiosk()->second.suspended);
    REQUIRE(w.remove(w.admin, "Kiosk 1"));
    CHECK(kiosk() == w.settings.now->kiosks.end());
    CHECK(w.settings.now->kiosks.size() == 1);
    CHECK(w.suspend(w.admin, "Kiosk 1").error() == Error::kGone);
    CHECK(w.remove(w.admin, "Kiosk 1").error() == Error::kGone);
}

TEST_CASE("a site is added, and what is no name is not", "[server][admin]") {
    World w;
    const auto add = [&](const std::string& site) {
        return w.ask<void>([&](auto set) { w.service.add_site(w.admin, site, set); });
    };
    CHECK(add("East Branch"));
    CHECK(add("East Branch"));
    CHECK(add("").error() == Error::kMalformed);
    CHECK(add(std::string(129, 'x')).error() == Error::kMalformed);
    CHECK(w.store.sites()->size() == 3);
}

TEST_CASE("an invited account is there at once, and a removed one is signed out", "[server][admin]") {
    World w;
    const auto invited = w.invite(w.admin, staff_of("ben", Role::kSiteLead, kSouth));
    REQUIRE(invited);
    CHECK(invited->until.text() == "2026-11-25");
    const auto& ben = w.settings.now->staff.at("ben");
    CHECK(ben.role == Role::kSiteLead);
    CHECK(ben.invitation->code == hash_of_invitation("ben", invited->code));
    CHECK(w.invite(w.admin, staff_of("ben", Role::kLibrarian)).error() == Error::kAccountExists);
    CHECK(w.settings.now->staff.at("ben").role == Role::kSiteLead);
    CHECK(w.invite(w.admin, staff_of("cleo", Role::kLibrarian, "East Branch")).error() == Error::kGone);
    CHECK(w.invite(w.admin, staff_of("", Role::kLibrarian)).error() == Error::kMalformed);
    const auto cookie = w.access.sessions.begin(w.librarian);
    REQUIRE(w.access.sessions.find(cookie, SessionUse::kByPage));
    REQUIRE(w.remove_person(w.admin, "ana"));
    CHECK_FALSE(w.access.sessions.find(cookie, SessionUse::kByPage));
    CHECK(w.remove_person(w.admin, "ana").error() == Error::kGone);
    CHECK(w.remove_person(w.admin, "ada").error() == Error::kRole);  // the last administrator stays
}

TEST_CASE("a list of numbers goes into the pool whole, or its first fault is told", "[server][admin]") {
    World w;
    const auto counts = [&] {
        return w.ask<std::vector<NumberCount>>([&](auto set) { w.numbers.counts(w.admin, set); })->front();
    };
    CHECK(counts().pool == 0);
    const auto wrong = w.import_list(w.admin, "30234000517861\n33191000105865\n");
    REQUIRE(wrong);
    REQUIRE_FALSE(*wrong);
    CHECK(wrong->error().line == 2);
    CHECK(wrong->error().words == "its check symbol is wrong");
    CHECK(**w.import_list(w.admin, kList) == 3);
    const auto again = w.import_list(w.admin, kList);
    CHECK(again->error().line == 2);  // the first is the head's
    CHECK(again->error().words == "the number was imported before");
    CHECK(counts().pool == 3);
    CHECK(w.import_list(w.admin, kList, "museum").error() == Error::kGone);
    REQUIRE(w.deal(w.admin, kNorth, 2));
    CHECK(counts().pool == 1);
    CHECK(counts().waiting == 2);
    CHECK(w.deal(w.admin, kNorth, 2).error() == Error::kPoolShort);
    CHECK(w.deal(w.admin, "East Branch", 1).error() == Error::kGone);
}
