#include "custody/create.h"
#include "custody/dkg/actions.h"

namespace porchlight::custody::dkg {

Allowed<std::string> introduce(Folder& own, const std::string& name, const std::string& authority) {
    const std::string key_file(custody::file_name(KeyKind::kCustodian));
    if (const auto fit = check_text_of_custodian(name, authority); !fit)
        return refusal("the name or the authority", fit.error());
    if (!own.exists(key_file)) {
        const auto made = generate_key(KeyKind::kCustodian);
        if (const auto written = own.write_secret(key_file, key_text(made).view()); !written)
            return refusal(written.error());
    }
    const auto key = load_key(own, KeyKind::kCustodian);
    if (!key)
        return refusal(key.error());
    return introduction(name, authority, key->signer());
}

Allowed<std::string> invite(Folder& table, const Invitation& invitation, const std::optional<Transcript>& previous) {
    std::string name(kInvitationFile);
    const auto ceremony = Ceremony::create(invitation, previous ? std::optional(previous->sharing) : std::nullopt);
    if (!ceremony)
        return refusal("the ceremony", ceremony.error());
    if (previous)
        if (const auto written = write_once(table, std::string(kPreviousFile), to_text(*previous)); !written)
            return std::unexpected(written.error());
    if (const auto written = write_once(table, name, to_text(invitation)); !written)
        return std::unexpected(written.error());
    return name;
}

Invitation invitation_to_reshare(const Sharing& old, std::uint32_t k, std::vector<Custodian> custodians,
                                 std::vector<std::uint32_t> dealers) {
    return {old.city,    old.epoch, old.number + 1,        hash_of(old),      old.end,
            old.destroy, k,         std::move(custodians), std::move(dealers)};
}

}  // namespace porchlight::custody::dkg
