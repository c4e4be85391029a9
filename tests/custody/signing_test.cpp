#include "tests/custody/city.h"

#include "custody/manifest_signing.h"
#include "custody/release_signing.h"
#include "protocol/manifest.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;
constexpr std::string_view kProgramme =
    R"({"city":"City of Lakehaven","classes":[{"id":"all","min_age":0,"max_age":200,"validity_years":5}]})";

protocol::Trust trust_of(const Folder& keys) {
    return protocol::parse_trust(keys.read("trust.json", 4096).value()).value();
}

void fill(MemoryFolder& root) {
    root.write("index.html", "<p>hello</p>").value();
    root.write("index.html.br", "short").value();
    root.write("fonts/a-1.ttf", "font").value();
}

}  // namespace

TEST_CASE("A signed manifest passes the check of a bridge and carries the city's keys") {
    REQUIRE(start_crypto());
    const City city;
    const auto text = sign_manifest(city.keys, kProgramme, {3, kNow, 90}).value();
    const auto document = protocol::parse_document(text).value();
    const auto manifest = protocol::open_manifest(document, trust_of(city.keys), kNow).value();
    CHECK(manifest.serial == 3);
    CHECK(manifest.expires == kNow + 90 * 86'400);
    CHECK(manifest.epoch.id == 1);
    CHECK(manifest.epoch.key == city.share().public_half);
    CHECK(manifest.epoch.destroy.text() == "2034-11-23");
    CHECK(manifest.issuer() == load_key(city.keys, KeyKind::kIssuer)->public_half);
    CHECK(manifest.receipt_keys == std::vector{load_key(city.keys, KeyKind::kReceipt)->public_half});
    CHECK_FALSE(protocol::open_manifest(document, trust_of(City().keys), kNow));
}

TEST_CASE("The retention schedule that was named first for an epoch is in each of its manifests") {
    City city;
    const auto named = [&](ManifestOptions options, std::string schedule = {}) {
        options.schedule = std::move(schedule);
        const auto text = sign_manifest(city.keys, kProgramme, options);
        return text ? protocol::parse_manifest(protocol::parse_document(*text)->payload)->epoch.schedule
                    : failure_of(text);
    };
    CHECK(named({3, kNow, 90}).empty());
    CHECK(named({3, kNow, 90}, "LIB-2026-04") == "LIB-2026-04");
    CHECK(named({3, kNow, 90}, "LIB\n2026") == "schedule");
    CHECK(named({3, kNow, 90}, "LIB\xff") == "schedule");
    CHECK(named({3, kNow, 90}, std::string(65, 's')) == "schedule");
    ManifestOptions first{3, kNow, 90};
    first.schedule = "LIB-2026-04";
    const auto before = sign_manifest(city.keys, kProgramme, first).value();
    CHECK(named({4, kNow, 90, before}) == "LIB-2026-04");
    CHECK(named({4, kNow, 90, before}, "LIB-2026-05") == "schedule");
    auto dates = default_dates(kToday);
    dates.schedule = "LIB-2026-05";
    city.keys.write("epoch.json", to_text(dates)).value();
    CHECK(named({4, kNow, 90}) == "LIB-2026-05");
    CHECK(named({4, kNow, 90, before}) == "schedule");
}

TEST_CASE("Cards of earlier issuers stay genuine, but for those of a key that was withdrawn") {
    City city;
    const auto open = [&](const std::string& text, std::int64_t now = kNow) {
        return protocol::open_manifest(protocol::parse_document(text).value(), trust_of(city.keys), now).value();
    };
    const auto first = sign_manifest(city.keys, kProgramme, {3, kNow, 1}).value();
    const auto oldest = open(first).issuer();
    const auto second = renew_issuer(city.keys).value();
    CHECK(second != oldest);
    CHECK(second == load_key(city.keys, KeyKind::kIssuer)->public_half);
    // The first has expired by now.
    const auto later = kNow + 10 * 86'400;
    const auto both = sign_manifest(city.keys, kProgramme, {4, later, 90, first}).value();
    CHECK(open(both, later).issuer() == second);
    REQUIRE(open(both, later).issuers.size() == 2);
    CHECK(open(both, later).issuers[1].key == oldest);
    CHECK_FALSE(open(both, later).issuers[1].withdrawn);
    // With the same key once more it is listed once.
    CHECK(open(sign_manifest(city.keys, kProgramme, {5, later, 90, both}).value(), later).issuers.size() == 2);

    const auto third = renew_issuer(city.keys).value();
    const auto without = sign_manifest(city.keys, kProgramme, {6, later, 90, both, {second}}).value();
    const auto issuers = open(without, later).issuers;
    REQUIRE(issuers.size() == 3);
    CHECK((issuers[0].key == third && !issuers[0].withdrawn));
    CHECK((issuers[1].key == second && issuers[1].withdrawn));
    CHECK((issuers[2].key == oldest && !issuers[2].withdrawn));
    const auto after = open(sign_manifest(city.keys, kProgramme, {7, later, 90, without}).value(), later).issuers;
    CHECK((after[1].key == second && after[1].withdrawn));

    const auto refusal = [&](const ManifestOptions& options) {
        return failure_of(sign_manifest(city.keys, kProgramme, options));
    };
    CHECK(refusal({6, later, 90, without}) == "serial");
    CHECK(refusal({7, later, 90, "{}"}) == "manifest");
    CHECK(refusal({7, later, 90, sign_manifest(City().keys, kProgramme, {1, later, 90}).value()}) == "manifest");
    CHECK(refusal({7, later, 90, without, {third}}) == "issuer");
    CHECK(refusal({7, later, 90, without, {public_key{}}}) == "issuer");
}

TEST_CASE("A programme that makes no manifest is not signed") {
    const City city;
    const ManifestOptions options{1, kNow, 90};
    CHECK(failure_of(sign_manifest(city.keys, "", options)) == "programme");
    CHECK(failure_of(sign_manifest(city.keys, "[]", options)) == "programme");
    CHECK(failure_of(sign_manifest(city.keys, R"({"city":"City of Lakehaven"})", options)) == "programme");
    CHECK(failure_of(sign_manifest(city.keys, R"({"city":"Elsewhere","classes":[]})", options)) == "city_differs");
}

TEST_CASE("A programme that a bridge would not take is refused with the place of its fault") {
    const City city;
    auto programme = json::parse(kProgramme);
    programme["documents"] = {
        {"ask", {{"kind", "rules"}}}, {"needs", {{{"id", "photo"}, {"text", "A photo"}}}}, {"papers", json::array()}};
    const auto refused = sign_manifest(city.keys, programme.dump(), {1, kNow, 90});
    CHECK(failure_of(refused) == "programme");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().about == "the programme file: documents.needs[0].text");
    CHECK(refused.error().says == "is no text by language");
}

TEST_CASE("A manifest is not signed by keys that the trust file does not know") {
    City city;
    const City other;
    city.keys.write("trust.json", other.keys.read("trust.json", 4096).value()).value();
    CHECK(failure_of(sign_manifest(city.keys, kProgramme, {1, kNow, 90})) == "trust");
    MemoryFolder root;
    fill(root);
    CHECK(failure_of(sign_release(city.keys, root, 1)) == "trust");
    city.keys.write("trust.json", "{}").value();
    CHECK(failure_of(sign_manifest(city.keys, kProgramme, {1, kNow, 90})) == "trust");
}

TEST_CASE("A signed release lists every file with size, hash, type and brotli form") {
    const City city;
    MemoryFolder root;
    fill(root);
    const auto text = sign_release(city.keys, root, 12).value();
    const auto release = protocol::open_release(protocol::parse_document(text).value(), trust_of(city.keys)).value();
    CHECK(release.serial == 12);
    REQUIRE(release.files.size() == 2);
    CHECK(release.files[0].path == "fonts/a-1.ttf");
    CHECK(release.files[0].type == "font/ttf");
    CHECK_FALSE(release.files[0].brotli);
    CHECK(release.files[1].plain.digest == hash(as_bytes("<p>hello</p>")));
    REQUIRE(release.files[1].brotli);
    CHECK(release.files[1].brotli->size == 5);
    CHECK(release.files[1].brotli->digest == hash(as_bytes("short")));
}

TEST_CASE("A folder that makes no release says which file") {
    const auto refusal = [](const std::string& name) {
        MemoryFolder root;
        fill(root);
        root.write(name, "x").value();
        const auto listed = list_release(root, 1);
        return listed ? std::string() : failure_of(listed) + " " + listed.error().about;
    };
    CHECK(refusal("app.js").empty());
    CHECK(refusal("App.js") == "release_path App.js");
    CHECK(refusal(".hidden.js") == "release_path .hidden.js");
    CHECK(refusal("a b.js") == "release_path a b.js");
    CHECK(refusal("app.exe") == "release_type app.exe");
    CHECK(refusal("gone.js.br") == "release_lonely_brotli gone.js.br");
    CHECK(failure_of(list_release(MemoryFolder(), 1)) == "release_limits");
}

TEST_CASE("A release has at most 512 files of at most 16 MiB") {
    MemoryFolder root;
    for (int i = 0; i < 512; ++i)
        root.write("f" + std::to_string(i) + ".txt", "x").value();
    CHECK(list_release(root, 1));
    root.write("one-more.txt", "x").value();
    CHECK(failure_of(list_release(root, 1)) == "release_limits");
    MemoryFolder large;
    large.write("a.bin", std::string(protocol::kMaxFileBytes + 1, 'x')).value();
    CHECK(failure_of(list_release(large, 1)) == "too_large");
}
