#include "envelope/open.h"
#include "base/encoding.h"
#include "envelope/seal.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::tests;

namespace {

std::expected<secret_bytes, envelope::Error> open_with(byte_view scalar, byte_view sealed, std::uint32_t epoch,
                                                       const envelope::EpochPublicKey& key) {
    if (const auto header = envelope::check_header(sealed, epoch, key); !header)
        return std::unexpected(header.error());
    const auto ephemeral = envelope::lifted_ephemeral_key(sealed);
    if (!ephemeral)
        return std::unexpected(ephemeral.error());
    const auto partial = envelope::partial(scalar, *ephemeral);
    if (!partial)
        return std::unexpected(partial.error());
    return envelope::open(sealed, epoch, key, partial->view());
}

}  // namespace

TEST_CASE("Envelopes open, or are refused, as the vectors say") {
    REQUIRE(start_crypto());
    for (const auto& vector : vectors("envelope")) {
        INFO(vector.file);
        const auto sealed = vector.hex("input");
        const auto opened = open_with(vector.hex("scalar"), sealed, vector.fields.at("epoch").get<std::uint32_t>(),
                                      to_array<32>(vector.hex("public")));
        CHECK(code_of(opened) == vector.error());
        if (opened)
            CHECK(to_hex(opened->view()) == vector.text("output"));
    }
}

TEST_CASE("What is sealed opens, whatever its size") {
    const auto vector = vectors("envelope").front();
    const auto key = to_array<32>(vector.hex("public"));
    for (std::size_t size = 1; size <= envelope::kMaxContentBytes; size += 157) {
        bytes content(size);
        random_bytes(content);
        const auto sealed = envelope::seal(content, 7, key).value();
        const auto opened = open_with(vector.hex("scalar"), sealed, 7, key);
        REQUIRE(opened);
        CHECK(equal_secret(opened->view(), content));
    }
}

TEST_CASE("No flipped byte of an envelope goes unnoticed") {
    const auto vector = vectors("envelope").front();
    const auto key = to_array<32>(vector.hex("public"));
    const auto sealed = envelope::seal(as_bytes("content"), 7, key).value();
    for (std::size_t at = 0; at < sealed.size(); at += 13) {
        auto changed = sealed;
        changed[at] ^= 0x40;
        INFO(at);
        CHECK_FALSE(open_with(vector.hex("scalar"), changed, 7, key));
    }
}
