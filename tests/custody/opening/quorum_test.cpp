#include "tests/custody/opening/dealer.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

using Faults = std::vector<std::pair<std::uint32_t, std::string>>;

RequestedRecord record_of_envelope(const envelope::Envelope& sealed) {
    const auto lifted = envelope::lifted_ephemeral_key(sealed);
    RequestedRecord out{hash(sealed), sealed, group::Point{}};
    if (lifted)
        out.ephemeral = *lifted;
    else
        out.ephemeral = std::unexpected(lifted.error());
    return out;
}

Part part_of(const Dealt& dealt, std::uint32_t index, const RequestedRecord& record, bool proof = true) {
    const auto& share = dealt.share(index);
    const auto partial = partial_of(share.scalar.view(), *record.ephemeral).value();
    Part out{index, partial, std::nullopt};
    if (proof)
        out.proof = prove_partial(
            share.scalar.view(),
            {dealt.keys.hash(), record.digest, dealt.keys.verification_key(index), *record.ephemeral, partial});
    return out;
}

std::vector<Part> parts_of(const Dealt& dealt, const RequestedRecord& record, std::vector<std::uint32_t> indices,
                           bool proof = true) {
    std::vector<Part> out;
    for (const auto index : indices)
        out.push_back(part_of(dealt, index, record, proof));
    return out;
}

// "opened", or the code of what is wrong.
std::string say(const QuorumResult& result) {
    return result.content ? std::string("opened") : std::string(result.content.error());
}

Faults faults_of(const QuorumResult& result) {
    Faults out;
    for (const auto& fault : result.faults)
        out.emplace_back(fault.index, code(fault.error));
    return out;
}

}  // namespace

TEST_CASE("Any three of five open a record, and every two do not") {
    REQUIRE(start_crypto());
    const auto dealt = deal(3, 5);
    const auto record = record_of_envelope(sealed_to(dealt, "Zoë"));
    Quorum quorum(dealt.keys);
    for (std::uint32_t a = 1; a <= 5; ++a)
        for (std::uint32_t b = a + 1; b <= 5; ++b) {
            CHECK(say(quorum.open(record, parts_of(dealt, record, {a, b}))) == "too_few_answers");
            for (std::uint32_t c = b + 1; c <= 5; ++c) {
                const auto opened = quorum.open(record, parts_of(dealt, record, {c, a, b}));
                REQUIRE(opened.content);
                CHECK(as_text(opened.content->view()) == "Zoë");
                CHECK(opened.faults.empty());
            }
        }
}

TEST_CASE("A false part with a proof is named, and another quorum opens") {
    const auto dealt = deal(3, 5);
    const auto record = record_of_envelope(sealed_to(dealt, "Zoë"));
    auto parts = parts_of(dealt, record, {1, 2, 3, 4});
    parts[1].partial = group::add(parts[1].partial, *record.ephemeral);
    Quorum quorum(dealt.keys);
    const auto opened = quorum.open(record, parts);
    CHECK(say(opened) == "opened");
    CHECK(faults_of(opened) == Faults{{2, "partial_false"}});
    parts.pop_back();
    const auto too_few = quorum.open(record, parts);
    CHECK(say(too_few) == "too_few_answers");
    CHECK(faults_of(too_few) == Faults{{2, "partial_false"}});
}

TEST_CASE("Swapped parts, those of another record and of an old sharing are each named") {
    const auto dealt = deal(3, 5);
    const auto record = record_of_envelope(sealed_to(dealt, "Zoë"));
    const auto other = record_of_envelope(sealed_to(dealt, "Ana"));
    Quorum quorum(dealt.keys);
    auto swapped = parts_of(dealt, record, {1, 2, 3, 4, 5});
    std::swap(swapped[0].partial, swapped[1].partial);
    CHECK(faults_of(quorum.open(record, swapped)) == Faults{{1, "partial_false"}, {2, "partial_false"}});
    auto of_other = parts_of(dealt, record, {1, 2, 3, 4});
    of_other[2] = part_of(dealt, 3, other);
    CHECK(faults_of(quorum.open(record, of_other)) == Faults{{3, "partial_false"}});
    const auto reshared = dealt.reshared();
    auto old = parts_of(reshared, record, {1, 2, 3, 4});
    old[0] = part_of(dealt, 1, record);
    Quorum quorum_of_new(reshared.keys);
    const auto opened = quorum_of_new.open(record, old);
    CHECK(say(opened) == "opened");
    CHECK(faults_of(opened) == Faults{{1, "partial_false"}});
}

TEST_CASE("Without proofs a part that spoils the record is found where there are more than enough") {
    const auto dealt = deal(3, 5);
    const auto record = record_of_envelope(sealed_to(dealt, "Zoë"));
    auto parts = parts_of(dealt, record, {1, 2, 3, 4, 5}, false);
    parts[0].partial = group::add(parts[0].partial, *record.ephemeral);
    Quorum quorum(dealt.keys);
    const auto opened = quorum.open(record, parts);
    CHECK(say(opened) == "opened");
    CHECK(faults_of(opened) == Faults{{1, "partial_differs"}});
    // Next time it is taken last.
    const auto again = quorum.open(record, parts);
    CHECK(say(again) == "opened");
    CHECK(again.faults.empty());
    parts.resize(3);
    CHECK(say(quorum.open(record, parts)) == "unproven");
}

TEST_CASE("A part without proof helps where proved ones are too few") {
    const auto dealt = deal(3, 5);
    const auto record = record_of_envelope(sealed_to(dealt, "Zoë"));
    auto parts = parts_of(dealt, record, {2, 4});
    parts.push_back(part_of(dealt, 1, record, false));
    parts.push_back(part_of(dealt, 5, record, false));
    parts[2].partial = *record.ephemeral;
    Quorum quorum(dealt.keys);
    const auto opened = quorum.open(record, parts);
    CHECK(say(opened) == "opened");
    CHECK(faults_of(opened) == Faults{{1, "partial_differs"}});
}

TEST_CASE("With proofs of all, a record that does not open is itself at fault") {
    const auto dealt = deal(2, 3);
    auto sealed = sealed_to(dealt, "Zoë");
    sealed[900] ^= 1;
    const auto record = record_of_envelope(sealed);
    Quorum quorum(dealt.keys);
    const auto opened = quorum.open(record, parts_of(dealt, record, {1, 2, 3}));
    CHECK(say(opened) == "envelope_corrupt");
    CHECK(opened.faults.empty());
}

TEST_CASE("A part that is not given is told, but not where the point was not to be touched") {
    const auto dealt = deal(2, 3);
    const auto record = record_of_envelope(sealed_to(dealt, "Zoë"));
    auto parts = parts_of(dealt, record, {1, 2, 3});
    parts[1].partial = {};
    Quorum quorum(dealt.keys);
    const auto opened = quorum.open(record, parts);
    CHECK(say(opened) == "opened");
    CHECK(faults_of(opened) == Faults{{2, "partial_missing"}});

    auto outside = record;
    const auto torsion = array_from_hex<32>("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a").value();
    outside.ephemeral = group::add(*record.ephemeral, torsion);
    for (auto& part : parts)
        part.partial = {};
    const auto refused = quorum.open(outside, parts);
    CHECK(say(refused) == "envelope_point");
    CHECK(refused.faults.empty());
}
