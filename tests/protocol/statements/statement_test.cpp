#include "base/encoding.h"
#include "protocol/statements/statement_check.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::protocol;
using namespace porchlight::tests;

namespace {

std::vector<Sharing> sharings_of(const Vector& vector) {
    std::vector<Sharing> out;
    for (const auto& one : vector.fields.at("sharings")) {
        Sharing sharing{array_from_hex<32>(one.at("id").get<std::string>()).value(),
                        one.at("epoch"),
                        one.at("number"),
                        one.at("threshold"),
                        {}};
        for (const auto& key : one.at("custodians"))
            sharing.custodians.push_back(array_from_hex<32>(key.get<std::string>()).value());
        out.push_back(std::move(sharing));
    }
    return out;
}

}  // namespace

TEST_CASE("Statements are taken, or refused, as the vectors say") {
    for (const auto& vector : vectors("statement")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto trust = parse_trust(vector.text("trust")).value();
        const auto opened = open_statement(as_text(input), trust, sharings_of(vector));
        CHECK(code_of(opened) == vector.error());
        if (!opened)
            continue;
        CHECK(payload_of(opened->statement) == vector.text("payload"));
        CHECK(to_hex(opened->id) == vector.text("id"));
    }
}

TEST_CASE("A statement outside its limits is not written") {
    const StatementHead head{"City of Lakehaven", 7, *date::parse("2033-11-02")};
    CHECK(payload_of(Hold{head, "CV-2033-7", "County court"}));
    CHECK_FALSE(payload_of(Hold{head, "", "County court"}));
    CHECK_FALSE(payload_of(Hold{head, "CV-2033-7", std::string(65, 'a')}));
    CHECK_FALSE(payload_of(Hold{head, "CV-2033-7", "County\xff court"}));
    CHECK_FALSE(payload_of(Hold{head, "CV\t7", "County court"}));
    CHECK_FALSE(payload_of(Hold{{"", 7, head.day}, "CV-2033-7", "County court"}));
    CHECK_FALSE(payload_of(Hold{{head.city, 0, head.day}, "CV-2033-7", "County court"}));
    CHECK_FALSE(payload_of(Destruction{head, {}, 17, "LIB-2026-04", std::nullopt}));
}

TEST_CASE("The sole custodian of a key made without a ceremony destroys it alone") {
    const auto key = signing_key::generate();
    const auto epoch_key = random_array<32>();
    const Trust trust{"City of Lakehaven", {1, {key.public_half}}, {1, {key.public_half}}};
    const std::vector sharings{sole_sharing(7, epoch_key, key.public_half)};
    const Destruction said{{trust.city, 7, *date::parse("2034-07-01")}, sharings[0].id, 1, "LIB-2026-04", {}};
    SignedDocument document{payload_of(said).value(), {}};
    add_signature(document, kDestructionContext, key);
    const auto opened = open_statement(to_text(document), trust, sharings);
    REQUIRE(opened);
    CHECK(opened->statement == Statement(said));
    CHECK(sole_sharing(8, epoch_key, key.public_half).id == sharings[0].id);
    CHECK(sole_sharing(7, random_array<32>(), key.public_half).id != sharings[0].id);
}

TEST_CASE("Where the city has a public log, a statement without its proof is not taken") {
    for (const auto& vector : vectors("statement"))
        if (vector.file == "ok-hold.json") {
            const auto input = vector.hex("input");
            auto trust = parse_trust(vector.text("trust")).value();
            const auto document = parse_document(as_text(input)).value();
            CHECK(open_logged_statement(document, "", trust, {}));
            trust.log.emplace();
            CHECK(open_statement(document, trust, {}));
            CHECK(code_of(open_logged_statement(document, "", trust, {})) == "not_logged");
            CHECK(code_of(open_logged_statement(document, "c2sp.org/tlog-proof@v1\n", trust, {})) == "not_logged");
        }
}
