// The steps of a ceremony on folders, as the commands and whoever guides people call them. Each answers with the name
// of the file that it wrote. One thread; opening a secret takes Argon2id's memory and time.
#pragma once

#include "custody/dkg/files.h"
#include "custody/dkg/steps.h"
#include "custody/shares/sealed_secret.h"

namespace porchlight::custody::dkg {

// own: custodian.key, the ceremony's secret, shares. table: the files that all exchange.
struct Place {
    Folder& own;
    Folder& table;
};

// Signs who this is; makes custodian.key where there is none. The text of the introduction.
Allowed<std::string> introduce(Folder& own, const std::string& name, const std::string& authority);

// Writes the invitation, and for a resharing the old transcript beside it.
Allowed<std::string> invite(Folder& table, const Invitation& invitation, const std::optional<Transcript>& previous);
// What a resharing takes over from the sharing before.
Invitation invitation_to_reshare(const Sharing& old, std::uint32_t k, std::vector<Custodian> custodians,
                                 std::vector<std::uint32_t> dealers);

// Is this ceremony's secret there already? If not, the next step makes it, under the passphrase that it is given.
bool has_secret(const Place& place, const Ceremony& ceremony);

Allowed<std::string> join(const Place& place, byte_view passphrase, const PassphraseCost& cost = {});
Allowed<std::string> commit(const Place& place, byte_view passphrase);
// share_passphrase: of the old share in a resharing, which is in `own`.
Allowed<std::string> deal(const Place& place, byte_view passphrase, byte_view share_passphrase,
                          const PassphraseCost& cost = {});

struct Checked {
    std::string file;
    std::optional<Refusal> complaint;  // about whom and why; the file is the complaint then
};
Allowed<Checked> check(const Place& place, byte_view passphrase);

struct Finished {
    Sharing sharing;
    std::string transcript_file;
    std::string share_file;  // empty for a dealer who leaves
};
// Writes the transcript, and the share under the same passphrase; deletes the ceremony's secret.
Allowed<Finished> finish(const Place& place, byte_view passphrase, const PassphraseCost& cost = {});

// Two people's tables put side by side: nobody, or who signed two files of one round.
Allowed<std::optional<Refusal>> compare(const Folder& one, const Folder& other);

}  // namespace porchlight::custody::dkg
