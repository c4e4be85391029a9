#include "tests/custody/ceremony.h"

#include "custody/group/polynomial.h"
#include "envelope/open.h"
#include "envelope/seal.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

constexpr std::string_view kContent = "the content of a record";

std::vector<Share> shares_of(const Room& room) {
    std::vector<Share> out;
    for (std::uint32_t index = 1; index <= room.ceremony.n(); ++index)
        out.push_back(room.share_of(index));
    return out;
}

// Opens with these custodians' partials alone, as an opening combines them.
bool open_with(byte_view sealed, const Sharing& sharing, const std::vector<Share>& shares,
               const std::vector<std::uint32_t>& indices) {
    const auto ephemeral = envelope::lifted_ephemeral_key(sealed).value();
    const auto weights = group::lagrange_weights_at_zero(indices);
    auto sum = group::identity();
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const auto partial = group::multiply(shares[indices[i] - 1].scalar.view(), ephemeral);
        sum = group::add(sum, group::multiply(weights[i], partial));
    }
    const auto opened = envelope::open(sealed, sharing.epoch, sharing.epoch_public_key(), sum);
    return opened && as_text(opened->view()) == kContent;
}

// The value at 0 of the polynomial through these shares: what no memory holds but this test's.
secret_bytes secret_through(const std::vector<Share>& shares, const std::vector<std::uint32_t>& indices) {
    const auto weights = group::lagrange_weights_at_zero(indices);
    secret_bytes sum(group::kScalarBytes);
    for (std::size_t i = 0; i < indices.size(); ++i) {
        auto part = shares[indices[i] - 1].scalar.clone();
        group::multiply_scalars(part.span(), part.view(), weights[i]);
        group::add_scalars(sum.span(), sum.view(), part.view());
    }
    return sum;
}

}  // namespace

TEST_CASE("Five custodians make a key of which any three open a record, and every two fail") {
    REQUIRE(start_crypto());
    auto five = people(5);
    const auto room = generated(five, 3);
    const auto transcript = room.transcript().value();
    const auto& sharing = transcript.sharing;
    CHECK(parse_transcript(to_text(transcript)).value().sharing == sharing);
    const auto shares = shares_of(room);
    for (const auto& share : shares)
        CHECK(check_share(share, sharing));
    const auto sealed = envelope::seal(as_bytes(kContent), sharing.epoch, sharing.epoch_public_key()).value();
    int threes = 0;
    int twos = 0;
    for (std::uint32_t a = 1; a <= 5; ++a)
        for (std::uint32_t b = a + 1; b <= 5; ++b) {
            CHECK_FALSE(open_with(sealed, sharing, shares, {a, b}));
            ++twos;
            for (std::uint32_t c = b + 1; c <= 5; ++c) {
                CHECK(open_with(sealed, sharing, shares, {a, b, c}));
                ++threes;
            }
        }
    CHECK(threes == 10);
    CHECK(twos == 10);
    CHECK(open_with(sealed, sharing, shares, {1, 2, 3, 4, 5}));
}

// f + d·(x - a)(x - b)/(ab) has the same values at a and b, and any value at 0. (Only who takes discrete logarithms
// could tell the imagined commitments from those that were published.)
TEST_CASE("What two of three see fits every secret there is") {
    auto five = people(5);
    const auto room = generated(five, 3);
    const auto sharing = room.transcript().value().sharing;
    const auto shares = shares_of(room);
    const std::vector<std::uint32_t> two{2, 5};
    const auto secret = secret_through(shares, {1, 3, 4});
    REQUIRE(group::base_multiply(secret.view()) == sharing.commitments[0]);
    std::vector<secret_bytes> candidates;
    candidates.emplace_back(group::scalar_of(1));
    candidates.push_back(group::random_scalar());
    // 1/(ab) = 1/10: the weight of 1 among 1 and 11 is 11/10. (a + b)/(ab) = 7/10.
    group::Scalar tenth = group::lagrange_weights_at_zero(std::vector<std::uint32_t>{1, 11})[0];
    group::subtract_scalars(tenth, tenth, group::scalar_of(1));
    group::Scalar slope{};
    group::multiply_scalars(slope, tenth, group::scalar_of(7));
    for (const auto& other : candidates) {
        secret_bytes difference(group::kScalarBytes);
        group::subtract_scalars(difference.span(), other.view(), secret.view());
        auto imagined = sharing;
        const auto moved = group::base_multiply(difference.view());
        imagined.commitments[0] = group::add(imagined.commitments[0], moved);
        imagined.commitments[1] = group::subtract(imagined.commitments[1], group::multiply(slope, moved));
        imagined.commitments[2] = group::add(imagined.commitments[2], group::multiply(tenth, moved));
        CHECK(imagined.commitments[0] == group::base_multiply(other.view()));
        for (const auto index : two)
            CHECK(imagined.verification_key(index) == group::base_multiply(shares[index - 1].scalar.view()));
        for (const std::uint32_t index : {1U, 3U, 4U})
            CHECK_FALSE(imagined.verification_key(index) == group::base_multiply(shares[index - 1].scalar.view()));
    }
}

TEST_CASE("A step that is repeated says the same again") {
    auto three = people(3);
    const auto room = generated(three, 2);
    for (std::uint32_t index = 1; index <= 3; ++index) {
        CHECK(room.deal_of(index - 1).value() == room.table.deals[index - 1]);
        CHECK(room.check_of(index).value().text == room.table.verdicts[index - 1]);
    }
}

TEST_CASE("A share is told from one that is wrong, of another epoch, sharing or custodian") {
    auto three = people(3);
    const auto room = generated(three, 2);
    const auto sharing = room.transcript().value().sharing;
    const auto error_of = [&](auto change) {
        auto share = room.share_of(2);
        change(share);
        const auto right = check_share(share, sharing);
        return right ? std::string() : std::string(code(right.error()));
    };
    CHECK(error_of([](Share&) {}).empty());
    CHECK(error_of([](Share& share) { share.epoch = 8; }) == "share_epoch");
    CHECK(error_of([](Share& share) { share.sharing = 2; }) == "share_sharing");
    CHECK(error_of([](Share& share) { share.transcript[0] ^= 1; }) == "share_sharing");
    CHECK(error_of([](Share& share) { share.index = 0; }) == "share_index");
    CHECK(error_of([](Share& share) { share.index = 4; }) == "share_index");
    CHECK(error_of([](Share& share) { share.index = 3; }) == "share_scalar");
    CHECK(error_of([](Share& share) { share.scalar.data()[0] ^= 1; }) == "share_scalar");
    CHECK(error_of([](Share& share) { share.scalar = secret_bytes(32); }) == "share_scalar");
}

TEST_CASE("An authority never holds enough shares to open alone, however it is spelled") {
    const auto error_of = [](std::vector<std::string> authorities, std::uint32_t k) {
        std::vector<Person> all;
        for (const auto& authority : authorities)
            all.push_back(person("Custodian " + std::to_string(all.size()), authority));
        const auto fit = check_custodians(custodians_of(all), k);
        return fit ? std::string() : std::string(code(fit.error()));
    };
    CHECK(error_of({"Clerk", "Library", "Auditor", "Court", "Council"}, 3).empty());
    CHECK(error_of({"Clerk", "Clerk", "Auditor", "Court", "Council"}, 3).empty());
    CHECK(error_of({"Clerk", "Clerk", "Clerk", "Court", "Council"}, 3) == "sharing_authority");
    CHECK(error_of({"Clerk", "CLERK", "clerk.", "Court", "Council"}, 3) == "sharing_authority");
    CHECK(error_of({"Clerk", "Clerk", "Auditor"}, 2) == "sharing_authority");
    CHECK(error_of({"Clerk", "Library"}, 1) == "sharing_threshold");
    CHECK(error_of({"Clerk", "Library"}, 3) == "sharing_threshold");
    CHECK(error_of({}, 0) == "sharing_threshold");
    CHECK(error_of(std::vector<std::string>(17, "Clerk"), 17) == "sharing_threshold");
    CHECK(error_of({"Clerk", ""}, 2) == "sharing_text");
    CHECK(error_of({"Clerk", "a\xff"}, 2) == "sharing_text");
    CHECK(error_of({"Clerk", std::string(65, 'a')}, 2) == "sharing_text");
    auto twins = people(2);
    twins[1].custodian.key = twins[0].custodian.key;
    CHECK(check_custodians(custodians_of(twins), 2).error() == SharingError::kCustodians);
    twins = people(2);
    twins[1].custodian.name = "custodian 1";
    CHECK(check_custodians(custodians_of(twins), 2).error() == SharingError::kCustodians);
}
