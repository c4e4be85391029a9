// A ceremony of several people in one test: each with keys and secrets of their own, one table between them.
#pragma once

#include "custody/dkg/steps.h"

#include <stdexcept>

namespace porchlight::tests {

namespace dkg = custody::dkg;

inline const date kEnd = date::from_ymd(2027, 11, 23).value();
inline const date kDestroy = date::from_ymd(2034, 11, 23).value();

struct Person {
    custody::Custodian custodian;
    signing_key key;
    secret_bytes seed;
};

inline Person person(const std::string& name, const std::string& authority) {
    Person out{{name, authority, {}}, signing_key::generate(), secret_bytes(dkg::kSeedBytes)};
    out.custodian.key = out.key.public_half;
    random_bytes(out.seed.span());
    return out;
}

// "Custodian 1" of "Authority 1", …
inline std::vector<Person> people(std::uint32_t n, const std::string& name = "Custodian") {
    std::vector<Person> out;
    for (std::uint32_t index = 1; index <= n; ++index)
        out.push_back(person(name + " " + std::to_string(index), "Authority " + std::to_string(index)));
    return out;
}

inline std::vector<custody::Custodian> custodians_of(const std::vector<Person>& people) {
    std::vector<custody::Custodian> out;
    for (const auto& one : people)
        out.push_back(one.custodian);
    return out;
}

// The whole ceremony at one table. Steps fill the table in; what a test changes in it is what the next step sees.
struct Room {
    dkg::Ceremony ceremony;
    std::vector<Person>& custodians;
    std::vector<Person>& dealers;        // by index in their sharing
    std::vector<secret_bytes> shares{};  // of the dealers in a resharing, in the order in which they deal
    dkg::Table table{};

    dkg::CeremonySecrets secrets_of(const Person& one) const { return {one.seed.clone(), ceremony.hash()}; }

    void join() {
        for (const auto& one : custodians)
            table.joins.push_back(dkg::join(ceremony, {one.key, secrets_of(one)}));
    }
    void commit() {
        for (const auto& one : custodians)
            table.commits.push_back(dkg::commit(ceremony, {one.key, secrets_of(one)}, table).value());
    }
    std::expected<std::string, dkg::Fault> deal_of(std::size_t place) const {
        const auto& one = dealers[ceremony.dealers()[place] - 1];
        const byte_view share = place < shares.size() ? shares[place].view() : byte_view();
        return dkg::deal(ceremony, {one.key, secrets_of(one)}, table, share);
    }
    void deal() {
        for (std::size_t place = 0; place < ceremony.dealers().size(); ++place)
            table.deals.push_back(deal_of(place).value());
    }
    std::expected<dkg::Verdict, dkg::Fault> check_of(std::uint32_t index) const {
        const auto& one = custodians[index - 1];
        return dkg::check(ceremony, {one.key, secrets_of(one)}, table);
    }
    void check() {
        for (std::uint32_t index = 1; index <= ceremony.n(); ++index)
            table.verdicts.push_back(check_of(index).value().text);
    }
    std::expected<custody::Transcript, dkg::Fault> transcript() const { return dkg::transcript_of(ceremony, table); }
    custody::Share share_of(std::uint32_t index) const {
        const auto& one = custodians[index - 1];
        return dkg::share_of(ceremony, {one.key, secrets_of(one)}, table, transcript().value().sharing).value();
    }

    // Another version of a message in the table, signed by whoever is given.
    template <class Kind, class Change>
    static std::string changed(const std::optional<std::string>& text, const signing_key& key, Change change) {
        auto message = std::get<Kind>(dkg::parse_message(text.value()).value());
        change(message);
        return dkg::signed_text(message, key);
    }
};

inline Room generation(std::vector<Person>& people, std::uint32_t k) {
    dkg::Invitation invitation{"City of Lakehaven", 7, 1, {}, kEnd, kDestroy, k, custodians_of(people), {}};
    return {dkg::Ceremony::create(std::move(invitation), std::nullopt).value(), people, people};
}

// Generation up to shares for everyone.
inline Room generated(std::vector<Person>& people, std::uint32_t k) {
    auto room = generation(people, k);
    room.join();
    room.commit();
    room.deal();
    room.check();
    return room;
}

}  // namespace porchlight::tests
