#include "bridge/release/keeper.h"
#include "tests/bridge/city.h"
#include "tests/bridge/public_log.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

Refusal refusal(const std::expected<void, Refusal>& taken) { return taken ? "taken" : taken.error(); }

void give_files(Keeper& keeper, const bytes& document, const std::map<std::string, std::string>& files) {
    const auto release = keeper.open_release(document);
    REQUIRE(release);
    for (const auto& file : release->files)
        REQUIRE(keeper.take_file(file.plain, as_bytes(files.at(file.path))));
}

}  // namespace

TEST_CASE("promise 2: a server that is taken over cannot change the key that a kiosk seals to") {
    REQUIRE(start_crypto());
    City city;
    MemoryStore store;
    Keeper keeper(city.trust(), store);
    REQUIRE(refusal(keeper.take_manifest(city.manifest(5), kNow)) == "taken");
    const auto good = keeper.manifest(kNow);
    REQUIRE(good);

    const City thief;
    CHECK(refusal(keeper.take_manifest(thief.manifest(6), kNow)) == "signature");
    City other_city;
    other_city.custodian = signing_key::from_seed(city.custodian.seed());
    other_city.name = "City of Elsewhere";
    CHECK(refusal(keeper.take_manifest(other_city.manifest(6), kNow)) == "city");
    CHECK(refusal(keeper.take_manifest(city.manifest(4), kNow)) == "older");
    city.epoch = random_array<32>();
    CHECK(refusal(keeper.take_manifest(city.manifest(5), kNow)) == "older");
    City late;
    late.custodian = signing_key::from_seed(city.custodian.seed());
    late.expires = kNow;
    CHECK(refusal(keeper.take_manifest(late.manifest(7), kNow)) == "expired");
    CHECK(refusal(keeper.take_manifest(as_bytes("{}"), kNow)) == "malformed");
    CHECK(refusal(keeper.take_manifest(City::signed_by(city.custodian, protocol::kManifestContext, "{}"), kNow)) ==
          "malformed");
    auto flipped = city.manifest(8);
    flipped[40] = flipped[40] == 'A' ? 'B' : 'A';
    CHECK(refusal(keeper.take_manifest(flipped, kNow)) != "taken");

    CHECK(keeper.manifest(kNow) == good);
}

TEST_CASE("a bridge starts from its cache, and does not forget the serial it has seen") {
    REQUIRE(start_crypto());
    City city;
    MemoryStore store;
    {
        Keeper keeper(city.trust(), store);
        REQUIRE(keeper.take_manifest(city.manifest(5), kNow));
    }
    Keeper again(city.trust(), store);
    CHECK(again.load(kNow).empty());
    REQUIRE(again.manifest(kNow));
    CHECK(again.manifest(kNow)->manifest.serial == 5);
    CHECK(refusal(again.take_manifest(city.manifest(4), kNow)) == "older");
    CHECK_FALSE(again.manifest(city.expires));

    // The cache lost, the serial kept: the old one stays out.
    store.save(Kind::kManifest, as_bytes("damaged"));
    Keeper third(city.trust(), store);
    CHECK(third.load(kNow) == std::map<Kind, Refusal>{{Kind::kManifest, "malformed"}});
    CHECK_FALSE(third.manifest(kNow));
    CHECK(refusal(third.take_manifest(city.manifest(4), kNow)) == "older");
    CHECK(refusal(third.take_manifest(city.manifest(5), kNow)) == "taken");
}

TEST_CASE("a release with a swapped file is refused whole, by the file's name") {
    REQUIRE(start_crypto());
    const City city;
    MemoryStore store;
    Keeper keeper(city.trust(), store);
    const std::map<std::string, std::string> files{{"index.html", "<p>one"}, {"app.js", "1"}};
    const auto first = city.release(1, files);
    CHECK(refusal(keeper.take_release(first)) == "file:app.js");
    give_files(keeper, first, files);
    REQUIRE(refusal(keeper.take_release(first)) == "taken");

    const std::map<std::string, std::string> newer{{"index.html", "<p>two"}, {"app.js", "2"}};
    const auto second = city.release(2, newer);
    const auto release = keeper.open_release(second);
    REQUIRE(release);
    for (const auto& file : release->files)
        CHECK_FALSE(keeper.take_file(file.plain, as_bytes("swapped")));
    CHECK(refusal(keeper.take_release(second)).starts_with("file:"));
    REQUIRE(keeper.release());
    CHECK(keeper.release()->serial == 1);
    const auto page = keeper.release()->files.at("index.html").plain;
    CHECK(as_text(*keeper.file(page)) == "<p>one");

    City thief;
    CHECK(refusal(keeper.take_release(thief.release(3, files))) == "signature");
    // A custodian's key signs no release.
    CHECK(refusal(keeper.take_release(City::signed_by(city.custodian, protocol::kReleaseContext,
                                                      protocol::to_text(protocol::Release{9, {}})))) == "signature");
    give_files(keeper, second, newer);
    REQUIRE(refusal(keeper.take_release(second)) == "taken");
    CHECK(refusal(keeper.take_release(first)) == "older");
    CHECK(keeper.release()->serial == 2);
}

TEST_CASE("a file that was changed on the disk is never given out, and is fetched again") {
    REQUIRE(start_crypto());
    const City city;
    MemoryStore store;
    Keeper keeper(city.trust(), store);
    const std::map<std::string, std::string> files{{"index.html", "<p>one"}, {"app.js", "1"}};
    const auto release = city.release(1, files);
    give_files(keeper, release, files);
    REQUIRE(refusal(keeper.take_release(release)) == "taken");
    CHECK_FALSE(keeper.find_damage());

    const auto page = keeper.release()->files.at("index.html").plain;
    store.spoil_file(page.digest);
    CHECK(keeper.find_damage() == "index.html");
    REQUIRE(keeper.release());
    CHECK(keeper.file(page) == nullptr);
    CHECK_FALSE(keeper.release());

    const auto missing = keeper.missing_files(*keeper.open_release(release));
    REQUIRE(missing.size() == 1);
    CHECK(keeper.take_file(missing[0], as_bytes("<p>one")));
    CHECK(refusal(keeper.take_release(release)) == "taken");
    CHECK(as_text(*keeper.file(page)) == "<p>one");
}

TEST_CASE("promise 2: a bridge whose trust names a log takes no manifest and no release that is outside it") {
    REQUIRE(start_crypto());
    const City city;
    const PublicLog log;
    auto trust = city.trust();
    trust.log = log.policy();
    MemoryStore store;
    Keeper keeper(trust, store);
    const std::map<std::string, std::string> files{{"index.html", "hello"}};

    CHECK(refusal(keeper.take_manifest(city.manifest(5), kNow)) == "not_logged");
    CHECK(refusal(keeper.take_release(city.release(1, files))) == "not_logged");
    CHECK(store.seen(Kind::kManifest) == std::nullopt);
    const auto manifest = log.prove(city.manifest(5), public_log::DocumentKind::kManifest, 5);
    const auto release = log.prove(city.release(1, files), public_log::DocumentKind::kRelease, 1);
    CHECK(refusal(keeper.take_manifest(manifest, kNow)) == "taken");
    give_files(keeper, release, files);
    CHECK(refusal(keeper.take_release(release)) == "taken");

    // Signed by all who must, and by no witness.
    CHECK(refusal(keeper.take_manifest(log.prove(city.manifest(6), public_log::DocumentKind::kManifest, 6, false),
                                       kNow)) == "not_logged");
    CHECK(keeper.manifest(kNow)->manifest.serial == 5);
    // A bridge that starts again checks what it stored.
    Keeper again(trust, store);
    CHECK(again.load(kNow).empty());
    const PublicLog other;
    trust.log = other.policy();
    Keeper elsewhere(trust, store);
    CHECK(elsewhere.load(kNow) ==
          std::map<Kind, Refusal>{{Kind::kManifest, "not_logged"}, {Kind::kRelease, "not_logged"}});
}
