#include "tests/custody/opening/dealer.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

using LeftAside = std::vector<std::pair<std::size_t, std::string>>;

// An answer of custodian `index` whose entries a cheat changed before signing.
bytes cheating_answer(const Dealt& dealt, std::uint32_t index, const OpeningRequest& request, byte_view exported,
                      const std::function<void(AnswerEntry&, std::size_t)>& change) {
    const auto honest = answer_of(dealt, index, request, exported);
    MemorySource source(honest);
    auto reader = AnswerReader::create(source).value();
    MemorySink sink;
    AnswerWriter writer(sink, reader.header());
    std::size_t at = 0;
    for (auto there = reader.next(); there && *there; there = reader.next()) {
        auto entry = reader.entry();
        change(entry, at++);
        writer.put(entry).value();
    }
    writer.finish(dealt.signer(index)).value();
    return sink.content();
}

struct Case {
    Dealt dealt = deal(3, 5);
    bytes exported = export_of_people(dealt, 4);
    OpeningRequest request = request_for_all(dealt, exported);

    bytes answer(std::uint32_t index, bool proofs = true) const {
        return answer_of(dealt, index, request, exported, proofs);
    }
    Outcome outcome(const std::vector<bytes>& answers) const { return combine(dealt.keys, request, exported, answers); }
};

}  // namespace

TEST_CASE("Three custodians open every record of an export, with proofs or without, and two open none") {
    REQUIRE(start_crypto());
    const Case a;
    for (const bool proofs : {true, false}) {
        const auto opened = a.outcome({a.answer(5, proofs), a.answer(1, proofs), a.answer(3, proofs)});
        CHECK(opened.error.empty());
        CHECK(opened.names.size() == 4);
        CHECK(opened.faults.empty());
        CHECK(opened.left_aside.empty());
    }
    const auto two = a.outcome({a.answer(5), a.answer(1)});
    CHECK(two.error == "too_few_answers");
    CHECK(two.names.empty());
}

TEST_CASE("promise_3 two answers and one of them again are two") {
    const Case a;
    const auto again = a.outcome({a.answer(5), a.answer(1), a.answer(1)});
    CHECK(again.error == "too_few_answers");
    CHECK(again.left_aside == LeftAside{{2, "answer_twice"}});
}

TEST_CASE("A false part in one record is named by custodian, and the others open all records") {
    const Case a;
    const auto cheat = cheating_answer(a.dealt, 2, a.request, a.exported, [](AnswerEntry& entry, std::size_t at) {
        if (at == 2)
            entry.partial = group::add(entry.partial, entry.partial);
    });
    const auto opened = a.outcome({a.answer(1), cheat, a.answer(3), a.answer(4)});
    CHECK(opened.names.size() == 4);
    CHECK(opened.faults == std::vector<std::pair<std::uint32_t, std::string>>{{2, "partial_false"}});
    const auto without = a.outcome({a.answer(1), cheat, a.answer(3)});
    CHECK(without.names.size() == 3);
    CHECK(without.failed == std::vector<std::string>{"too_few_answers"});
    CHECK(without.faults == opened.faults);
}

TEST_CASE("Answers that are damaged, of others, or for something else are left aside and told") {
    const Case a;
    auto corrupted = a.answer(4);
    corrupted[200] ^= 1;
    auto cut = a.answer(4);
    cut.resize(cut.size() - 1);
    const auto other_request = request_for_all(a.dealt, a.exported);
    const auto reshared = a.dealt.reshared();
    const auto old = answer_of(reshared, 4, request_for_all(reshared, a.exported), a.exported);
    const auto others = cheating_answer(a.dealt, 4, a.request, a.exported,
                                        [](AnswerEntry& entry, std::size_t) { entry.digest[0] ^= 1; });
    auto signed_by_another = a.answer(4);
    signed_by_another[72] = 5;
    const std::vector<bytes> answers{a.answer(1),
                                     corrupted,
                                     cut,
                                     answer_of(a.dealt, 4, other_request, a.exported),
                                     old,
                                     others,
                                     signed_by_another,
                                     {},
                                     a.answer(2),
                                     a.answer(3)};
    const auto opened = a.outcome(answers);
    CHECK(opened.names.size() == 4);
    auto left = opened.left_aside;
    std::ranges::sort(left);
    CHECK(left == LeftAside{{1, "answer_signature"},
                            {2, "answer_size"},
                            {3, "answer_other_request"},
                            {4, "answer_other_sharing"},
                            {5, "answer_records"},
                            {6, "answer_signature"},
                            {7, "answer_malformed"}});
    CHECK(a.outcome({others, a.answer(1), a.answer(2)}).left_aside == LeftAside{{0, "answer_records"}});
}

TEST_CASE("Only the records that a request names are opened") {
    const Case a;
    const auto one = hash(byte_view(a.exported).subspan(16 + 1024, 1024));
    const auto request = request_for_records(kDealtEpoch, a.dealt.keys.hash(), {one});
    std::vector<bytes> answers;
    for (const auto index : {1U, 2U, 3U})
        answers.push_back(answer_of(a.dealt, index, request, a.exported));
    CHECK(combine(a.dealt.keys, request, a.exported, answers).names.size() == 1);
    CHECK(a.outcome(answers).error == "too_few_answers");
}

TEST_CASE("Records that cannot be opened have their codes, and the others open") {
    const auto dealt = deal(2, 3);
    auto corrupt = sealed_person(dealt, "Ana", "1990-01-01");
    corrupt[1000] ^= 1;
    const auto exported = dealt_export({sealed_person(dealt, "Zoë", "1990-03-12"), corrupt,
                                        sealed_to(dealt, "nonsense"), sealed_to(deal(2, 3), "of another key")});
    const auto request = request_for_all(dealt, exported);
    auto opened = combine(dealt.keys, request, exported,
                          {answer_of(dealt, 1, request, exported), answer_of(dealt, 3, request, exported, false)});
    std::ranges::sort(opened.failed);
    CHECK(opened.names == std::vector<std::string>{"Zoë"});
    CHECK(opened.failed == std::vector<std::string>{"envelope_other_key", "record_malformed", "unproven"});
    CHECK(opened.faults.empty());
}

TEST_CASE("Nothing is combined that the authority for openings does not permit") {
    class Nobody final : public OpeningAuthority {
        std::expected<void, OpeningError> permits(const hash256&) const override {
            return std::unexpected(OpeningError::kNotApproved);
        }
    };
    const Case a;
    Combination combination(a.dealt.keys, a.request);
    MemorySource source(a.exported);
    auto reader = reader_of(source);
    const auto good = combination.check(reader, Nobody());
    REQUIRE_FALSE(good);
    CHECK(code(good.error()) == "not_approved");
}
