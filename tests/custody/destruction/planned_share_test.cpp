#include "custody/destruction/planned_share.h"
#include "custody/memory_folder.h"
#include "custody/shares/sealed_secret.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;

namespace {

const public_key kCustodian{9};

// Of custodian 3 of sharing 1 of epoch 7.
DestructionPlan plan() {
    DestructionPlan out;
    out.said = {{"City", 7, date::from_days(30000)}, hash256{1}, 3, "LIB-2026-04", std::nullopt};
    out.share_file = "the.share";
    out.sharing = 1;
    return out;
}

bytes share_file(std::uint32_t epoch, std::uint32_t sharing, std::uint32_t index, const hash256& transcript) {
    const Share share{epoch, sharing, index, transcript, secret_bytes(bytes(32, 1))};
    return seal_secret(SecretKind::kShare, share, as_bytes("some words of one"), {1, 8}).value();
}

Allowed<void> checked(byte_view content, const DestructionPlan& plan) {
    MemoryFolder folder;
    folder.write_secret("the.share", content).value();
    return check_planned_share(folder, "the.share", plan, kCustodian);
}

std::string code_for(byte_view content, const DestructionPlan& plan) {
    const auto done = checked(content, plan);
    if (!done)
        CHECK(
            done.error().says.ends_with("give the right file with --share, or --share none where it is gone already"));
    return done ? "" : done.error().code;
}

}  // namespace

TEST_CASE("promise_4 the planned share is told from every other file before anything is erased") {
    REQUIRE(start_crypto());
    CHECK(code_for(share_file(7, 1, 3, hash256{1}), plan()).empty());
    CHECK(code_for(share_file(8, 1, 3, hash256{1}), plan()) == "share_epoch");
    CHECK(code_for(share_file(7, 2, 3, hash256{2}), plan()) == "share_sharing");
    CHECK(code_for(share_file(7, 1, 3, hash256{2}), plan()) == "share_sharing");
    CHECK(code_for(share_file(7, 2, 3, hash256{1}), plan()) == "share_sharing");
    CHECK(code_for(share_file(7, 1, 2, hash256{1}), plan()) == "share_index");
    CHECK(code_for(as_bytes("notes of the clerk\n"), plan()) == "share_malformed");
    auto cut = share_file(7, 1, 3, hash256{1});
    cut.pop_back();
    CHECK(code_for(cut, plan()) == "share_malformed");
    CHECK(code_for({}, plan()) == "share_malformed");
    CHECK(
        checked(share_file(7, 2, 3, hash256{2}), plan())
            .error()
            .says.starts_with(
                "stays: it is the share of custodian 3 of sharing 2 of epoch 7, and what is to be destroyed is that of custodian "
                "3 of sharing 1 of epoch 7"));
}

TEST_CASE("promise_4 a whole key is told from that of another epoch, and from a share") {
    REQUIRE(start_crypto());
    const auto key = generate_key(KeyKind::kEpoch);
    auto whole = plan();
    whole.whole_key = true;
    whole.said.sharing = protocol::sole_sharing(7, key.public_half, kCustodian).id;
    CHECK(code_for(key_text(key).view(), whole).empty());
    CHECK(code_for(key_text(generate_key(KeyKind::kEpoch)).view(), whole) == "share_sharing");
    CHECK(code_for(key_text(generate_key(KeyKind::kCustodian)).view(), whole) == "key_kind");
    CHECK(code_for(share_file(7, 1, 3, hash256{1}), whole) == "key_malformed");
    CHECK(code_for(key_text(key).view(), plan()) == "share_malformed");
}

TEST_CASE("A share that others can read, as on a stick, is destroyed all the same, and one that is not there is not") {
    REQUIRE(start_crypto());
    MemoryFolder folder;
    folder.write_secret("the.share", share_file(7, 1, 3, hash256{1})).value();
    folder.set_open_to_others("the.share", true);
    CHECK(check_planned_share(folder, "the.share", plan(), kCustodian));
    CHECK(check_planned_share(folder, "none.share", plan(), kCustodian).error().code == "missing");
}
