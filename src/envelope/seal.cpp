#include "envelope/seal.h"

#include "base/secret_bytes.h"

#include <sodium.h>

#include <algorithm>

namespace porchlight::envelope {

static_assert(kPlainBytes + crypto_box_SEALBYTES == kSealedBytes);

std::expected<Envelope, Error> seal(byte_view content, std::uint32_t epoch, const EpochPublicKey& key) {
    if (content.empty() || content.size() > kMaxContentBytes)
        return std::unexpected(Error::kContentSize);
    const auto header = write_header({epoch, key_id(key)});

    secret_bytes plain(kPlainBytes);
    std::copy(header.begin(), header.end(), plain.data());
    std::copy(content.begin(), content.end(), plain.data() + kHeaderBytes);
    std::size_t padded = 0;
    if (sodium_pad(&padded, plain.data() + kHeaderBytes, content.size(), kPaddedContentBytes, kPaddedContentBytes) != 0)
        return std::unexpected(Error::kContentSize);

    Envelope out;
    std::copy(header.begin(), header.end(), out.begin());
    if (crypto_box_seal(out.data() + kHeaderBytes, plain.data(), plain.size(), key.data()) != 0)
        return std::unexpected(Error::kPoint);
    return out;
}

}  // namespace porchlight::envelope
