#include "base/encoding.h"
#include "card/code.h"
#include "protocol/card_request.h"
#include "protocol/manifest.h"
#include "protocol/numbers.h"
#include "protocol/receipt.h"
#include "protocol/release.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::protocol;
using namespace porchlight::tests;

namespace {

template <class Open>
std::string code_of_document(const Vector& vector, Open open) {
    const auto input = vector.hex("input");
    const auto document = parse_document(as_text(input));
    if (!document)
        return std::string(code(document.error()));
    CHECK(parse_document(to_text(*document)));
    return code_of(open(*document, parse_trust(vector.text("trust")).value()));
}

Manifest good_manifest() {
    for (const auto& vector : vectors("manifest"))
        if (vector.file == "ok.json") {
            const auto input = vector.hex("input");
            return parse_manifest(parse_document(as_text(input)).value().payload).value();
        }
    throw std::runtime_error("no manifest");
}

}  // namespace

TEST_CASE("Manifests are taken, or refused, as the vectors say") {
    for (const auto& vector : vectors("manifest")) {
        INFO(vector.file);
        const auto now = vector.fields.at("now").get<std::int64_t>();
        CHECK(code_of_document(vector, [&](const auto& document, const auto& trust) {
                  return open_manifest(document, trust, now);
              }) == vector.error());
    }
}

TEST_CASE("Releases are taken, or refused, as the vectors say") {
    for (const auto& vector : vectors("release")) {
        INFO(vector.file);
        CHECK(code_of_document(vector, open_release) == vector.error());
    }
}

TEST_CASE("Trust files are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("trust")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        CHECK(code_of(parse_trust(as_text(input))) == vector.error());
    }
}

TEST_CASE("Card requests are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("card_request")) {
        INFO(vector.file);
        auto input = vector.hex("input");
        input.resize(kCardRequestBytes);
        const auto request = read_card_request(input);
        CHECK(code_of(request) == vector.error());
        if (request)
            CHECK(write_card_request(*request).value().size() == input.size());
    }
}

TEST_CASE("Kiosk requests are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("kiosk_request")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto request = read_request(input);
        if (!request) {
            CHECK(code_of(request) == vector.error());
            continue;
        }
        const bool is_signed = request_is_signed_by(input, to_array<32>(vector.hex("kiosk")));
        CHECK((is_signed ? "" : "signature") == vector.error());
        const auto again = write_request(*request, signing_key::generate());
        CHECK(std::ranges::equal(byte_view(again).first(1216), byte_view(input).first(1216)));
        if (const auto words = vector.fields.at("words").get<std::vector<std::string>>(); !words.empty())
            CHECK(std::ranges::equal(words_of(*request), words));
    }
}

TEST_CASE("Receipts are taken, or refused, as the vectors say") {
    for (const auto& vector : vectors("receipt")) {
        INFO(vector.file);
        const auto request = read_request(vector.hex("request")).value();
        const std::array<public_key, 1> keys{to_array<32>(vector.hex("receipt_key"))};
        CHECK(code_of(check_receipt(vector.hex("input"), request, keys, vector.fields.at("now").get<std::int64_t>())) ==
              vector.error());
    }
}

TEST_CASE("Answers are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("answer")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto answer = read_answer(input);
        CHECK(code_of(answer) == vector.error());
        if (answer)
            CHECK(std::ranges::equal(write_answer(*answer), input));
    }
}

TEST_CASE("Answers with service numbers are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("numbers_answer")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto blocks = read_numbers(as_text(input));
        CHECK(code_of(blocks) == vector.error());
        if (blocks)
            CHECK(write_numbers(*blocks).size() == input.size());
    }
}

TEST_CASE("The largest answer with service numbers is within its limit") {
    NumberBlock block{{1}, "a-service-with-a-name-of-32-bytes", {}};
    block.service.resize(32);
    for (std::size_t i = 0; i < kMaxBlockNumbers; ++i) {
        const auto digits = std::to_string(i);
        block.numbers.push_back(std::string(32 - digits.size(), '0') + digits);
    }
    REQUIRE(is_block(block));
    const auto text = write_numbers(std::vector(kMaxAnswerBlocks, block));
    CHECK(text.size() < kMaxNumbersAnswerBytes);
    CHECK(read_numbers(text).value().size() == kMaxAnswerBlocks);
}

TEST_CASE("A request for service numbers has the size of every other, and confirms two blocks at most") {
    REQUIRE(start_crypto());
    const auto kiosk = signing_key::generate();
    const std::vector<BlockId> stored{random_array<16>(), random_array<16>(), random_array<16>()};
    const auto request = numbers_request(kiosk_id(kiosk.public_half), stored);
    const auto written = write_request(request, kiosk);
    CHECK(written.size() == kKioskRequestBytes);
    const auto read = read_request(written).value();
    CHECK(read.kind == RequestKind::kNumbers);
    CHECK(confirmed_blocks(read) == std::vector<BlockId>{stored[0], stored[1]});
    CHECK(confirmed_blocks(numbers_request(request.kiosk, {})).empty());
}

TEST_CASE("Requests have one size, and their words follow from what they ask, not from the challenge") {
    REQUIRE(start_crypto());
    const auto kiosk = signing_key::generate();
    KioskRequest request;
    request.kiosk = kiosk_id(kiosk.public_half);
    request.request = random_array<16>();
    random_bytes(request.sealed);
    const auto words = words_of(request);
    const auto written = write_request(request, kiosk);
    CHECK(request_is_signed_by(written, kiosk.public_half));
    CHECK(write_request(cancel_of(request), kiosk).size() == written.size());
    CHECK(read_request(write_request(cancel_of(request), kiosk)).value().request == request.request);
    random_bytes(request.challenge);
    CHECK(words_of(request) == words);
    request.sealed[500] ^= 1;
    CHECK(words_of(request) != words);
}

TEST_CASE("Card requests have one size and come back as they were") {
    CardRequest request{{"Zoë \"Z\" O’Neil", "1990-03-12", "", "7K3MQ9TX2BVFC"}, {}, bytes(kPhotoBytes, 7)};
    random_bytes(request.sealed);
    const auto written = write_card_request(request).value();
    CHECK(written.size() == kCardRequestBytes);
    const auto read = read_card_request(written).value();
    CHECK(read.content.name == request.content.name);
    CHECK(read.content.number == request.content.number);
    CHECK(read.sealed == request.sealed);
    CHECK(read.photo == request.photo);

    request.content.name = std::string(768, 'x');
    CHECK(write_card_request(request).value().size() == written.size());
    request.content.name = std::string(5000, 'x');
    CHECK_FALSE(write_card_request(request));
    CHECK_FALSE(write_card_request({request.content, {}, bytes(3)}));
    auto changed = written;
    changed[4] = 1;
    CHECK(code_of(read_card_request(changed)) == "malformed");
    changed = written;
    changed[4000] = 1;
    CHECK(code_of(read_card_request(changed)) == "malformed");
    CHECK(code_of(read_card_request(byte_view(written).first(100))) == "malformed");
}

TEST_CASE("Classes and validity follow from age") {
    const auto manifest = good_manifest();
    CHECK(manifest.issuer() == manifest.issuers[1].key);
    CHECK_FALSE(class_for_age(manifest, 17));
    CHECK(class_for_age(manifest, 18) == 0);
    CHECK(class_for_age(manifest, 64) == 0);
    CHECK(class_for_age(manifest, 65) == 1);
    const auto issued = date::parse("2026-11-23").value();
    CHECK(expiry_of(manifest.classes[0], issued)->text() == "2031-11-22");
    CHECK_FALSE(expiry_of(manifest.classes[1], issued));
}

TEST_CASE("Trust asks for a threshold that its keys can meet") {
    const Trust trust{"City", {1, {public_key{1}, public_key{2}}}, {2, {public_key{3}, public_key{4}}}};
    CHECK(parse_trust(to_text(trust)));
    auto impossible = trust;
    impossible.custodians.threshold = 3;
    CHECK_FALSE(parse_trust(to_text(impossible)));
    auto twice = trust;
    twice.releases.keys[1] = twice.releases.keys[0];
    CHECK_FALSE(parse_trust(to_text(twice)));
    CHECK_FALSE(parse_trust("{}"));
    SignedDocument nobody{"payload", {}};
    CHECK_FALSE(is_signed_by(nobody, kManifestContext, {0, {}}));
}
