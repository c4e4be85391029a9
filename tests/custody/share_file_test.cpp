#include "custody/dkg/actions.h"
#include "custody/dkg/own_secrets.h"
#include "custody/group/scalar.h"
#include "custody/memory_folder.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;

namespace {

constexpr PassphraseCost kCheap{1, 8};
const auto kWords = as_bytes("words of one custodian");

// 2 of 2 in memory, up to a step.
struct Two {
    std::array<MemoryFolder, 2> own;
    MemoryFolder table;

    dkg::Place place(std::size_t i) { return {own[i], table}; }

    Two() {
        std::vector<Custodian> custodians;
        for (std::size_t i = 0; i < 2; ++i)
            custodians.push_back(
                dkg::parse_introduction(dkg::introduce(own[i], i == 0 ? "Ана" : "Bo O'Neil", std::to_string(i)).value())
                    .value());
        const dkg::Invitation invitation{"City", 3,          1, {}, date::from_days(30000), date::from_days(30001),
                                         2,      custodians, {}};
        dkg::invite(table, invitation, std::nullopt).value();
    }
    void run() {
        for (std::size_t i = 0; i < 2; ++i)
            dkg::join(place(i), kWords, kCheap).value();
        for (std::size_t i = 0; i < 2; ++i)
            dkg::commit(place(i), kWords).value();
        for (std::size_t i = 0; i < 2; ++i)
            dkg::deal(place(i), kWords, {}).value();
        for (std::size_t i = 0; i < 2; ++i)
            dkg::check(place(i), kWords).value();
    }
};

template <class Result>
std::string code_in(const Result& result) {
    return result ? std::string() : result.error().code;
}

}  // namespace

TEST_CASE("A secret is sealed anew each time, and opens under its passphrase alone") {
    REQUIRE(start_crypto());
    const Share share{7, 2, 3, hash(as_bytes("a sharing")), group::random_scalar()};
    const auto sealed = seal_secret(SecretKind::kShare, share, kWords, kCheap).value();
    CHECK(sealed != seal_secret(SecretKind::kShare, share, kWords, kCheap).value());
    const auto opened = open_secret(SecretKind::kShare, sealed, kWords).value();
    CHECK(opened.epoch == 7);
    CHECK(opened.sharing == 2);
    CHECK(opened.index == 3);
    CHECK(opened.transcript == share.transcript);
    CHECK(equal_secret(opened.scalar.view(), share.scalar.view()));
    CHECK(open_secret(SecretKind::kShare, sealed, as_bytes("other words")).error() == ShareError::kPassphrase);
    CHECK(open_secret(SecretKind::kCeremony, sealed, kWords).error() == ShareError::kMalformed);
    for (std::size_t at = 0; at < sealed.size(); at += 3) {
        auto changed = sealed;
        changed[at] ^= 0x40;
        CHECK_FALSE(open_secret(SecretKind::kShare, changed, kWords));
    }
}

TEST_CASE("A ceremony leaves a share and a transcript, and no secret of its own") {
    Two two;
    two.run();
    CHECK(two.table.list().value() ==
          std::vector<std::string>{"1-join-custodian-1.txt", "1-join-custodian-2-bo-o-neil.txt",
                                   "2-commit-custodian-1.txt", "2-commit-custodian-2-bo-o-neil.txt",
                                   "3-deal-custodian-1.txt", "3-deal-custodian-2-bo-o-neil.txt",
                                   "4-agree-custodian-1.txt", "4-agree-custodian-2-bo-o-neil.txt", "invitation.txt"});
    const auto done = dkg::finish(two.place(0), kWords, kCheap).value();
    CHECK(done.share_file == "epoch-3-sharing-1-custodian-1.share");
    CHECK(two.own[0].list().value() ==
          std::vector<std::string>{"custodian.key", done.share_file, done.transcript_file});
    CHECK(dkg::open_checked_share(two.own[0], done.share_file, done.sharing, kWords));
    CHECK(dkg::load_transcript(two.table, done.transcript_file).value().sharing == done.sharing);
}

TEST_CASE("A step that was cut off is taken again, and never says another thing") {
    Two two;
    two.run();
    two.own[0].fail_writes_after(0);
    CHECK(code_in(dkg::finish(two.place(0), kWords, kCheap)) == "not_written");
    two.own[0].fail_writes_after(1);  // the share, and no transcript
    CHECK(code_in(dkg::finish(two.place(0), kWords, kCheap)) == "not_written");
    two.own[0].fail_writes_after(9);
    CHECK(dkg::finish(two.place(0), kWords, kCheap));
    CHECK(dkg::join(two.place(1), kWords, kCheap));
    CHECK(dkg::deal(two.place(1), kWords, {}));
    two.table.write("1-join-custodian-2-bo-o-neil.txt", "another").value();
    CHECK(code_in(dkg::join(two.place(1), kWords, kCheap)) == "exists");
}

TEST_CASE("A ceremony's secret stays until the share that was made from it opens from the disk") {
    Two two;
    two.run();
    two.own[0].damage_secrets(true);
    const auto before = two.own[0].list().value();
    CHECK(code_in(dkg::finish(two.place(0), kWords, kCheap)) == "not_written");
    CHECK(two.own[0].list().value() == before);
    two.own[0].damage_secrets(false);
    CHECK(dkg::finish(two.place(0), kWords, kCheap));
}

TEST_CASE("A step needs its passphrase, its turn and an invitation") {
    Two two;
    CHECK(code_in(dkg::commit(two.place(0), kWords)) == "missing");
    CHECK(dkg::join(two.place(0), kWords, kCheap));
    CHECK(code_in(dkg::commit(two.place(0), kWords)) == "ceremony_missing");
    CHECK(code_in(dkg::commit(two.place(0), as_bytes("other words"))) == "share_passphrase");
    MemoryFolder stranger;
    dkg::introduce(stranger, "Cleo", "Court").value();
    CHECK(code_in(dkg::join({stranger, two.table}, kWords, kCheap)) == "ceremony_stranger");
    MemoryFolder empty;
    CHECK(code_in(dkg::join({two.own[0], empty}, kWords, kCheap)) == "missing");
    CHECK(code_in(dkg::introduce(empty, "", "Court")) == "sharing_text");
    CHECK(code_in(dkg::introduce(empty, "\xff", "Court")) == "sharing_text");
}
