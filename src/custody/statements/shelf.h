// What a folder of public papers says of the city's epochs: manifests, transcripts of sharings and signed statements,
// each a file of its own (custody/FORMAT.md, Statements). One thread.
#pragma once

#include "custody/create.h"
#include "custody/epoch_dates.h"
#include "custody/folder.h"
#include "protocol/statements/standing.h"

namespace porchlight::custody {

// An epoch, with the dates that were fixed when its key was made, and the retention schedule that its manifests name.
struct KnownEpoch {
    EpochDates dates;
    std::vector<protocol::Transcript> transcripts;  // none where one custodian made the key; by their numbers
};

struct Shelf {
    std::vector<KnownEpoch> epochs;           // by their ids
    std::vector<protocol::Sharing> sharings;  // of all epochs
    std::vector<protocol::SignedStatement> statements;
    // Files that say nothing here, each with the code of what is wrong; what stands in them counts for nothing.
    std::vector<std::string> passed_over;

    const KnownEpoch* epoch(std::uint32_t id) const;
    protocol::EpochStanding standing(const KnownEpoch& epoch, const date& today) const;
};

// Of public papers alone: kDates, kSchedule if papers of one epoch have different ones.
Result<Shelf> read_papers(const protocol::Trust& trust, const Folder& papers);
// The same, where `keys` has trust.json, and epoch.json with epoch.share where one custodian holds a whole key.
Result<Shelf> read_shelf(const Folder& keys, const Folder& papers);

// kMissing and what else reading finds, kTrust.
Result<protocol::Trust> load_trust_file(const Folder& keys, const std::string& name = std::string(kTrustFile));

}  // namespace porchlight::custody
