#include "server/staff/passkey.h"

#include "base/secret_bytes.h"
#include "server/staff/passkey_key.h"

namespace porchlight::server {
namespace {

using Checked = std::expected<void, PasskeyError>;

Checked check_client_data(byte_view in, std::string_view type, byte_view challenge, const RelyingParty& party) {
    const auto data = read_client_data(in);
    if (!data)
        return std::unexpected(PasskeyError::kMalformed);
    if (data->type != type)
        return std::unexpected(PasskeyError::kType);
    if (challenge.empty() || !equal_secret(data->challenge, challenge))
        return std::unexpected(PasskeyError::kChallenge);
    if (data->origin != party.origin || data->cross_origin)
        return std::unexpected(PasskeyError::kOrigin);
    return {};
}

Checked check_authenticator_data(const AuthenticatorData& data, const RelyingParty& party,
                                 UserVerification verification) {
    if (data.relying_party != sha256(as_bytes(party.id)))
        return std::unexpected(PasskeyError::kRelyingParty);
    if (!data.user_present)
        return std::unexpected(PasskeyError::kNotPresent);
    if (!data.user_verified && verification == UserVerification::kRequired)
        return std::unexpected(PasskeyError::kNotVerified);
    return {};
}

}  // namespace

std::expected<Passkey, PasskeyError> check_registration(byte_view client_data, byte_view attestation_object,
                                                        byte_view challenge, const RelyingParty& party,
                                                        UserVerification verification) {
    if (const auto checked = check_client_data(client_data, "webauthn.create", challenge, party); !checked)
        return std::unexpected(checked.error());
    const auto inner = authenticator_data_of(attestation_object);
    auto data = inner ? read_authenticator_data(*inner) : std::nullopt;
    if (!data || data->credential_id.empty())
        return std::unexpected(PasskeyError::kMalformed);
    if (const auto checked = check_authenticator_data(*data, party, verification); !checked)
        return std::unexpected(checked.error());
    return Passkey{std::move(data->credential_id), std::move(data->key), data->sign_count};
}

std::expected<std::uint32_t, PasskeyError> check_assertion(const PasskeyAssertion& assertion, const Passkey& passkey,
                                                           byte_view challenge, const RelyingParty& party,
                                                           UserVerification verification) {
    if (const auto checked = check_client_data(assertion.client_data, "webauthn.get", challenge, party); !checked)
        return std::unexpected(checked.error());
    const auto data = read_authenticator_data(assertion.authenticator_data);
    if (!data)
        return std::unexpected(PasskeyError::kMalformed);
    if (const auto checked = check_authenticator_data(*data, party, verification); !checked)
        return std::unexpected(checked.error());
    auto signed_bytes = assertion.authenticator_data;
    const auto digest = sha256(assertion.client_data);
    signed_bytes.insert(signed_bytes.end(), digest.begin(), digest.end());
    if (!passkey_signature_is_good(passkey.key, signed_bytes, assertion.signature))
        return std::unexpected(PasskeyError::kSignature);
    if ((data->sign_count != 0 || passkey.sign_count != 0) && data->sign_count <= passkey.sign_count)
        return std::unexpected(PasskeyError::kCount);
    return data->sign_count;
}

}  // namespace porchlight::server
