#include "custody/opening/logged_opening.h"

#include "tests/custody/opening/approval.h"
#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

// Of reading it, and of asking for this request.
std::string fault_of(const Approval& approval, const SharingKeys& keys, const hash256& request) {
    const auto opening = LoggedOpening::read(approval.statement, approval.proof, approval.trust, keys);
    return opening ? code_of((*opening)->permits(request)) : code_of(opening);
}

}  // namespace

TEST_CASE("promise_3 an opening statement counts, or does not, as the vectors say") {
    REQUIRE(start_crypto());
    for (const auto& vector : vectors("opening_approval")) {
        INFO(vector.file);
        const SharingKeys keys(parse_transcript(vector.text("transcript")).value().sharing);
        const Approval approval{protocol::parse_trust(vector.text("trust")).value(),
                                std::string(as_text(vector.hex("input"))), vector.text("proof")};
        CHECK(fault_of(approval, keys, to_array<32>(vector.hex("request"))) == vector.error());
    }
}

TEST_CASE("A statement is good for its request, and as long as none of its bytes changes") {
    const auto dealt = deal(2, 3);
    const auto request = request_for_records(kDealtEpoch, dealt.keys.hash(), {hash256{1}});
    const auto good = approve(dealt, request);
    CHECK(fault_of(good, dealt.keys, hash_of(request)).empty());
    const auto read = LoggedOpening::read(good.statement, good.proof, good.trust, dealt.keys).value();
    CHECK(std::get<protocol::Opening>(read->said().statement).order == "CV-2027-113");
    CHECK(read->said().id == protocol::statement_id(protocol::payload_of(read->said().statement).value()));
    CHECK(fault_of(good, dealt.keys, hash256{2}) == "not_approved");
    CHECK(fault_of(good, dealt.reshared().keys, hash_of(request)) == "statement_other_sharing");
    // All three signatures are needed, so that none is idle.
    auto strict = good;
    strict.trust.custodians.threshold = 3;
    REQUIRE(fault_of(strict, dealt.keys, hash_of(request)).empty());
    for (const auto part : {&Approval::statement, &Approval::proof}) {
        REQUIRE_FALSE((strict.*part).empty());
        for (std::size_t at = 0; at < (strict.*part).size(); ++at) {
            INFO("byte " << at);
            auto changed = strict;
            auto& byte = (changed.*part)[at];
            byte = static_cast<char>(byte ^ 1);
            CHECK_FALSE(fault_of(changed, dealt.keys, hash_of(request)).empty());
        }
    }
}
