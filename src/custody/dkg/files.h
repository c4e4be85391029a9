// The files of a ceremony in folders: the table, whose files all may see, and a custodian's own. One thread.
#pragma once

#include "custody/dkg/ceremony.h"
#include "custody/dkg/secrets.h"
#include "custody/folder.h"
#include "custody/refusal.h"

namespace porchlight::custody::dkg {

constexpr std::string_view kInvitationFile = "invitation.txt";
constexpr std::string_view kPreviousFile = "previous.transcript";

enum class Round { kJoin, kCommit, kDeal, kAgree, kComplaint };

// "2-commit-custodian-3-ana-lee.txt": the letters a to z and digits of the name.
std::string file_name(const Ceremony& ceremony, Round round, std::uint32_t index);
// "epoch-7-sharing-1.transcript"
std::string transcript_file_name(std::uint32_t epoch, std::uint32_t sharing);
// "ceremony-1a2b3c4d.secret"
std::string secret_file_name(const hash256& ceremony);

// The invitation, and the old transcript where it is a resharing.
Allowed<Ceremony> load_ceremony(const Folder& table);
// What is there of all rounds. A file that cannot be read counts as an empty one.
Table load_table(const Ceremony& ceremony, const Folder& folder);

Allowed<Transcript> load_transcript(const Folder& folder, const std::string& name);

// A file that is there already stays: with the same text that is well, with another it is kExists.
Allowed<void> write_once(Folder& folder, const std::string& name, const std::string& text);

// The person of a fault, by index, name and authority.
std::string person_text(const Ceremony& ceremony, Role role, std::uint32_t index);
Refusal refusal_of(const Ceremony& ceremony, const Fault& fault);

}  // namespace porchlight::custody::dkg
