#include "tests/custody/opening/dealer.h"
#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

PartialStatement statement_of(byte_view share, const group::Point& ephemeral) {
    return {random_array<32>(), random_array<32>(), group::base_multiply(share), ephemeral,
            partial_of(share, ephemeral).value()};
}

group::Point random_point() { return group::base_multiply(group::random_scalar().view()); }

}  // namespace

TEST_CASE("A partial made with the share is proved, and each changed byte of it or of the proof is found") {
    REQUIRE(start_crypto());
    const auto share = group::random_scalar();
    const auto about = statement_of(share.view(), random_point());
    const auto proof = prove_partial(share.view(), about);
    REQUIRE(is_proved(about, proof));
    for (std::size_t at = 0; at < proof.size(); ++at) {
        auto changed = proof;
        changed[at] ^= 1;
        CHECK_FALSE(is_proved(about, changed));
    }
    for (std::size_t at = 0; at < about.partial.size(); ++at) {
        auto changed = about;
        changed.partial[at] ^= 1;
        CHECK_FALSE(is_proved(changed, proof));
    }
}

TEST_CASE("A proof is for one record, one sharing, one custodian and one ephemeral key") {
    const auto share = group::random_scalar();
    const auto about = statement_of(share.view(), random_point());
    const auto proof = prove_partial(share.view(), about);
    auto other = about;
    other.sharing = random_array<32>();
    CHECK_FALSE(is_proved(other, proof));
    other = about;
    other.digest = random_array<32>();
    CHECK_FALSE(is_proved(other, proof));
    other = about;
    other.verification = random_point();
    CHECK_FALSE(is_proved(other, proof));
    other = about;
    other.ephemeral = random_point();
    CHECK_FALSE(is_proved(other, proof));
    CHECK(is_proved(about, proof));
}

TEST_CASE("No proof can be made for a partial of another share") {
    const auto share = group::random_scalar();
    auto about = statement_of(share.view(), random_point());
    about.partial = partial_of(group::random_scalar().view(), about.ephemeral).value();
    CHECK_FALSE(is_proved(about, prove_partial(share.view(), about)));
    CHECK_FALSE(is_proved(about, prove_partial(group::random_scalar().view(), about)));
}

TEST_CASE("Nonces differ by randomness, by record and by share, so that no two proofs give the share away") {
    const auto share = group::random_scalar();
    const auto about = statement_of(share.view(), random_point());
    const byte_array<32> broken_source{};
    CHECK(prove_partial(share.view(), about) != prove_partial(share.view(), about));
    CHECK(prove_partial_with(share.view(), about, broken_source) ==
          prove_partial_with(share.view(), about, broken_source));
    auto other = about;
    other.digest = random_array<32>();
    const auto one = prove_partial_with(share.view(), about, broken_source);
    const auto two = prove_partial_with(share.view(), other, broken_source);
    // With one nonce, (z - z') = (c - c')·s would be the share.
    secret_bytes challenges(32);
    secret_bytes responses(32);
    group::subtract_scalars(challenges.span(), byte_view(one).first(32), byte_view(two).first(32));
    group::subtract_scalars(responses.span(), byte_view(one).last(32), byte_view(two).last(32));
    secret_bytes product(32);
    group::multiply_scalars(product.span(), challenges.view(), share.view());
    CHECK_FALSE(equal_secret(product.view(), responses.view()));
}

TEST_CASE("A share is not used on a point outside of the subgroup") {
    const auto share = group::random_scalar();
    const byte_array<32> order_four{};
    CHECK_FALSE(partial_of(share.view(), order_four));
    CHECK_FALSE(partial_of(share.view(), group::identity()));
    CHECK_FALSE(partial_of(share.view(), byte_array<32>{2}));
    const auto torsion = array_from_hex<32>("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a").value();
    CHECK_FALSE(partial_of(share.view(), torsion));
    CHECK_FALSE(partial_of(share.view(), group::add(random_point(), torsion)));
}

TEST_CASE("Partials and proofs are as an independent implementation makes and judges them") {
    for (const auto& vector : vectors("partial")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const PartialStatement about{to_array<32>(vector.hex("sharing")), to_array<32>(vector.hex("digest")),
                                     to_array<32>(vector.hex("verification")), to_array<32>(vector.hex("ephemeral")),
                                     to_array<32>(input)};
        CHECK(is_proved(about, to_array<64>(byte_view(input).subspan(32))) == vector.error().empty());
        if (!vector.error().empty())
            continue;
        const auto share = vector.hex("share");
        CHECK(partial_of(share, about.ephemeral) == about.partial);
        CHECK(group::base_multiply(share) == about.verification);
        CHECK(to_hex(prove_partial_with(share, about, to_array<32>(vector.hex("random")))) ==
              to_hex(byte_view(input).subspan(32)));
    }
}
