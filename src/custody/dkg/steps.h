// What one person does in each round of a ceremony, as a function of what all gave before (custody/FORMAT.md,
// Generation). Every step reads and checks the rounds before it. Pure functions, any thread; what a step hands out is
// the text of a file, and what goes wrong is somebody's fault.
#pragma once

#include "custody/dkg/ceremony.h"
#include "custody/dkg/secrets.h"
#include "custody/shares/share.h"

namespace porchlight::custody::dkg {

struct Party {
    const signing_key& key;  // of custodian.key
    const CeremonySecrets& secrets;
};

std::string join(const Ceremony& ceremony, const Party& party);
std::expected<std::string, Fault> commit(const Ceremony& ceremony, const Party& party, const Table& table);
// old_share: the dealer's scalar in a resharing; empty in a generation.
std::expected<std::string, Fault> deal(const Ceremony& ceremony, const Party& party, const Table& table,
                                       byte_view old_share);

struct Verdict {
    std::string text;                // of the agreement or the complaint
    std::optional<Fault> complaint;  // about whom
};
// The party's own shares are opened and checked.
std::expected<Verdict, Fault> check(const Ceremony& ceremony, const Party& party, const Table& table);

// The transcript that all have signed. A complaint names the dealer, or whoever complained.
std::expected<Transcript, Fault> transcript_of(const Ceremony& ceremony, const Table& table);

// The party's share of it. kBadShare as in check().
std::expected<Share, Fault> share_of(const Ceremony& ceremony, const Party& party, const Table& table,
                                     const Sharing& sharing);

}  // namespace porchlight::custody::dkg
