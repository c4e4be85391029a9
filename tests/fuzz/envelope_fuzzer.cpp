// Any bytes as an envelope; and any bytes sealed inside a good one.
#include "base/encoding.h"
#include "envelope/open.h"
#include "tests/fuzz/fuzz.h"

#include <sodium.h>

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

namespace {

// The scalar and key of tests/vectors/envelope.
const byte_array<32> kScalar =
    array_from_hex<32>("92f9fef39415c743551abfe154bc3c7c3512c5af9232ce644053a02c01e64a0d").value();

envelope::EpochPublicKey epoch_key() {
    byte_array<32> point{};
    envelope::EpochPublicKey key{};
    expect(crypto_scalarmult_ed25519_base_noclamp(point.data(), kScalar.data()) == 0);
    expect(crypto_sign_ed25519_pk_to_curve25519(key.data(), point.data()) == 0);
    return key;
}

std::expected<secret_bytes, envelope::Error> open(byte_view sealed, const envelope::EpochPublicKey& key) {
    const auto ephemeral = envelope::lifted_ephemeral_key(sealed);
    if (!ephemeral)
        return std::unexpected(ephemeral.error());
    const auto combined = envelope::partial(kScalar, *ephemeral);
    if (!combined)
        return std::unexpected(combined.error());
    return envelope::open(sealed, 7, key, combined->view());
}

// Sealed by hand, so that the plain bytes may be anything.
envelope::Envelope sealed_plain(byte_view plain, const envelope::EpochPublicKey& key) {
    envelope::Envelope out{};
    const auto header = envelope::write_header({7, envelope::key_id(key)});
    std::copy(header.begin(), header.end(), out.begin());
    expect(crypto_box_seal(out.data() + envelope::kHeaderBytes, plain.data(), plain.size(), key.data()) == 0);
    return out;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    static const auto key = epoch_key();
    static_cast<void>(open(input, key));

    bytes plain(envelope::kPlainBytes);
    const auto header = envelope::write_header({7, envelope::key_id(key)});
    std::copy(header.begin(), header.end(), plain.begin());
    std::copy_n(input.begin(), std::min(size, envelope::kPaddedContentBytes),
                plain.begin() + static_cast<std::ptrdiff_t>(envelope::kHeaderBytes));
    if (const auto opened = open(sealed_plain(plain, key), key))
        expect(opened->size() >= 1 && opened->size() <= envelope::kMaxContentBytes);
    return 0;
}
