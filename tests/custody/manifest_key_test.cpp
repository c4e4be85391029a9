#include "tests/custody/ceremony.h"
#include "tests/custody/city.h"

#include "custody/manifest_signing.h"
#include "protocol/manifest.h"
#include "protocol/trust.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;
constexpr std::string_view kProgramme =
    R"({"city":"City of Lakehaven","classes":[{"id":"all","min_age":0,"max_age":200,"validity_years":5}]})";

// A city of 2 of 3, around the sharing that its custodians made.
struct SharedCity {
    std::vector<Person> people = tests::people(3);
    Sharing sharing = generated(people, 2).transcript().value().sharing;
    MemoryFolder keys;

    SharedCity() {
        create_keys_of(keys, sharing).value();
        be(0);
    }
    // Whose custodian.key is in the folder.
    void be(std::size_t i) {
        keys.remove("custodian.key");
        const KeyFile key{KeyKind::kCustodian, secret_bytes(people[i].key.seed()), people[i].key.public_half};
        keys.write_secret("custodian.key", key_text(key).view()).value();
    }
    ManifestOptions options() const { return {3, kNow, 90, {}, {}, sharing}; }
    protocol::Trust trust() const { return protocol::parse_trust(keys.read("trust.json", 4096).value()).value(); }
    auto open(const std::string& text) const {
        return protocol::open_manifest(protocol::parse_document(text).value(), trust(), kNow);
    }
};

}  // namespace

TEST_CASE("A city around a sharing takes a manifest when k of its custodians have signed") {
    REQUIRE(start_crypto());
    SharedCity city;
    CHECK(city.trust().custodians.threshold == 2);
    CHECK(city.keys.list().value() == std::vector<std::string>{"custodian.key", "issuer.key", "receipt.key",
                                                               "release.key", "trust.json"});
    CHECK(failure_of(create_keys_of(city.keys, city.sharing)) == "exists");
    const auto first = sign_manifest(city.keys, kProgramme, city.options()).value();
    CHECK_FALSE(city.open(first));
    const auto again = countersign_manifest(city.keys, first, city.sharing, kNow).value();
    CHECK(again.signatures == 1);
    city.be(2);
    const auto second = countersign_manifest(city.keys, again.text, city.sharing, kNow).value();
    CHECK(second.signatures == 2);
    CHECK(second.needed == 2);
    const auto manifest = city.open(second.text).value();
    CHECK(manifest.epoch.id == 7);
    CHECK(manifest.epoch.key == city.sharing.epoch_public_key());
    CHECK(check_manifest_key(manifest, city.sharing));
}

TEST_CASE("A custodian's tool signs no manifest whose key, epoch or dates are not those of the transcript") {
    SharedCity city;
    auto false_options = city.options();
    const auto refused = [&](auto change) {
        auto other = city.sharing;
        change(other);
        auto options = city.options();
        options.sharing = other;
        const auto text = sign_manifest(city.keys, kProgramme, options).value();
        return failure_of(countersign_manifest(city.keys, text, city.sharing, kNow));
    };
    CHECK(refused([](Sharing&) {}).empty());
    CHECK(refused([](Sharing& sharing) { sharing.commitments[0] = sharing.commitments[1]; }) == "sharing_key");
    CHECK(refused([](Sharing& sharing) { sharing.epoch = 8; }) == "sharing_key");
    CHECK(refused([](Sharing& sharing) { sharing.destroy = sharing.destroy.plus_years(1); }) == "sharing_key");
    CHECK(refused([](Sharing& sharing) { sharing.end = sharing.end.plus_years(-1); }) == "sharing_key");
    false_options.sharing->city = "City of Harbour";
    CHECK(failure_of(sign_manifest(city.keys, kProgramme, false_options)) == "city_differs");
}

TEST_CASE("A stranger's signature is not added, nor one to what is no manifest of the city") {
    SharedCity city;
    const auto text = sign_manifest(city.keys, kProgramme, city.options()).value();
    CHECK(failure_of(countersign_manifest(city.keys, "{}", city.sharing, kNow)) == "manifest");
    CHECK(failure_of(countersign_manifest(city.keys, text, city.sharing, kNow + 91 * 86'400)) == "manifest");
    const SharedCity other;
    CHECK(failure_of(countersign_manifest(other.keys, text, city.sharing, kNow)) == "manifest");
    city.people.push_back(person("Stranger", "Nobody"));
    city.be(3);
    CHECK(failure_of(countersign_manifest(city.keys, text, city.sharing, kNow)) == "trust");
}
