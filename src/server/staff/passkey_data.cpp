#include "server/staff/passkey_data.h"

#include "base/json.h"
#include "server/staff/passkey_key.h"

#include <openssl/evp.h>

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::size_t kFlagsAt = 32;
constexpr std::size_t kCountAt = 33;
constexpr std::size_t kCredentialAt = 37;
constexpr std::size_t kAaguidBytes = 16;

constexpr unsigned kUserPresent = 0x01;
constexpr unsigned kUserVerified = 0x04;
constexpr unsigned kHasCredential = 0x40;
constexpr unsigned kHasExtensions = 0x80;

constexpr std::size_t kMaxClientDataBytes = 4096;
constexpr std::size_t kMaxOriginBytes = 512;

// aaguid ‖ length ‖ id ‖ COSE key; what follows is left.
std::optional<byte_view> read_credential(byte_view in, AuthenticatorData& out) {
    constexpr auto kIdAt = kAaguidBytes + 2;
    if (in.size() < kIdAt)
        return std::nullopt;
    const std::size_t size = get_u16(in.subspan(kAaguidBytes));
    if (size == 0 || size > kMaxCredentialIdBytes || in.size() < kIdAt + size)
        return std::nullopt;
    const auto id = in.subspan(kIdAt, size);
    CborReader reader(in.subspan(kIdAt + size));
    auto key = read_passkey_key(reader);
    if (!key)
        return std::nullopt;
    out.credential_id.assign(id.begin(), id.end());
    out.key = std::move(*key);
    return reader.rest();
}

// base64url without padding (RFC 4648, 5).
std::optional<bytes> from_base64url(std::string text) {
    if (text.find_first_of("+/=") != std::string::npos)
        return std::nullopt;
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return from_base64(text);
}

}  // namespace

Sha256 sha256(byte_view data) {
    Sha256 out{};
    unsigned size = 0;
    // A digest that could not be made is of nothing that anybody asks for.
    if (EVP_Digest(data.data(), data.size(), out.data(), &size, EVP_sha256(), nullptr) != 1)
        out.fill(0);
    return out;
}

std::optional<AuthenticatorData> read_authenticator_data(byte_view in) {
    if (in.size() < kCredentialAt)
        return std::nullopt;
    const unsigned flags = in[kFlagsAt];
    AuthenticatorData out;
    out.relying_party = to_array<32>(in);
    out.user_present = (flags & kUserPresent) != 0;
    out.user_verified = (flags & kUserVerified) != 0;
    out.sign_count = get_u32(in.subspan(kCountAt));
    auto rest = in.subspan(kCredentialAt);
    if ((flags & kHasCredential) != 0) {
        const auto left = read_credential(rest, out);
        if (!left)
            return std::nullopt;
        rest = *left;
    }
    if ((flags & kHasExtensions) != 0) {
        CborReader reader(rest);
        if (!reader.skip())
            return std::nullopt;
        rest = reader.rest();
    }
    if (!rest.empty())
        return std::nullopt;
    return out;
}

std::optional<byte_view> authenticator_data_of(byte_view attestation_object) {
    CborReader in(attestation_object);
    const auto pairs = in.map();
    if (!pairs || *pairs > attestation_object.size())
        return std::nullopt;
    std::optional<byte_view> out;
    for (std::uint64_t i = 0; i < *pairs; ++i) {
        const auto name = in.text();
        if (!name)
            return std::nullopt;
        if (*name == "authData" && !out)
            out = in.byte_string();
        else if (*name == "authData" || !in.skip())
            return std::nullopt;
    }
    return in.rest().empty() ? out : std::nullopt;
}

std::optional<ClientData> read_client_data(byte_view in) {
    const auto object = parse_json(as_text(in), kMaxClientDataBytes);
    if (!object || !object->is_object())
        return std::nullopt;
    auto type = text_member(*object, "type", kMaxOriginBytes);
    auto challenge = from_base64url(text_member(*object, "challenge", kMaxOriginBytes).value_or("="));
    auto origin = text_member(*object, "origin", kMaxOriginBytes);
    const auto cross = object->find("crossOrigin");
    if (!type || !challenge || !origin || (cross != object->end() && !cross->is_boolean()))
        return std::nullopt;
    return ClientData{std::move(*type), std::move(*challenge), std::move(*origin),
                      cross != object->end() && cross->get<bool>()};
}

}  // namespace porchlight::server
