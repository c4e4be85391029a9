#include "custody/dkg/own_secrets.h"

#include "custody/create.h"

namespace porchlight::custody::dkg {
namespace {

bool has_part(const Own& own, Part part) {
    switch (part) {
        case Part::kCustodian: return own.index != 0;
        case Part::kDealer: return own.dealer != 0;
        case Part::kAny: return own.index != 0 || own.dealer != 0;
    }
    return false;
}

}  // namespace

Allowed<Own> load_own(const Place& place, Part part) {
    auto ceremony = load_ceremony(place.table);
    if (!ceremony)
        return std::unexpected(ceremony.error());
    const auto key = load_key(place.own, KeyKind::kCustodian);
    if (!key)
        return refusal(key.error());
    Own out{std::move(*ceremony), key->signer(), 0, 0};
    out.index = out.ceremony.index_of(out.key.public_half);
    out.dealer = out.ceremony.dealer_of(out.key.public_half);
    if (!has_part(out, part))
        return std::unexpected(
            Refusal{"custodian.key", "is of nobody who is to do this; see the invitation", "ceremony_stranger"});
    return out;
}

Allowed<CeremonySecrets> open_secrets(const Place& place, const Own& own, byte_view passphrase) {
    const auto name = secret_file_name(own.ceremony.hash());
    const auto file = place.own.read_secret(name);
    if (!file)
        return refusal(file.error());
    auto secret = open_secret(SecretKind::kCeremony, file->view(), passphrase);
    if (!secret)
        return refusal(name, secret.error());
    if (secret->transcript != own.ceremony.hash())
        return refusal(name, ShareError::kSharing);
    return CeremonySecrets(std::move(secret->scalar), own.ceremony.hash());
}

Allowed<CeremonySecrets> open_or_make_secrets(const Place& place, const Own& own, byte_view passphrase,
                                              const PassphraseCost& cost) {
    if (has_secret(place, own.ceremony))
        return open_secrets(place, own, passphrase);
    const auto& invitation = own.ceremony.invitation();
    Share secret{invitation.epoch, invitation.number, own.index != 0 ? own.index : own.dealer, own.ceremony.hash(),
                 secret_bytes(kSeedBytes)};
    random_bytes(secret.scalar.span());
    const auto name = secret_file_name(own.ceremony.hash());
    const auto sealed = seal_secret(SecretKind::kCeremony, secret, passphrase, cost);
    if (!sealed)
        return refusal(name, sealed.error());
    if (const auto written = place.own.write_secret(name, *sealed); !written)
        return refusal(written.error());
    return CeremonySecrets(std::move(secret.scalar), own.ceremony.hash());
}

Allowed<Share> open_checked_share(const Folder& folder, const std::string& name, const Sharing& sharing,
                                  byte_view passphrase) {
    const auto file = folder.read_secret(name);
    if (!file)
        return refusal(file.error());
    auto share = open_secret(SecretKind::kShare, file->view(), passphrase);
    if (!share)
        return refusal(name, share.error());
    if (const auto right = check_share(*share, sharing); !right)
        return refusal(name, right.error());
    return std::move(*share);
}

}  // namespace porchlight::custody::dkg
