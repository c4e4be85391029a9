// The vectors of sharings, shares and ceremonies: made by another implementation, one for each way to fail.
#include "tests/support/vectors.h"

#include "base/encoding.h"
#include "custody/dkg/invitation.h"
#include "custody/dkg/message.h"
#include "custody/shares/sealed_secret.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

std::string text_of(const Vector& vector) { return std::string(as_text(vector.hex("input"))); }

std::string error_of_message(const Vector& vector) {
    const auto message = dkg::parse_message(text_of(vector));
    if (!message)
        return std::string(code(message.error()));
    const auto key = to_array<32>(vector.hex("key"));
    return dkg::is_signed_by(text_of(vector), key) ? "" : std::string(code(dkg::CeremonyError::kSignature));
}

// Opened, and compared with the sharing that it should be of.
std::string error_of_share(const Vector& vector, std::optional<Share>& opened) {
    auto share = open_secret(SecretKind::kShare, vector.hex("input"), as_bytes(vector.text("passphrase")));
    if (!share)
        return std::string(code(share.error()));
    const auto right = check_share(*share, parse_sharing(vector.text("sharing")).value());
    opened = std::move(*share);
    return code_of(right);
}

}  // namespace

TEST_CASE("Every transcript of the vectors is read, or refused for its reason") {
    REQUIRE(start_crypto());
    for (const auto& vector : vectors("sharing")) {
        CAPTURE(vector.file);
        const auto transcript = parse_transcript(text_of(vector));
        CHECK(code_of(transcript) == vector.error());
        if (!transcript)
            continue;
        const auto& sharing = transcript->sharing;
        CHECK(to_text(*transcript) == text_of(vector));
        CHECK(to_hex(hash_of(sharing)) == vector.text("hash"));
        CHECK(to_hex(sharing.epoch_public_key()) == vector.text("public"));
        for (std::uint32_t index = 1; index <= sharing.n(); ++index)
            CHECK(to_hex(sharing.verification_key(index)) == vector.fields.at("verification_keys").at(index - 1));
    }
}

TEST_CASE("Every share of the vectors is opened, or refused for its reason") {
    for (const auto& vector : vectors("share")) {
        CAPTURE(vector.file);
        std::optional<Share> share;
        CHECK(error_of_share(vector, share) == vector.error());
        if (!vector.error().empty())
            continue;
        CHECK(share->epoch == vector.fields.at("epoch"));
        CHECK(share->sharing == vector.fields.at("number"));
        CHECK(share->index == vector.fields.at("index"));
        CHECK(to_hex(share->scalar.view()) == vector.text("scalar"));
    }
}

TEST_CASE("Every message of the vectors is read, or refused for its reason") {
    for (const auto& vector : vectors("ceremony")) {
        CAPTURE(vector.file);
        CHECK(error_of_message(vector) == vector.error());
        if (vector.error().empty())
            CHECK(text_of(vector).starts_with(dkg::line_of(dkg::parse_message(text_of(vector)).value())));
    }
}

TEST_CASE("Every invitation and introduction of the vectors is read, or refused for its reason") {
    for (const auto& vector : vectors("invitation")) {
        CAPTURE(vector.file);
        CHECK(code_of(dkg::parse_invitation(text_of(vector))) == vector.error());
    }
    for (const auto& vector : vectors("introduction")) {
        CAPTURE(vector.file);
        CHECK(code_of(dkg::parse_introduction(text_of(vector))) == vector.error());
    }
}
