#include "tests/custody/city.h"
#include "tests/support/vectors.h"

#include <sodium.h>
#include <catch2/catch_amalgamated.hpp>

#include <set>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

constexpr std::array kKinds{KeyKind::kCustodian, KeyKind::kRelease, KeyKind::kIssuer, KeyKind::kReceipt,
                            KeyKind::kEpoch,     KeyKind::kLog,     KeyKind::kWitness};

std::string text_of(const KeyFile& key) { return std::string(as_text(key_text(key).view())); }

std::string refusal(const std::string& text, KeyKind wanted) { return code_of(parse_key(as_bytes(text), wanted)); }

// 2^252 + 27742317777372353535851937790883648493, little-endian.
bytes group_order() { return from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value(); }

}  // namespace

TEST_CASE("A key file comes back as it was, for each kind of key") {
    REQUIRE(start_crypto());
    for (const auto kind : kKinds) {
        const auto key = generate_key(kind);
        const auto again = parse_key(key_text(key).view(), kind);
        REQUIRE(again);
        CHECK(again->public_half == key.public_half);
        CHECK(equal_secret(again->secret.view(), key.secret.view()));
    }
}

TEST_CASE("Key files are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("key_file")) {
        INFO(vector.file);
        const auto wanted = std::ranges::find(kKinds, vector.text("wanted"), kind_name);
        REQUIRE(wanted != kKinds.end());
        CHECK(code_of(parse_key(vector.hex("input"), *wanted)) == vector.error());
    }
}

TEST_CASE("A key of one kind is not taken for another") {
    for (const auto kind : kKinds)
        for (const auto wanted : kKinds)
            CHECK(refusal(text_of(generate_key(kind)), wanted) == (kind == wanted ? "" : "key_kind"));
}

TEST_CASE("A key file of any other form is refused") {
    const auto good = text_of(generate_key(KeyKind::kRelease));
    CHECK(refusal("", KeyKind::kRelease) == "key_malformed");
    CHECK(refusal("{}", KeyKind::kRelease) == "key_malformed");
    CHECK(refusal(good.substr(0, good.size() - 1), KeyKind::kRelease) == "key_malformed");
    CHECK(refusal(good + " ", KeyKind::kRelease) == "key_malformed");
    CHECK(refusal(" " + good, KeyKind::kRelease) == "key_malformed");
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto changed = good;
        changed[at] = changed[at] == '#' ? '$' : '#';
        INFO(at);
        CHECK(refusal(changed, KeyKind::kRelease) == "key_malformed");
    }
    auto capital = good;
    const auto digit = capital.find_first_of("abcdef", capital.find("seed\":\"") + 7);
    capital[digit] = static_cast<char>(capital[digit] - 'a' + 'A');
    CHECK(refusal(capital, KeyKind::kRelease) == "key_malformed");
}

TEST_CASE("A key file whose halves do not belong together is refused") {
    for (const auto kind : kKinds) {
        auto key = generate_key(kind);
        key.public_half = generate_key(kind).public_half;
        CHECK(refusal(text_of(key), kind) == "key_other_public");
    }
}

TEST_CASE("A scalar that is zero or not reduced is refused") {
    auto share = generate_key(KeyKind::kEpoch);
    for (const auto& scalar : {bytes(32), group_order(), bytes(32, 0xff)}) {
        share.secret = secret_bytes(scalar);
        CHECK(refusal(text_of(share), KeyKind::kEpoch) == "key_malformed");
    }
    auto largest = group_order();
    --largest[0];
    CHECK(epoch_public_key(largest));
    CHECK_FALSE(epoch_public_key(byte_view(largest).first(31)));
}

TEST_CASE("An epoch's public key is what X25519 makes of a clamped scalar") {
    // A clamped scalar is not reduced; s and s mod L give the same point.
    secret_bytes clamped(as_bytes("a scalar of thirty-two bytes ..."));
    clamped.data()[0] &= 248;
    clamped.data()[31] = static_cast<std::uint8_t>((clamped.data()[31] & 127) | 64);
    bytes wide(clamped.view().begin(), clamped.view().end());
    wide.resize(64);
    bytes reduced(32);
    crypto_core_ed25519_scalar_reduce(reduced.data(), wide.data());
    byte_array<32> expected{};
    REQUIRE(crypto_scalarmult_base(expected.data(), clamped.data()) == 0);
    CHECK(epoch_public_key(reduced).value() == expected);
}

TEST_CASE("Every key made is another") {
    std::set<byte_array<32>> seen;
    for (int i = 0; i < 50; ++i)
        for (const auto kind : kKinds)
            CHECK(seen.insert(generate_key(kind).public_half).second);
}
