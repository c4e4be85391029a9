// The envelope's constants and its outer header (envelope/FORMAT.md). No sealing, no opening: what server and
// bridge need to carry envelopes. Pure functions, any thread.
#pragma once

#include "base/bytes.h"
#include "base/crypto.h"

#include <cstdint>
#include <expected>
#include <string_view>

namespace porchlight::envelope {

constexpr std::size_t kEnvelopeBytes = 1024;
constexpr std::size_t kHeaderBytes = 16;
constexpr std::size_t kSealedBytes = kEnvelopeBytes - kHeaderBytes;
constexpr std::size_t kPlainBytes = kSealedBytes - 48;  // crypto_box_SEALBYTES
constexpr std::size_t kPaddedContentBytes = kPlainBytes - kHeaderBytes;
constexpr std::size_t kMaxContentBytes = kPaddedContentBytes - 1;

using Envelope = byte_array<kEnvelopeBytes>;
using EpochPublicKey = byte_array<32>;  // X25519
using KeyId = byte_array<8>;

enum class Error {
    kSize,
    kMagic,
    kReservedEpoch,
    kOtherKey,
    kPoint,
    kCorrupt,
    kHeaderDiffers,
    kPadding,
    kContentSize,
};
std::string_view code(Error error);

struct Header {
    std::uint32_t epoch = 0;
    KeyId key{};
};

KeyId key_id(const EpochPublicKey& key);
byte_array<kHeaderBytes> write_header(const Header& header);

// The outer header of exactly kEnvelopeBytes: kSize, kMagic, kReservedEpoch.
std::expected<Header, Error> read_header(byte_view envelope);

// Read, and for this epoch and key: kOtherKey too.
std::expected<Header, Error> check_header(byte_view envelope, std::uint32_t epoch, const EpochPublicKey& key);

}  // namespace porchlight::envelope
