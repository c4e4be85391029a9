#include "custody/group/polynomial.h"
#include "custody/group/proof.h"

#include "base/crypto.h"
#include "base/encoding.h"

#include <catch2/catch_amalgamated.hpp>

#include <vector>

using namespace porchlight;
using namespace porchlight::custody;

namespace {

// RFC 8032, section 5.1: the base point, and its order.
constexpr const char* kBase = "5866666666666666666666666666666666666666666666666666666666666666";
constexpr const char* kOrder = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

secret_bytes number(std::uint32_t value) { return secret_bytes(group::scalar_of(value)); }

}  // namespace

TEST_CASE("Points are read only if they are of the prime-order subgroup, and not the identity") {
    REQUIRE(start_crypto());
    CHECK(group::parse_point_hex(kBase));
    CHECK(group::base_multiply(number(1).view()) == group::parse_point_hex(kBase));
    CHECK_FALSE(group::parse_point(group::identity()));
    CHECK_FALSE(group::parse_point_hex(std::string(64, '0')));  // order 4
    // -1: order 2; y = 2: not on the curve; the base point plus the point of order 2: order 2L.
    CHECK_FALSE(group::parse_point_hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));
    CHECK_FALSE(group::parse_point_hex("0200000000000000000000000000000000000000000000000000000000000000"));
    CHECK_FALSE(group::parse_point_hex("9599999999999999999999999999999999999999999999999999999999999999"));
    // The identity in an encoding that is not reduced.
    CHECK_FALSE(group::parse_point_hex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));
    CHECK_FALSE(group::parse_point_hex("58"));
    CHECK_FALSE(group::parse_point(bytes(31)));
}

TEST_CASE("Scalars are used only if they are reduced and not 0") {
    CHECK_FALSE(group::is_usable_scalar(bytes(32)));
    CHECK_FALSE(group::is_usable_scalar(*from_hex(kOrder)));
    auto below = *from_hex(kOrder);
    below[0] -= 1;
    CHECK(group::is_usable_scalar(below));
    CHECK_FALSE(group::is_usable_scalar(bytes(31, 1)));
    CHECK(group::is_usable_scalar(group::random_scalar().view()));
}

TEST_CASE("The identity comes of 0, of a point and its negative, and of itself") {
    const auto three = group::base_multiply(number(3).view());
    CHECK(group::is_identity(group::base_multiply(bytes(32))));
    CHECK(group::is_identity(group::multiply(bytes(32), three)));
    CHECK(group::is_identity(group::multiply(number(3).view(), group::identity())));
    CHECK(group::is_identity(group::subtract(three, three)));
    CHECK(group::add(three, group::identity()) == three);
    CHECK(group::multiply(number(2).view(), three) == group::add(three, three));
    CHECK_FALSE(group::montgomery_form(group::identity()));
    // RFC 7748: the base point of X25519 is 9.
    CHECK(to_hex(*group::montgomery_form(*group::parse_point_hex(kBase))) == "09" + std::string(62, '0'));
}

TEST_CASE("As many values of a polynomial as it has coefficients give its value at 0") {
    const auto secret = group::random_scalar();
    const auto polynomial = group::Polynomial::random_with(secret.view(), 3);
    const auto commitments = polynomial.commitments();
    CHECK(commitments[0] == group::base_multiply(secret.view()));
    for (const auto& indices : {std::vector<std::uint32_t>{1, 2, 3}, {5, 1, 16}, {2, 4, 9, 11}}) {
        const auto weights = group::lagrange_weights_at_zero(indices);
        secret_bytes sum(group::kScalarBytes);
        for (std::size_t i = 0; i < indices.size(); ++i) {
            auto value = polynomial.at(indices[i]);
            CHECK(group::base_multiply(value.view()) == group::committed_value(commitments, indices[i]));
            group::multiply_scalars(value.span(), value.view(), weights[i]);
            group::add_scalars(sum.span(), sum.view(), value.view());
        }
        CHECK(equal_secret(sum.view(), secret.view()));
    }
}

TEST_CASE("A proof holds for its statement and context, and for no other") {
    const auto x = group::random_scalar();
    const auto seed = group::random_scalar();
    const auto base = group::base_multiply(group::random_scalar().view());
    const group::EqualLogs statement{group::base_multiply(x.view()), base, group::multiply(x.view(), base)};
    const auto context = as_bytes("context");
    const auto proof = group::prove_equal_logs(context, x.view(), statement, seed.view());
    CHECK(group::proves_equal_logs(context, proof, statement));
    CHECK_FALSE(group::proves_equal_logs(as_bytes("contexts"), proof, statement));
    CHECK_FALSE(
        group::proves_equal_logs(context, proof, {statement.point, base, group::add(statement.multiple, base)}));
    CHECK_FALSE(group::proves_equal_logs(context, proof, {statement.multiple, base, statement.multiple}));
    const auto knowledge = group::prove_log(context, x.view(), statement.point, seed.view());
    CHECK(group::proves_log(context, knowledge, statement.point));
    CHECK_FALSE(group::proves_log(context, knowledge, base));
    CHECK_FALSE(group::proves_log(context, proof, statement.point));
    for (std::size_t at = 0; at < group::kProofBytes; ++at) {
        auto wrong = proof;
        wrong[at] ^= 1;
        CHECK_FALSE(group::proves_equal_logs(context, wrong, statement));
        wrong = knowledge;
        wrong[at] ^= 1;
        CHECK_FALSE(group::proves_log(context, wrong, statement.point));
    }
}
