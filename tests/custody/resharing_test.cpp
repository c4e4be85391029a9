#include "tests/custody/ceremony.h"

#include "custody/dkg/actions.h"
#include "custody/group/polynomial.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;
using dkg::CeremonyError;
using dkg::Fault;
using dkg::Role;

namespace {

// A key of 3 of 5, to be reshared by old custodians 1, 2 and 5 to three new ones, two of whom open.
struct Change {
    std::vector<Person> before = tests::people(5);
    Room made = generated(before, 3);
    Sharing old = made.transcript().value().sharing;
    std::vector<Person> after = tests::people(3, "Successor");
    std::vector<std::uint32_t> dealers{1, 2, 5};
    Room room{create(), after, before};

    dkg::Ceremony create() const {
        auto invitation = dkg::invitation_to_reshare(old, 2, custodians_of(after), dealers);
        return dkg::Ceremony::create(std::move(invitation), old).value();
    }
    void run() {
        for (const auto index : dealers)
            room.shares.push_back(made.share_of(index).scalar);
        room.join();
        room.deal();
        room.check();
    }
};

std::string error_of(const dkg::Invitation& invitation, const std::optional<Sharing>& previous) {
    const auto made = dkg::Ceremony::create(invitation, previous);
    return made ? std::string() : std::string(code(made.error()));
}

}  // namespace

TEST_CASE("A resharing gives others shares of the same key, and the old and new do not go together") {
    REQUIRE(start_crypto());
    Change change;
    change.run();
    const auto transcript = change.room.transcript().value();
    const auto& sharing = transcript.sharing;
    CHECK(sharing.epoch_public_key() == change.old.epoch_public_key());
    CHECK(sharing.number == 2);
    CHECK(sharing.previous == hash_of(change.old));
    CHECK(parse_transcript(to_text(transcript)));
    for (std::uint32_t index = 1; index <= 3; ++index) {
        const auto share = change.room.share_of(index);
        CHECK(check_share(share, sharing));
        CHECK(check_share(share, change.old).error() == ShareError::kSharing);
        CHECK(check_share(change.made.share_of(index), sharing).error() == ShareError::kSharing);
    }
    // Any two of the new give the old key.
    for (const auto& two : {std::vector<std::uint32_t>{1, 2}, {1, 3}, {2, 3}}) {
        const auto weights = group::lagrange_weights_at_zero(two);
        auto sum = group::identity();
        for (std::size_t i = 0; i < 2; ++i)
            sum = group::add(
                sum, group::multiply(weights[i], group::base_multiply(change.room.share_of(two[i]).scalar.view())));
        CHECK(sum == change.old.commitments[0]);
    }
}

TEST_CASE("A dealer who deals another share than their own is named") {
    Change change;
    change.run();
    change.room.shares[1] = group::random_scalar();
    change.room.table.deals[1] = change.room.deal_of(1).value();
    CHECK(change.room.check_of(1).error() == Fault{CeremonyError::kNotItsShare, Role::kDealer, 2});
    change.room.table.deals[1].reset();
    CHECK(change.room.check_of(1).error() == Fault{CeremonyError::kMissing, Role::kDealer, 2});
}

TEST_CASE("A dealer who deals a bad share is named by the complaint of its receiver") {
    Change change;
    change.run();
    change.room.table.deals[2] = Room::changed<dkg::Deal>(change.room.table.deals[2], change.before[4].key,
                                                          [](dkg::Deal& deal) { deal.shares[1][20] ^= 1; });
    const Fault fault{CeremonyError::kBadShare, Role::kDealer, 5};
    const auto verdict = change.room.check_of(2).value();
    CHECK(verdict.complaint == fault);
    change.room.table.verdicts[1] = verdict.text;
    CHECK(change.room.transcript().error() == fault);
}

TEST_CASE("A resharing keeps everything but the people, and needs enough of the old ones") {
    const Change change;
    const auto right = change.room.ceremony.invitation();
    CHECK(error_of(right, change.old).empty());
    CHECK(error_of(right, std::nullopt) == "sharing_malformed");
    const auto with = [&](auto alter) {
        auto invitation = right;
        alter(invitation);
        return error_of(invitation, change.old);
    };
    CHECK(with([](auto& invitation) { invitation.destroy = invitation.destroy.plus_years(1); }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.end = invitation.end.plus_years(1); }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.epoch = 8; }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.city = "City of Harbour"; }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.number = 3; }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.previous[0] ^= 1; }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.dealers = {1, 2}; }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.dealers = {1, 2, 2}; }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.dealers = {1, 2, 6}; }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.dealers = {2, 1, 5}; }) == "sharing_malformed");
    CHECK(with([](auto& invitation) { invitation.custodians[1].authority = "Authority 1"; }) == "sharing_authority");
}
