#include "tests/custody/opening/dealer.h"
#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

// Reads to the end: the error's code, or "".
std::string fault_of(byte_view content, const public_key& custodian) {
    MemorySource source(content);
    auto reader = AnswerReader::create(source);
    if (!reader)
        return std::string(code(reader.error()));
    for (auto there = reader->next(); there && *there; there = reader->next()) {
    }
    return code_of(reader->check_signature(custodian));
}

std::string code_of_check(const Answerer& answerer, const OpeningRequest& request,
                          const OpeningAuthority& authority = Everything()) {
    return code_of(check_answerer(answerer, request, authority));
}

class Nobody final : public OpeningAuthority {
public:
    std::expected<void, OpeningError> permits(const hash256& request) const override {
        m_asked = request;
        return std::unexpected(OpeningError::kNotApproved);
    }
    mutable hash256 m_asked{};
};

}  // namespace

TEST_CASE("Answers are taken, or refused, as the vectors say") {
    for (const auto& vector : vectors("opening_answer")) {
        INFO(vector.file);
        CHECK(fault_of(vector.hex("input"), to_array<32>(vector.hex("custodian"))) == vector.error());
    }
}

TEST_CASE("An answer has an entry of one size for each record, and is signed") {
    REQUIRE(start_crypto());
    const auto dealt = deal(2, 3);
    const auto exported = export_of_people(dealt, 3);
    const auto request = request_for_all(dealt, exported);
    const auto with = answer_of(dealt, 2, request, exported);
    const auto without = answer_of(dealt, 2, request, exported, false);
    CHECK(with.size() == 88 + 3 * 128 + 64);
    CHECK(without.size() == 88 + 3 * 64 + 64);
    CHECK(fault_of(with, dealt.signer(2).public_half).empty());
    CHECK(fault_of(without, dealt.signer(2).public_half).empty());
    CHECK(fault_of(with, dealt.signer(3).public_half) == "answer_signature");
}

TEST_CASE("Each changed byte of an answer is found, and each cut") {
    const auto dealt = deal(2, 3);
    const auto exported = export_of_people(dealt, 1);
    const auto good = answer_of(dealt, 1, request_for_all(dealt, exported), exported);
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto changed = good;
        changed[at] ^= 1;
        CHECK_FALSE(fault_of(changed, dealt.signer(1).public_half).empty());
        CHECK_FALSE(fault_of(byte_view(good).first(at), dealt.signer(1).public_half).empty());
    }
}

TEST_CASE("A custodian answers only with the share and key of the transcript, and only what is approved") {
    const auto dealt = deal(2, 3);
    const auto exported = export_of_people(dealt, 1);
    const auto request = request_for_all(dealt, exported);
    CHECK(code_of_check({dealt.keys, dealt.share(1), dealt.signer(1)}, request).empty());
    CHECK(code_of_check({dealt.keys, dealt.share(1), dealt.signer(2)}, request) == "custodian_key");
    const auto old = dealt.reshared();
    CHECK(code_of_check({dealt.keys, old.share(1), dealt.signer(1)}, request) == "share_differs");
    CHECK(code_of_check({old.keys, old.share(1), old.signer(1)}, request) == "request_other_sharing");
    const Share swapped{kDealtEpoch, 1, 1, dealt.keys.hash(), dealt.share(2).scalar.clone()};
    CHECK(code_of_check({dealt.keys, swapped, dealt.signer(1)}, request) == "share_differs");
    auto other = request;
    other.epoch = 8;
    CHECK(code_of_check({dealt.keys, dealt.share(1), dealt.signer(1)}, other) == "request_other_epoch");
    const Nobody nobody;
    CHECK(code_of_check({dealt.keys, dealt.share(1), dealt.signer(1)}, request, nobody) == "not_approved");
    CHECK(nobody.m_asked == hash_of(request));
}

TEST_CASE("An answer that cannot be written is not kept") {
    const auto dealt = deal(2, 3);
    const auto exported = export_of_people(dealt, 2);
    const auto request = request_for_all(dealt, exported);
    const auto whole = answer_of(dealt, 1, request, exported).size();
    for (const auto space : {std::size_t{0}, std::size_t{87}, std::size_t{100}, whole - 1}) {
        MemorySource source(exported);
        auto reader = reader_of(source);
        MemorySink sink;
        sink.fail_after(space);
        const auto written =
            write_answer({dealt.keys, dealt.share(1), dealt.signer(1)}, request, reader, sink, [](std::uint64_t) {});
        CHECK(code_of(written) == "not_written");
        CHECK_FALSE(sink.is_kept());
    }
}

TEST_CASE("Records that no share may touch have an entry of zeros") {
    const auto dealt = deal(2, 3);
    auto low_order = sealed_to(dealt, "x");
    std::fill_n(low_order.begin() + 16, 32, std::uint8_t{0});
    const auto other_key = sealed_to(deal(2, 3), "x");
    const auto exported = dealt_export({low_order, other_key, sealed_to(dealt, "x")});
    MemorySource source(exported);
    auto reader = reader_of(source);
    MemorySink sink;
    const auto tally = write_answer({dealt.keys, dealt.share(1), dealt.signer(1)}, request_for_all(dealt, exported),
                                    reader, sink, [](std::uint64_t) {});
    CHECK(tally->given == 1);
    CHECK(tally->unusable == 2);
}
