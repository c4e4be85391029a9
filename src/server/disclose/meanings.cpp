#include "server/disclose/meanings.h"

#include <algorithm>
#include <array>

namespace porchlight::server {
namespace {

constexpr auto kMeanings = std::to_array<Meaning>({
    {"records",
     "Sealed records of applicants, of earlier days, kept in the order of their fingerprints, which is by "
     "chance: neither time nor place can be told from it."},
    {"records.digest", "Fingerprint of the sealed record; it follows from the sealed bytes alone."},
    {"records.epoch", "Number of the retention period whose key opens it."},
    {"records.sealed",
     "1,024 sealed bytes. Inside are a name and a date of birth, and nothing else. This server cannot "
     "open it: the custodians can, offline."},
    {"anew_*",
     "The same as the table whose name comes behind: rows are written anew there, in another order. It stays until the "
     "next time where that was cut off."},
    {"spool", "Sealed records that have not been shuffled in among the others yet, and marks of recent requests."},
    {"spool.request_key",
     "Mark by which a repeated request is recognised. Made with a key that is thrown away after "
     "the day; then it says nothing about anybody."},
    {"spool.epoch", "As in records."},
    {"spool.sealed", "As in records; nothing where the programme keeps no record, or keeps this one already."},
    {"spool.digest", "As in records, where the database is PostgreSQL; nothing where sealed is nothing."},
    {"batches",
     "Where the database is PostgreSQL: marks of what was stored today and yesterday in one go, by chance, "
     "so that nothing is stored twice when the database fails over."},
    {"batches.id", "The mark."},
    {"batches.day", "Day; no hour is kept."},
    {"day_key", "The key of today's marks."},
    {"day_key.only_one", "Always 1: there is one row."},
    {"day_key.day", "The day that runs."},
    {"day_key.key", "The key that is thrown away at the day's end.", true},
    {"counts",
     "How many cards were approved, denied or sent back, by day, site, librarian, class of card and outcome. No row is "
     "about one applicant."},
    {"counts.day", "Day; no hour is kept."},
    {"counts.site", "Library branch or mobile site."},
    {"counts.librarian", "Sign-in name of the librarian."},
    {"counts.class", "Class of card, by age, such as adult."},
    {"counts.outcome",
     "Approved, approved once more, approved by the first of two, denied with the reason's code, sent back to be "
     "corrected, or ended because nobody was there any more. Which paper or field it was is not kept."},
    {"counts.n", "How many."},
    {"kiosks", "The city's kiosks. Nothing about applicants."},
    {"kiosks.key", "The kiosk's public key."},
    {"kiosks.name", "Its name."},
    {"kiosks.site", "Where it stands."},
    {"kiosks.suspended", "1 while it may do nothing."},
    {"sites", "Library branches and mobile sites."},
    {"sites.name", "The name."},
    {"enrolment_codes",
     "Codes that make a machine a kiosk, each once; forgotten a month after they expire. Nothing "
     "about applicants."},
    {"enrolment_codes.code", "What the code is checked with; the code does not follow from it.", true},
    {"enrolment_codes.site", "The site of the kiosk that it is for."},
    {"enrolment_codes.name", "Its name."},
    {"enrolment_codes.expires", "Until when it is good, in seconds since 1970."},
    {"enrolment_codes.kiosk", "Public key of the kiosk that used it; nothing before."},
    {"staff", "The accounts of those who work with the server. Nothing about applicants."},
    {"staff.name", "Sign-in name."},
    {"staff.site", "Where they work."},
    {"staff.password", "Fingerprint of the password (Argon2id).", true},
    {"staff.role", "Librarian, site lead or administrator."},
    {"staff.app", "What the codes of the person's app are checked with, sealed under a key in the server's folder.",
     true},
    {"staff.invitation", "Fingerprint of an invitation that was not used yet.", true},
    {"staff.invited_until", "The last day on which the invitation is good."},
    {"staff.locked", "1 after too many wrong passwords, until somebody lifts it."},
    {"passkeys", "What staff sign in with. Nothing about applicants."},
    {"passkeys.id", "Name of the passkey, by chance."},
    {"passkeys.staff", "Whose it is."},
    {"passkeys.key", "Its public key."},
    {"passkeys.sign_count", "How often it has signed, as it says itself."},
    {"settings_version", "Where the database is PostgreSQL: how often settings were changed."},
    {"settings_version.only_one", "Always 1: there is one row."},
    {"settings_version.n", "How often."},
    {"porchlight_version", "Where the database is PostgreSQL: which tables it has."},
    {"porchlight_version.n", "Number of the version of the tables."},
    {"epochs", "The retention periods, as the first manifest that named each said. Public."},
    {"epochs.id", "Number of the retention period."},
    {"epochs.key", "The public key to which records of this period are sealed. It opens nothing."},
    {"epochs.last_day", "The last day on which records are sealed to it."},
    {"epochs.destroy_day", "The day by which the custodians destroy what opens them."},
    {"epochs.deleted", "The day on which its records were deleted here, for ever; nothing before."},
    {"epoch_papers", "What custodians signed about a period: holds, openings, destructions, who has shares. Public."},
    {"epoch_papers.id", "Its fingerprint."},
    {"epoch_papers.epoch", "Number of the period."},
    {"epoch_papers.is_transcript", "1: who has shares of the key; 0: a statement."},
    {"epoch_papers.document", "The signed text."},
    {"manifests", "The programme's rules as the custodians signed them. Public."},
    {"manifests.serial", "Number of the version."},
    {"manifests.document", "The signed text."},
    {"releases", "Lists of the files of the kiosk's program, as signed. Public."},
    {"releases.serial", "Number of the version."},
    {"releases.document", "The signed text."},
    {"numbers_imported",
     "Numbers that a service (library, transit, …) gave the city for cards. That a number is here "
     "does not say that anybody has it, or who."},
    {"numbers_imported.service", "The service."},
    {"numbers_imported.number", "The number."},
    {"numbers_pool", "Numbers of services that no kiosk has yet: no card has them."},
    {"numbers_pool.service", "The service."},
    {"numbers_pool.number", "The number."},
    {"number_blocks",
     "Numbers of services on their way to a kiosk; forgotten when it has them. A kiosk draws from its "
     "numbers by chance, and tells nobody which card got which."},
    {"number_blocks.id", "Name of the block, by chance."},
    {"number_blocks.kiosk", "The kiosk's public key."},
    {"number_blocks.service", "The service."},
    {"number_blocks.n", "How many numbers."},
    {"number_blocks.numbers", "The numbers."},
    {"number_blocks.given", "1 when it was sent to the kiosk."},
    {"keys/issuer.key", "Key that signs cards. It opens no record."},
    {"keys/receipt.key", "Key that signs receipts to kiosks. It opens no record."},
    {"keys/staff.key", "Key under which the apps of staff are sealed. It opens no record."},
    {"trust.json", "Whom kiosks trust: public keys of custodians. Public."},
    {"files/*", "Files of the kiosk's program. Public, the same for everyone."},
    {"porchlight.db", "The database whose tables are above."},
    {"porchlight.db-wal", "What the database writes before it is in its place; emptied when there is a pause."},
    {"porchlight.db-shm", "The database's index of that file."},
    {"serving.lock", "Empty: says that a server runs."},
});

constexpr std::string_view kElsewhere = R"(## What is held elsewhere
Not by this server, and not seen by this command; what the programs there are made to keep:

- **Kiosk, while an applicant is at it:** what the applicant typed, the photo, and the card's picture, in the memory of the browser and of the bridge program. It ends with the session: Done, Leave, or walking away. Nothing of it is written to the disk.
- **Kiosk's disk** (`/var/lib/porchlight`): its key (`kiosk.key`), whom it trusts (`trust.json`), the server's address (`server`) and what its certificate is signed by (`server-authority.pem`), the browser that is let in (`browser`), the printer's address and place of print (`printer`, `offsets.json`), the program and its rules (`manifest.json`, `release.json`, `files`) with their highest versions seen (`manifest.seen`, `release.seen`), how many cards were printed (`counters`), what says that a bridge runs (`lock`, `control.sock`), and
  - `journal`: fixed slots without order that mark receipts as used, until those expire. A mark is made with a key that is on this kiosk alone (`journal.key`), and names nobody;
  - `numbers`: which numbers of services this kiosk has drawn, without order or time. Together with a service's own records of use that tells which holders got their card at this kiosk.
- **Printer:** some keep a picture of each card on the used ribbon, or the last cards in memory. The list of printers (`assets/printers`) says which; ribbons of those are to be shredded, and `porchlight-bridge doctor` says so.
- **The card** is the applicant's: name, date of birth, photo, number, and whatever else they chose to have printed. Its code holds a fingerprint that only a person with the card in hand can check.
- **Custodians:** shares of the key that opens records, offline; and exports of sealed records that were given to them. What they have opened, they can copy: every opening is theirs to account for.
- **Backups:** whatever the city copies of this server's folder holds what was in it at that time.
)";

}  // namespace

std::span<const Meaning> meanings() { return kMeanings; }

const Meaning* meaning_of(std::string_view thing) {
    const auto at = std::ranges::find_if(kMeanings, [&](const Meaning& meaning) {
        return meaning.of.ends_with('*') ? thing.starts_with(meaning.of.substr(0, meaning.of.size() - 1))
                                         : thing == meaning.of;
    });
    return at == kMeanings.end() ? nullptr : &*at;
}

std::string_view held_elsewhere() { return kElsewhere; }

}  // namespace porchlight::server
