#include "log/note.h"

#include "base/encoding.h"
#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::public_log;
using namespace porchlight::tests;

namespace {

// What a reader with this key says of a note; without a key, of its form alone.
std::string verdict(std::string_view text, const std::string& key) {
    const auto note = parse_note(text);
    if (!note)
        return std::string(code(note.error()));
    CHECK(to_text(*note) == text);
    const bool holds = key.empty() || is_signed_by(*note, parse_verifier_key(key).value());
    return holds ? "" : std::string(code(Error::kNoteSignature));
}

}  // namespace

TEST_CASE("Verifier keys are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("log_key")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto key = parse_verifier_key(as_text(input));
        CHECK(code_of(key) == vector.error());
        if (key)
            CHECK(to_text(*key) == as_text(input));
    }
}

TEST_CASE("No part of a verifier key, and none with one byte changed, is one") {
    const std::string line = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    REQUIRE(parse_verifier_key(line));
    for (std::size_t start = 0; start < line.size(); ++start)
        for (std::size_t end = start + 1; end <= line.size(); ++end)
            if (end - start < line.size())
                CHECK_FALSE(parse_verifier_key(line.substr(start, end - start)));
    for (std::size_t i = 0; i < line.size(); ++i) {
        auto changed = line;
        ++changed[i];
        CHECK_FALSE(parse_verifier_key(changed));
    }
}

TEST_CASE("Notes are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("log_note")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        CHECK(verdict(as_text(input), vector.text("key")) == vector.error());
    }
}

TEST_CASE("The reference implementation's key signs its note with our code, byte for byte") {
    const auto seed = from_base64("gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=").value();
    const auto secret = signing_key::from_seed(seed);
    const VerifierKey key{"PeterNeumann", SignatureType::kEd25519, secret.public_half};
    CHECK(to_text(key) == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    Note note{"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
              {}};
    note.put(sign_note(note.text, key, secret));
    CHECK(to_text(note).ends_with(
        "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
        "qdngotpRZb6KE6RyyBwJnAM=\n"));
}

TEST_CASE("A cosignature holds its time, and is replaced by the next of the same witness") {
    const auto secret = signing_key::generate();
    const VerifierKey witness{"press.example", SignatureType::kCosignature, secret.public_half};
    Note note{"text\n", {}};
    note.put(cosign_note(note.text, witness, secret, 17));
    note.put(cosign_note(note.text, witness, secret, 18));
    CHECK(note.signatures.size() == 1);
    CHECK(cosigned_at(note, witness) == 18);
    // The same key as a log's is another key: its id differs.
    const VerifierKey log{"press.example", SignatureType::kEd25519, secret.public_half};
    CHECK_FALSE(is_signed_by(note, log));
    note.text = "other\n";
    CHECK_FALSE(cosigned_at(note, witness));
}
