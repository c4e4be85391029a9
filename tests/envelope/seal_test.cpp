#include "envelope/seal.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

#include <set>

using namespace porchlight;
using namespace porchlight::tests;

namespace {

envelope::EpochPublicKey vector_key() { return to_array<32>(vectors("envelope").front().hex("public")); }

}  // namespace

TEST_CASE("Every content has the same size when sealed, and no two sealings are equal") {
    REQUIRE(start_crypto());
    std::set<envelope::Envelope> seen;
    for (const std::size_t size : {std::size_t{1}, std::size_t{50}, envelope::kMaxContentBytes}) {
        const bytes content(size, 'x');
        for (int i = 0; i < 3; ++i) {
            const auto sealed = envelope::seal(content, 7, vector_key());
            REQUIRE(sealed);
            CHECK(seen.insert(*sealed).second);
            CHECK(envelope::check_header(*sealed, 7, vector_key()));
            CHECK(code_of(envelope::check_header(*sealed, 8, vector_key())) == "envelope_other_key");
        }
    }
}

TEST_CASE("Nothing and too much are not sealed") {
    CHECK(code_of(envelope::seal({}, 7, vector_key())) == "content_size");
    CHECK(code_of(envelope::seal(bytes(envelope::kMaxContentBytes + 1), 7, vector_key())) == "content_size");
}

TEST_CASE("A key of small order is refused") {
    CHECK(code_of(envelope::seal(as_bytes("x"), 7, envelope::EpochPublicKey{})) == "envelope_point");
}
