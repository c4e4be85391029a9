#include "protocol/logged.h"

#include "log/proof.h"
#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::protocol;
using namespace porchlight::tests;

namespace {

std::string verdict(const Vector& vector) {
    const auto input = vector.hex("input");
    const auto document = parse_document(as_text(input));
    if (!document)
        return std::string(code(document.error()));
    CHECK(parse_document(to_text(*document))->proof == document->proof);
    const auto trust = parse_trust(vector.text("trust")).value();
    if (vector.text("document") == "release")
        return code_of(open_logged_release(*document, trust));
    return code_of(open_logged_manifest(*document, trust, vector.fields.at("now").get<std::int64_t>()));
}

}  // namespace

TEST_CASE("Documents are taken, or refused as not in the public log, as the vectors say") {
    for (const auto& vector : vectors("logged")) {
        INFO(vector.file);
        CHECK(verdict(vector) == vector.error());
    }
}

TEST_CASE("A trust file with a log is written and read again; one without keeps its bytes") {
    for (const auto& vector : vectors("trust")) {
        const auto input = vector.hex("input");
        const auto trust = parse_trust(as_text(input));
        if (!trust)
            continue;
        INFO(vector.file);
        const auto again = parse_trust(to_text(*trust)).value();
        CHECK(again.log.has_value() == trust->log.has_value());
        CHECK(to_text(again) == to_text(*trust));
        CHECK((to_text(*trust).find("\"log\"") != std::string::npos) == trust->log.has_value());
        if (trust->log)
            CHECK(again.log->witnesses == trust->log->witnesses);
    }
}

TEST_CASE("A statement is taken with its proof and no other") {
    const auto log_secret = signing_key::generate();
    const auto witness_secret = signing_key::generate();
    const public_log::VerifierKey log{"log.example", public_log::SignatureType::kEd25519, log_secret.public_half};
    const public_log::VerifierKey witness{"press.example", public_log::SignatureType::kCosignature,
                                          witness_secret.public_half};
    const std::string payload = R"({"v":1,"type":"opening","epoch":1})";
    const auto leaf = public_log::leaf_hash(
        as_bytes(public_log::to_text(public_log::StatementEntry{public_log::StatementKind::kOpening, payload})));
    auto note = public_log::sign_checkpoint({"log.example", {1, leaf}}, log, log_secret);
    note.put(public_log::cosign_note(note.text, witness, witness_secret, 1));
    const auto proof = public_log::to_text(public_log::Proof{std::nullopt, 0, {}, public_log::to_text(note)});

    Trust trust{"City of Lakehaven", {}, {}, public_log::LogPolicy{log, 1, {witness}}};
    CHECK(check_logged_statement(payload, proof, trust));
    CHECK(code_of(check_logged_statement(R"({"v":1,"type":"opening","epoch":2})", proof, trust)) == "not_logged");
    CHECK(code_of(check_logged_statement(R"({"v":1,"type":"hold","epoch":1})", proof, trust)) == "not_logged");
    CHECK(code_of(check_logged_statement(payload, "", trust)) == "not_logged");
    trust.log.reset();
    CHECK(code_of(check_logged_statement(payload, proof, trust)) == "not_logged");
}
