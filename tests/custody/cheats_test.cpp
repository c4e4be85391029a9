// 3 of 5, with one cheat in each step: the cheat is named, by every honest custodian who looks.
#include "tests/custody/ceremony.h"

#include "custody/dkg/received.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;
using dkg::CeremonyError;
using dkg::Fault;
using dkg::Role;

namespace {

constexpr std::uint32_t kCheat = 4;
constexpr std::size_t kPlace = kCheat - 1;

Fault cheat(CeremonyError error) { return {error, Role::kCustodian, kCheat}; }

// Up to the dealings, everybody honest.
struct Five {
    std::vector<Person> people = tests::people(5);
    Room room = generation(people, 3);
    const signing_key& cheats_key = people[kPlace].key;

    Five() {
        room.join();
        room.commit();
        room.deal();
    }
    dkg::Party party(std::uint32_t index, const dkg::CeremonySecrets& secrets) const {
        return {people[index - 1].key, secrets};
    }
    std::expected<std::string, Fault> commit_of(std::uint32_t index) const {
        return dkg::commit(room.ceremony, party(index, room.secrets_of(people[index - 1])), room.table);
    }
    template <class Change>
    void change_deal(Change change) {
        room.table.deals[kPlace] = Room::changed<dkg::Deal>(room.table.deals[kPlace], cheats_key, change);
    }
    // A share for custodian 2 that is not the polynomial's, sealed as it should be.
    void deal_badly() {
        const auto ephemeral = room.secrets_of(people[kPlace]).ephemeral_scalar();
        const auto join = std::get<dkg::Join>(dkg::parse_message(room.table.joins[1].value()).value());
        const dkg::Way way{room.ceremony.hash(), kCheat, 2, group::base_multiply(ephemeral.view()), join.box};
        const auto shared = group::secret_multiple(ephemeral.view(), join.box);
        change_deal([&](dkg::Deal& deal) {
            deal.shares[1] = dkg::seal_share(way, shared.view(), group::random_scalar().view());
        });
    }
    // Custodian 4 complains about dealer 1, with this proof's context and shared point.
    std::string complaint(bool with_true_proof) const {
        const auto secrets = room.secrets_of(people[kPlace]);
        const auto dealt = dkg::read_dealt(room.ceremony, room.table).value();
        const auto way = dkg::way_of(dealt, dealt.deals[0], kCheat);
        const auto box = secrets.box_scalar();
        const auto right = group::multiply(box.view(), way.ephemeral);
        const auto proof = dkg::prove_shared(way, box.view(), right, secrets.proof_seed().view());
        const auto shown = with_true_proof ? right : group::add(right, way.box);
        return dkg::signed_text(
            dkg::Complaint{room.ceremony.hash(), dkg::seen_of(room.table.deals), kCheat, 1, shown, proof}, cheats_key);
    }
};

}  // namespace

TEST_CASE("A file that is missing, damaged, of another ceremony or not signed names whose it is, in each round") {
    REQUIRE(start_crypto());
    Five five;
    auto& table = five.room.table;
    five.room.check();
    REQUIRE(five.room.transcript());
    auto other_people = people(5);
    auto other = generated(other_people, 3);
    struct Case {
        dkg::Texts& texts;
        const dkg::Texts& of_other;
    };
    for (auto [texts, of_other] : {Case{table.joins, other.table.joins}, Case{table.commits, other.table.commits},
                                   Case{table.deals, other.table.deals}, Case{table.verdicts, other.table.verdicts}}) {
        const auto right = texts[kPlace].value();
        const auto found = [&](std::optional<std::string> text) {
            texts[kPlace] = std::move(text);
            return five.room.transcript().error();
        };
        CHECK(found(std::nullopt) == cheat(CeremonyError::kMissing));
        CHECK(found("") == cheat(CeremonyError::kMalformed));
        CHECK(found(right.substr(1)) == cheat(CeremonyError::kMalformed));
        CHECK(found(right + "\n") == cheat(CeremonyError::kMalformed));
        CHECK(found(" " + right) == cheat(CeremonyError::kMalformed));
        auto signed_wrongly = right;
        auto& digit = signed_wrongly[signed_wrongly.size() - 100];
        digit = digit == '0' ? '1' : '0';
        CHECK(found(signed_wrongly) == cheat(CeremonyError::kSignature));
        CHECK(found(of_other[kPlace]) == cheat(CeremonyError::kSignature));
        // A colleague's file in the place of one's own.
        CHECK(found(texts[0]) == cheat(CeremonyError::kSignature));
        texts[kPlace] = right;
    }
    REQUIRE(five.room.transcript());
    table.joins[kPlace] =
        Room::changed<dkg::Join>(table.joins[kPlace], five.cheats_key, [](dkg::Join& join) { join.ceremony[0] ^= 1; });
    CHECK(five.room.transcript().error() == cheat(CeremonyError::kOther));
}

TEST_CASE("Who reveals other values than those committed to is named") {
    Five five;
    five.change_deal([](dkg::Deal& deal) { deal.commitments[1] = deal.commitments[2]; });
    for (const std::uint32_t index : {1U, 2U, 3U, 5U})
        CHECK(five.room.check_of(index).error() == cheat(CeremonyError::kReveal));
}

TEST_CASE("Who copies another's commitment cannot reveal it") {
    Five five;
    const auto copied = std::get<dkg::Commit>(dkg::parse_message(five.room.table.commits[0].value()).value());
    five.room.table.commits[kPlace] =
        Room::changed<dkg::Commit>(five.room.table.commits[kPlace], five.cheats_key,
                                   [&](dkg::Commit& commit) { commit.commitment = copied.commitment; });
    five.room.table.deals.clear();
    five.room.deal();
    const auto revealed = std::get<dkg::Deal>(dkg::parse_message(five.room.table.deals[0].value()).value());
    five.change_deal([&](dkg::Deal& deal) { deal.commitments = revealed.commitments; });
    CHECK(five.room.check_of(2).error() == cheat(CeremonyError::kReveal));
}

TEST_CASE("Who deals too few commitments or shares is named") {
    Five five;
    five.change_deal([](dkg::Deal& deal) { deal.shares.pop_back(); });
    CHECK(five.room.check_of(1).error() == cheat(CeremonyError::kMalformed));
    Five again;
    again.change_deal([](dkg::Deal& deal) { deal.commitments.pop_back(); });
    CHECK(again.room.check_of(1).error() == cheat(CeremonyError::kMalformed));
}

TEST_CASE("Who sends on another's shares as their own does not know their key, and is named") {
    Five five;
    const auto other = std::get<dkg::Deal>(dkg::parse_message(five.room.table.deals[0].value()).value());
    five.change_deal([&](dkg::Deal& deal) {
        deal.ephemeral = other.ephemeral;
        deal.proof = other.proof;
        deal.shares = other.shares;
    });
    CHECK(five.room.check_of(2).error() == cheat(CeremonyError::kProof));
}

TEST_CASE("Who deals a bad share is named by the complaint of its receiver, which anyone can check") {
    for (const bool sealed : {true, false}) {
        Five five;
        if (sealed)
            five.deal_badly();
        else
            five.change_deal([](dkg::Deal& deal) { deal.shares[1][20] ^= 1; });
        const auto verdict = five.room.check_of(2).value();
        CHECK(verdict.complaint == cheat(CeremonyError::kBadShare));
        CHECK_FALSE(five.room.check_of(1).value().complaint);
        // Whoever has not spoken yet: the complaint is judged.
        five.room.table.verdicts.resize(5);
        five.room.table.verdicts[1] = verdict.text;
        CHECK(five.room.transcript().error() == cheat(CeremonyError::kBadShare));
    }
}

TEST_CASE("Who complains about a share that is right, or with a false proof, is named") {
    Five five;
    five.room.check();
    for (const bool with_true_proof : {true, false}) {
        five.room.table.verdicts[kPlace] = five.complaint(with_true_proof);
        CHECK(five.room.transcript().error() == cheat(CeremonyError::kFalseComplaint));
    }
    five.room.table.verdicts[kPlace] = Room::changed<dkg::Complaint>(
        five.room.table.verdicts[kPlace], five.cheats_key, [](dkg::Complaint& complaint) { complaint.against = 9; });
    CHECK(five.room.transcript().error() == cheat(CeremonyError::kFalseComplaint));
}

TEST_CASE("Who gives two people different dealings is found when they agree, and named when they compare") {
    Five five;
    auto theirs = five.room.table;  // what custodian 2 was given
    theirs.deals[kPlace] = Room::changed<dkg::Deal>(theirs.deals[kPlace], five.cheats_key,
                                                    [](dkg::Deal& deal) { deal.shares[0][0] ^= 1; });
    five.room.check();
    const auto& second = five.people[1];
    const auto agreed = dkg::check(five.room.ceremony, {second.key, five.room.secrets_of(second)}, theirs).value();
    CHECK_FALSE(agreed.complaint);
    five.room.table.verdicts[1] = agreed.text;
    CHECK(five.room.transcript().error() == Fault{CeremonyError::kOtherView, Role::kCustodian, 2});
    CHECK(dkg::find_equivocation(five.room.ceremony, five.room.table, theirs) == cheat(CeremonyError::kEquivocation));
    // Nobody is blamed for a file that they did not sign, or for the same one.
    theirs = five.room.table;
    CHECK_FALSE(dkg::find_equivocation(five.room.ceremony, five.room.table, theirs));
    theirs.deals[kPlace] = Room::changed<dkg::Deal>(theirs.deals[kPlace], five.people[0].key,
                                                    [](dkg::Deal& deal) { deal.shares[0][0] ^= 1; });
    CHECK_FALSE(dkg::find_equivocation(five.room.ceremony, five.room.table, theirs));
}

TEST_CASE("Who gives two people different files in an earlier round is found in the next, and named") {
    Five five;
    auto theirs = five.room.table;
    theirs.joins[kPlace] = Room::changed<dkg::Join>(theirs.joins[kPlace], five.cheats_key, [](dkg::Join& join) {
        join.box = group::base_multiply(group::random_scalar().view());
    });
    const auto& second = five.people[1];
    five.room.table.commits[1] =
        dkg::commit(five.room.ceremony, {second.key, five.room.secrets_of(second)}, theirs).value();
    CHECK(five.room.deal_of(0).error() == Fault{CeremonyError::kOtherView, Role::kCustodian, 2});
    CHECK(dkg::find_equivocation(five.room.ceremony, five.room.table, theirs) == cheat(CeremonyError::kEquivocation));
}

TEST_CASE("Who agrees with a signature over something else is named") {
    Five five;
    five.room.check();
    auto other = five.room.transcript().value().sharing;
    other.destroy = other.destroy.plus_years(1);
    five.room.table.verdicts[kPlace] =
        Room::changed<dkg::Agree>(five.room.table.verdicts[kPlace], five.cheats_key,
                                  [&](dkg::Agree& agree) { agree.transcript = sign_sharing(five.cheats_key, other); });
    CHECK(five.room.transcript().error() == cheat(CeremonyError::kAgreement));
}

TEST_CASE("Who stops names themselves: there is no key then") {
    Five five;
    five.room.table.deals[kPlace].reset();
    CHECK(five.room.check_of(1).error() == cheat(CeremonyError::kMissing));
    CHECK(five.room.transcript().error() == cheat(CeremonyError::kMissing));
}
