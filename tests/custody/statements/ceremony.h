// A city with custodians of its own, the transcripts of its sharings, and what they sign.
#pragma once

#include "base/json.h"
#include "custody/memory_folder.h"
#include "custody/statements/statement_signing.h"
#include "tests/custody/city.h"

#include <memory>

namespace porchlight::tests {

struct CeremonyCustodian {
    signing_key key = signing_key::generate();

    custody::KeyFile file() const { return {custody::KeyKind::kCustodian, secret_bytes(key.seed()), key.public_half}; }
};

class CeremonyCity {
public:
    explicit CeremonyCity(std::size_t custodians, std::size_t threshold) : people(custodians) {
        trust = {"City of Lakehaven", {threshold, {}}, {1, {signing_key::generate().public_half}}};
        for (const auto& one : people)
            trust.custodians.keys.push_back(one.key.public_half);
    }
    // Of these people, by their places.
    std::string transcript(std::uint32_t number, std::uint32_t k, const std::vector<std::size_t>& who,
                           const std::string& destroy = "2034-01-01") const {
        json list = json::array();
        for (const auto at : who)
            list.push_back({{"name", "Custodian " + std::to_string(at)},
                            {"authority", "Authority " + std::to_string(at)},
                            {"key", to_hex(people[at].key.public_half)}});
        const json object = {{"v", 1},
                             {"kind", "sharing"},
                             {"city", trust.city},
                             {"epoch", 7},
                             {"sharing", number},
                             {"previous", std::string(64, '0')},
                             {"end", "2027-12-31"},
                             {"destroy", destroy},
                             {"k", k},
                             {"custodians", list},
                             {"contributions", std::string(64, '0')},
                             {"commitments", json::array()}};
        const auto line = object.dump() + "\n";
        auto out = line;
        for (std::size_t i = 0; i < who.size(); ++i)
            out += "signature " + std::to_string(i + 1) + " " +
                   to_hex(sign(people[who[i]].key, protocol::kSharingContext, as_bytes(line))) + "\n";
        return out;
    }
    // Of the epoch, signed by these people; no schedule: none is named, as before there were any.
    std::string manifest(std::uint32_t serial, const std::string& schedule, const std::vector<std::size_t>& who) const {
        json epoch = {
            {"id", 7}, {"public_key", std::string(64, '1')}, {"end", "2027-12-31"}, {"destroy", "2034-01-01"}};
        if (!schedule.empty())
            epoch["schedule"] = schedule;
        const json key = {{"public_key", std::string(64, '2')}};
        const json all = {{"id", "all"}, {"min_age", 0}, {"max_age", 200}, {"validity_years", 5}};
        json issuer = key;
        issuer["withdrawn"] = false;
        const json object = {{"v", 1},
                             {"type", "manifest"},
                             {"city", trust.city},
                             {"serial", serial},
                             {"expires", 1'900'000'000},
                             {"programme", {{"classes", json::array({all})}}},
                             {"epoch", epoch},
                             {"issuers", json::array({issuer})},
                             {"receipts", json::array({key})}};
        protocol::SignedDocument document{object.dump(), {}};
        for (const auto at : who)
            protocol::add_signature(document, protocol::kManifestContext, people[at].key);
        return protocol::to_text(document);
    }
    // The folder of one of them.
    std::unique_ptr<custody::MemoryFolder> keys(std::size_t at) const {
        auto out = std::make_unique<custody::MemoryFolder>();
        out->write_secret("custodian.key", custody::key_text(people[at].file()).view()).value();
        out->write("trust.json", protocol::to_text(trust)).value();
        return out;
    }
    std::string signed_by(const protocol::Statement& statement, const std::vector<std::size_t>& who) const {
        protocol::SignedDocument document{protocol::payload_of(statement).value(), {}};
        for (const auto at : who)
            protocol::add_signature(document, protocol::context_of(statement), people[at].key);
        return protocol::to_text(document);
    }
    protocol::StatementHead head(const char* day) const { return {trust.city, 7, date::parse(day).value()}; }
    protocol::Hold hold(const char* day) const { return {head(day), "CV-2033-7", "County court"}; }

    std::vector<CeremonyCustodian> people;
    protocol::Trust trust;
};

inline hash256 id_of(const protocol::Statement& statement) {
    return protocol::statement_id(protocol::payload_of(statement).value());
}

}  // namespace porchlight::tests
