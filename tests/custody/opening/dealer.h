// A sharing of an epoch's key as a dealer would make it, who knows the secret: for tests alone. And exports of records
// that are sealed to it.
#pragma once

#include "base/encoding.h"
#include "custody/group/polynomial.h"
#include "custody/memory_stream.h"
#include "custody/opening/answering.h"
#include "custody/opening/combination.h"
#include "envelope/seal.h"
#include "record/record.h"

#include <algorithm>
#include <deque>
#include <stdexcept>

namespace porchlight::tests {

inline constexpr std::uint32_t kDealtEpoch = 7;

struct Dealt {
    custody::group::Polynomial polynomial;
    std::vector<signing_key> signers;
    custody::SharingKeys keys;
    std::vector<custody::Share> shares;

    static custody::Sharing sharing(std::uint32_t number, const custody::group::Polynomial& polynomial,
                                    const std::vector<signing_key>& signers) {
        custody::Sharing out{"City of Lakehaven",
                             kDealtEpoch,
                             number,
                             {},
                             date::parse("2027-11-27").value(),
                             date::parse("2034-11-27").value(),
                             0,
                             {},
                             hash256{1},
                             polynomial.commitments()};
        if (number > 1)
            out.previous = hash256{1};
        out.k = static_cast<std::uint32_t>(out.commitments.size());
        for (std::size_t i = 0; i < signers.size(); ++i) {
            const std::string letter(1, static_cast<char>('A' + i));
            out.custodians.push_back({"Custodian " + letter, "Office " + letter, signers[i].public_half});
        }
        if (!check_sharing(out))
            throw std::runtime_error("the dealer made no sharing");
        return out;
    }

    Dealt(custody::group::Polynomial dealt, std::size_t n, std::uint32_t number)
        : polynomial(std::move(dealt)), signers(generate(n)), keys(sharing(number, polynomial, signers)) {
        for (std::uint32_t index = 1; index <= n; ++index)
            shares.push_back({kDealtEpoch, number, index, keys.hash(), polynomial.at(index)});
    }
    static std::vector<signing_key> generate(std::size_t n) {
        std::vector<signing_key> out;
        for (std::size_t i = 0; i < n; ++i)
            out.push_back(signing_key::generate());
        return out;
    }

    const custody::Share& share(std::uint32_t index) const { return shares.at(index - 1); }
    const signing_key& signer(std::uint32_t index) const { return signers.at(index - 1); }
    // The same secret for others, as after resharing.
    Dealt reshared() const {
        return Dealt(custody::group::Polynomial::random_with(polynomial.at(0).view(), keys.k()), shares.size(), 2);
    }
};

inline Dealt deal(std::size_t k = 3, std::size_t n = 5) { return Dealt(custody::group::Polynomial::random(k), n, 1); }

inline envelope::Envelope sealed_to(const Dealt& dealt, std::string_view content) {
    return envelope::seal(as_bytes(content), kDealtEpoch, dealt.keys.epoch_key()).value();
}

inline envelope::Envelope sealed_person(const Dealt& dealt, const std::string& name, const std::string& dob) {
    return sealed_to(dealt, record::to_text({kDealtEpoch, name, dob}).value());
}

inline bytes dealt_export(std::vector<envelope::Envelope> envelopes) {
    std::ranges::sort(envelopes, {}, [](const auto& sealed) { return hash(sealed); });
    bytes out{'P', 'L', 'X', '1'};
    out.resize(16);
    put_u32(byte_span(out).subspan(4), kDealtEpoch);
    put_u64(byte_span(out).subspan(8), envelopes.size());
    for (const auto& sealed : envelopes)
        out.insert(out.end(), sealed.begin(), sealed.end());
    return out;
}

inline bytes export_of_people(const Dealt& dealt, std::size_t count) {
    std::vector<envelope::Envelope> all;
    for (std::size_t i = 0; i < count; ++i)
        all.push_back(sealed_person(dealt, "Ana " + std::string(1 + i % 90, 'a'), "1990-01-01"));
    return dealt_export(all);
}

inline custody::OpeningRequest request_for_all(const Dealt& dealt, byte_view exported) {
    return custody::request_for_export(kDealtEpoch, dealt.keys.hash(), hash(exported), get_u64(exported.subspan(8)));
}

inline custody::ExportReader reader_of(custody::ByteSource& source) {
    return custody::ExportReader::create(source).value();
}

inline bytes answer_of(const Dealt& dealt, std::uint32_t index, const custody::OpeningRequest& request,
                       byte_view exported, bool proofs = true) {
    custody::MemorySource source(exported);
    auto reader = reader_of(source);
    custody::MemorySink sink;
    write_answer({dealt.keys, dealt.share(index), dealt.signer(index), proofs}, request, reader, sink,
                 [](std::uint64_t) {})
        .value();
    return sink.content();
}

// Says yes to every request.
class Everything final : public custody::OpeningAuthority {
public:
    std::expected<void, custody::OpeningError> permits(const hash256& /*request*/) const override { return {}; }
};

// What a combination of these answers comes to.
struct Outcome {
    std::string error;  // of check()
    std::vector<std::pair<std::size_t, std::string>> left_aside;
    std::vector<std::string> names;   // of what opened
    std::vector<std::string> failed;  // codes
    std::vector<std::pair<std::uint32_t, std::string>> faults;
};

inline Outcome combine(const custody::SharingKeys& keys, const custody::OpeningRequest& request, byte_view exported,
                       const std::vector<bytes>& answers) {
    using namespace custody;
    Outcome out;
    std::deque<MemorySource> sources;
    Combination combination(keys, request);
    for (const auto& answer : answers)
        combination.add(sources.emplace_back(answer));
    MemorySource first(exported);
    auto once = reader_of(first);
    const auto good = combination.check(once, Everything());
    for (const auto& fault : combination.left_aside())
        out.left_aside.emplace_back(fault.answer, code(fault.error));
    if (!good) {
        out.error = code(good.error());
        return out;
    }
    MemorySource second(exported);
    auto again = reader_of(second);
    combination
        .open_each(again,
                   [&](const CombinedRecord& opened) {
                       if (opened.record)
                           out.names.push_back(opened.record->name);
                       else
                           out.failed.emplace_back(opened.record.error());
                       for (const auto& fault : opened.faults)
                           out.faults.emplace_back(fault.index, code(fault.error));
                   })
        .value();
    return out;
}

}  // namespace porchlight::tests
