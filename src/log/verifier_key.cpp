#include "log/verifier_key.h"

#include "base/encoding.h"
#include "base/sha256.h"
#include "log/characters.h"

namespace porchlight::public_log {
namespace {

constexpr std::size_t kMaxKeyLineBytes = 512;
constexpr std::size_t kKeyBytes = 33;  // type and key

byte_array<kKeyBytes> typed_key(const VerifierKey& key) {
    byte_array<kKeyBytes> out{};
    out[0] = static_cast<std::uint8_t>(key.type);
    std::copy(key.key.begin(), key.key.end(), out.begin() + 1);
    return out;
}

std::string id_text(std::uint32_t id) {
    byte_array<4> out{};
    put_u32(out, id);
    return to_hex(out);
}

bool is_known(std::uint8_t type) {
    return type == static_cast<std::uint8_t>(SignatureType::kEd25519) ||
           type == static_cast<std::uint8_t>(SignatureType::kCosignature);
}

}  // namespace

std::uint32_t VerifierKey::id() const {
    constexpr byte_array<1> kLineFeed{'\n'};
    return get_u32(sha256({as_bytes(name), kLineFeed, typed_key(*this)}));
}

std::expected<VerifierKey, Error> parse_verifier_key(std::string_view line) {
    const auto first = line.find('+');
    const auto second = first == std::string_view::npos ? first : line.find('+', first + 1);
    if (line.size() > kMaxKeyLineBytes || second == std::string_view::npos)
        return std::unexpected(Error::kKeyMalformed);
    const auto content = from_base64(line.substr(second + 1));
    if (!is_key_name(line.substr(0, first)) || !content || content->size() != kKeyBytes || !is_known(content->front()))
        return std::unexpected(Error::kKeyMalformed);
    VerifierKey key{std::string(line.substr(0, first)), static_cast<SignatureType>(content->front()),
                    to_array<32>(byte_view(*content).subspan(1))};
    if (line.substr(first + 1, second - first - 1) != id_text(key.id()))
        return std::unexpected(Error::kKeyMalformed);
    return key;
}

std::string to_text(const VerifierKey& key) {
    return key.name + "+" + id_text(key.id()) + "+" + to_base64(typed_key(key));
}

}  // namespace porchlight::public_log
