#include "log/proof.h"

#include "tests/log/policy.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::public_log;
using namespace porchlight::tests;

TEST_CASE("Proofs are believed, or refused, as the vectors say") {
    for (const auto& vector : vectors("log_proof")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto proof = parse_proof(as_text(input));
        if (!proof) {
            CHECK(code_of(proof) == vector.error());
            continue;
        }
        CHECK(to_text(*proof) == as_text(input));
        CHECK(code_of(check_proof(*proof, vector.text("entry"), policy_of(vector))) == vector.error());
    }
}
