#include "card/code.h"

#include "base/encoding.h"
#include "card/number.h"

#include <sodium.h>

#include <algorithm>

namespace porchlight::card {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint16_t kNeverExpires = 0xffff;
constexpr std::int64_t kDaysTo2000 = 10'957;  // 1970-01-01 to 2000-01-01
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 19'922'944;

constexpr std::size_t kIssuerAt = 1;
constexpr std::size_t kExpiryAt = 5;
constexpr std::size_t kSaltAt = 7;
constexpr std::size_t kCommitmentAt = 23;

std::uint16_t expiry_days(const std::optional<date>& expiry) {
    if (!expiry)
        return kNeverExpires;
    return static_cast<std::uint16_t>(std::clamp<std::int64_t>(expiry->days() - kDaysTo2000, 0, kNeverExpires - 1));
}

std::optional<date> expiry_date(std::uint16_t days) {
    if (days == kNeverExpires)
        return std::nullopt;
    return date::from_days(days + kDaysTo2000);
}

secret_bytes commitment_message(const Holder& holder) {
    const auto& name = holder.comparable_name;
    secret_bytes message(2 + name.size() + holder.dob.size() + holder.number.size());
    put_u16(message.span(), static_cast<std::uint16_t>(name.size()));
    auto* at = std::copy(name.begin(), name.end(), message.data() + 2);
    at = std::copy(holder.dob.begin(), holder.dob.end(), at);
    std::copy(holder.number.begin(), holder.number.end(), at);
    return message;
}

std::expected<bytes, Error> decode(std::string_view text) {
    if (!text.starts_with(kCodePrefix))
        return std::unexpected(Error::kCodePrefix);
    auto decoded = from_base45(text.substr(kCodePrefix.size()));
    if (!decoded)
        return std::unexpected(Error::kCodeBase45);
    if (decoded->size() != kCodeBytes)
        return std::unexpected(Error::kCodeSize);
    if (decoded->front() != kVersion)
        return std::unexpected(Error::kCodeVersion);
    return std::move(*decoded);
}

}  // namespace

IssuerKeyId issuer_key_id(const public_key& issuer) { return to_array<4>(hash(issuer)); }

std::optional<hash256> commitment(const Holder& holder, const byte_array<16>& salt) {
    static_assert(crypto_pwhash_argon2id_SALTBYTES == 16);
    const auto message = commitment_message(holder);
    hash256 out;
    if (crypto_pwhash_argon2id(out.data(), out.size(), reinterpret_cast<const char*>(message.data()), message.size(),
                               salt.data(), kPasses, kMemoryBytes, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return std::nullopt;
    return out;
}

std::optional<UnsignedCode> make_code(const public_key& issuer, const std::optional<date>& expiry,
                                      const Holder& holder) {
    const auto salt = random_array<16>();
    const auto committed = commitment(holder, salt);
    if (!committed)
        return std::nullopt;
    UnsignedCode out{};
    out[0] = kVersion;
    const auto id = issuer_key_id(issuer);
    std::copy(id.begin(), id.end(), out.begin() + kIssuerAt);
    put_u16(byte_span(out).subspan(kExpiryAt), expiry_days(expiry));
    std::copy(salt.begin(), salt.end(), out.begin() + kSaltAt);
    std::copy(committed->begin(), committed->end(), out.begin() + kCommitmentAt);
    return out;
}

hash256 payload_hash(const UnsignedCode& code) { return hash(code); }

std::string code_text(const UnsignedCode& code, const signature& issuer_signature) {
    bytes whole(code.begin(), code.end());
    whole.insert(whole.end(), issuer_signature.begin(), issuer_signature.end());
    return std::string(kCodePrefix) + to_base45(whole);
}

std::expected<CheckedCode, Error> check_code(std::string_view text, std::span<const IssuerKey> issuers) {
    const auto decoded = decode(text);
    if (!decoded)
        return std::unexpected(decoded.error());
    const byte_view whole(*decoded);
    const auto unsigned_part = to_array<kUnsignedCodeBytes>(whole);
    const auto id = to_array<4>(whole.subspan(kIssuerAt));
    const auto issuer =
        std::ranges::find_if(issuers, [&](const IssuerKey& known) { return issuer_key_id(known.key) == id; });
    if (issuer == issuers.end())
        return std::unexpected(Error::kCodeUnknownIssuer);
    if (issuer->withdrawn)
        return std::unexpected(Error::kCodeWithdrawnIssuer);
    if (!verify(issuer->key, kCardContext, payload_hash(unsigned_part), whole.subspan(kUnsignedCodeBytes)))
        return std::unexpected(Error::kCodeAltered);
    return CheckedCode{id, expiry_date(get_u16(whole.subspan(kExpiryAt))), to_array<16>(whole.subspan(kSaltAt)),
                       to_array<32>(whole.subspan(kCommitmentAt))};
}

bool is_expired(const CheckedCode& code, const date& today) { return code.expiry && today > *code.expiry; }

bool matches(const CheckedCode& code, const Holder& holder) {
    const auto again = commitment(holder, code.salt);
    return again && equal_secret(*again, code.holder_commitment);
}

}  // namespace porchlight::card
