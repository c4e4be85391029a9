#include "log/checkpoint.h"

#include "tests/log/policy.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::public_log;
using namespace porchlight::tests;

TEST_CASE("Checkpoints are believed, or refused, as the vectors say") {
    for (const auto& vector : vectors("log_checkpoint")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto opened = open_witnessed(as_text(input), policy_of(vector));
        CHECK(code_of(opened) == vector.error());
        if (opened)
            CHECK(to_text(opened->checkpoint) == opened->note.text);
    }
}

TEST_CASE("A policy that asks for nobody believes nothing") {
    const auto secret = signing_key::generate();
    const VerifierKey log{"log.example", SignatureType::kEd25519, secret.public_half};
    const auto text = to_text(sign_checkpoint({"log.example", {0, root_of({})}}, log, secret));
    CHECK(open_checkpoint(text, log));
    CHECK(code_of(open_witnessed(text, {log, 0, {}})) == "witnesses");
    // A witness's kind of key signs no checkpoint, whatever its name.
    const VerifierKey witness{"log.example", SignatureType::kCosignature, secret.public_half};
    CHECK(code_of(open_checkpoint(text, witness)) == "checkpoint_unsigned");
}

TEST_CASE("One witness under two names counts once") {
    const auto secret = signing_key::generate();
    const auto cosigner = signing_key::generate();
    const VerifierKey log{"log.example", SignatureType::kEd25519, secret.public_half};
    const VerifierKey first{"first.example", SignatureType::kCosignature, cosigner.public_half};
    const VerifierKey second{"second.example", SignatureType::kCosignature, cosigner.public_half};
    auto note = sign_checkpoint({"log.example", {0, root_of({})}}, log, secret);
    note.put(cosign_note(note.text, first, cosigner, 1));
    note.put(cosign_note(note.text, second, cosigner, 1));
    CHECK(count_witnesses(note, {log, 2, {first, second}}) == 1U);
}
