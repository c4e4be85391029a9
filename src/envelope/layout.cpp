#include "envelope/layout.h"

#include <algorithm>

namespace porchlight::envelope {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'E', 1};

}  // namespace

std::string_view code(Error error) {
    switch (error) {
        case Error::kSize: return "envelope_size";
        case Error::kMagic: return "envelope_magic";
        case Error::kReservedEpoch: return "envelope_reserved_epoch";
        case Error::kOtherKey: return "envelope_other_key";
        case Error::kPoint: return "envelope_point";
        case Error::kCorrupt: return "envelope_corrupt";
        case Error::kHeaderDiffers: return "envelope_header_differs";
        case Error::kPadding: return "envelope_padding";
        case Error::kContentSize: return "content_size";
    }
    return "envelope_corrupt";
}

KeyId key_id(const EpochPublicKey& key) { return to_array<8>(hash(key)); }

byte_array<kHeaderBytes> write_header(const Header& header) {
    byte_array<kHeaderBytes> out{};
    std::copy(kMagic.begin(), kMagic.end(), out.begin());
    put_u32(byte_span(out).subspan(4), header.epoch);
    std::copy(header.key.begin(), header.key.end(), out.begin() + 8);
    return out;
}

std::expected<Header, Error> read_header(byte_view envelope) {
    if (envelope.size() != kEnvelopeBytes)
        return std::unexpected(Error::kSize);
    if (!std::equal(kMagic.begin(), kMagic.end(), envelope.begin()))
        return std::unexpected(Error::kMagic);
    const Header header{get_u32(envelope.subspan(4)), to_array<8>(envelope.subspan(8))};
    if (header.epoch == 0)
        return std::unexpected(Error::kReservedEpoch);
    return header;
}

std::expected<Header, Error> check_header(byte_view envelope, std::uint32_t epoch, const EpochPublicKey& key) {
    const auto header = read_header(envelope);
    if (header && (header->epoch != epoch || header->key != key_id(key)))
        return std::unexpected(Error::kOtherKey);
    return header;
}

}  // namespace porchlight::envelope
