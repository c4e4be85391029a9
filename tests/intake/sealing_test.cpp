// What the page sends, opened as a custodian opens it.
#include "base/encoding.h"
#include "envelope/open.h"
#include "record/record.h"
#include "tests/intake/memory_outside.h"

#include <sodium.h>
#include <catch2/catch_amalgamated.hpp>

#include <algorithm>

using namespace porchlight;
using tests::Kiosk;

namespace {

struct EpochPair {
    byte_array<32> scalar{};
    envelope::EpochPublicKey key{};
};

EpochPair new_epoch() {
    REQUIRE(start_crypto());
    EpochPair out;
    byte_array<32> point;
    crypto_core_ed25519_scalar_random(out.scalar.data());
    REQUIRE(crypto_scalarmult_ed25519_base_noclamp(point.data(), out.scalar.data()) == 0);
    REQUIRE(crypto_sign_ed25519_pk_to_curve25519(out.key.data(), point.data()) == 0);
    return out;
}

record::Record opened(const protocol::CardRequest& request, const EpochPair& epoch) {
    const auto lifted = envelope::lifted_ephemeral_key(request.sealed);
    REQUIRE(lifted);
    const auto part = envelope::partial(epoch.scalar, *lifted);
    REQUIRE(part);
    const auto content = envelope::open(request.sealed, 7, epoch.key, part->view());
    REQUIRE(content);
    const auto read = record::from_text(as_text(content->view()));
    REQUIRE(read);
    return *read;
}

}  // namespace

TEST_CASE("promise_1: The sealed record opens to name, date of birth and epoch, and holds nothing else") {
    const auto epoch = new_epoch();
    Kiosk kiosk(to_hex(epoch.key));
    kiosk.go_to_review("  Zoe\u0308   O’Neill ");
    kiosk.press("change-gender");
    kiosk.press("gender-x");
    kiosk.press("continue");
    kiosk.press("ready");
    REQUIRE(kiosk.outside.requests.size() == 1);
    const auto request = protocol::read_card_request(kiosk.outside.requests[0]);
    REQUIRE(request);
    const auto record = opened(*request, epoch);
    CHECK(record.name == "Zo\u00eb O’Neill");
    CHECK(record.dob == "1990-03-12");
    CHECK(record.epoch == 7);
    CHECK(request->content.name == record.name);
    CHECK(request->content.dob == record.dob);
    CHECK(request->content.gender == "X");
    CHECK(request->content.number.size() == 13);
    CHECK(request->photo == tests::grey_photo());
}

TEST_CASE("promise_2: Every card request has one size, whatever was typed") {
    const auto* name = GENERATE("A", "Ana Núñez", "\u674e\u660e\u5fb7");
    Kiosk kiosk;
    kiosk.go_to_review(name);
    kiosk.press("ready");
    REQUIRE(kiosk.outside.requests.size() == 1);
    CHECK(kiosk.outside.requests[0].size() == protocol::kCardRequestBytes);
}
