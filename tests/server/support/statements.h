// What the one custodian of a test's city signs of its epoch.
#pragma once

#include "protocol/statements/statement_check.h"
#include "tests/server/support/city.h"

namespace porchlight::server::test {

inline protocol::Trust trust_of(const City& city) {
    return {"City of Lakehaven", {1, {city.custodian.public_half}}, {1, {city.custodian.public_half}}};
}

inline protocol::Sharing sharing_of(const City& city) {
    return protocol::sole_sharing(city.epoch, city.epoch_key, city.custodian.public_half);
}

inline std::string signed_by_custodian(const City& city, const protocol::Statement& statement) {
    protocol::SignedDocument document{protocol::payload_of(statement).value(), {}};
    protocol::add_signature(document, protocol::context_of(statement), city.custodian);
    return protocol::to_text(document);
}

inline protocol::Destruction destruction_of(const City& city, const date& day) {
    return {{"City of Lakehaven", city.epoch, day}, sharing_of(city).id, 1, "LIB-2026-04", std::nullopt};
}

inline protocol::Hold hold_of(const City& city, const date& day) {
    return {{"City of Lakehaven", city.epoch, day}, "CV-2033-7", "County court"};
}

}  // namespace porchlight::server::test
