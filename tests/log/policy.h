// A log's policy as a vector has it.
#pragma once

#include "log/witnesses.h"
#include "tests/support/vectors.h"

namespace porchlight::tests {

inline public_log::LogPolicy policy_of(const Vector& vector) {
    const auto& fields = vector.fields.at("policy");
    public_log::LogPolicy policy;
    policy.log = public_log::parse_verifier_key(fields.at("key").get<std::string>()).value();
    policy.threshold = fields.at("threshold").get<std::size_t>();
    for (const auto& witness : fields.at("witnesses"))
        policy.witnesses.push_back(public_log::parse_verifier_key(witness.get<std::string>()).value());
    return policy;
}

}  // namespace porchlight::tests
