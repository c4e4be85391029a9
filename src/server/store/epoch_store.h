// What the store keeps of epochs, and the end of their records (design: After its time, nobody opens).
// One thread at a time; every call may block on the disk.
#pragma once

#include "server/epochs/known_epochs.h"
#include "server/store/store_error.h"

#include <expected>

namespace porchlight::server {

class EpochStore {
public:
    virtual ~EpochStore() = default;

    // One that is there stays: kConflict if it has another key or other dates.
    virtual std::expected<void, StoreError> put_epoch(const StoredEpoch& epoch) = 0;
    // One that is there stays.
    virtual std::expected<void, StoreError> put_paper(const StoredPaper& paper) = 0;

    // Deletes the epoch's records from spool and heap and marks it as deleted, all or nothing: from then on no record
    // of it is taken. Its bytes are gone after the next rest(). False: somebody reads for long, as an export does, and
    // nothing was changed. One that is deleted already stays so; kConflict if it is not known.
    virtual std::expected<bool, StoreError> delete_epoch(std::uint32_t epoch, const date& today) = 0;

    // Of each epoch that has any: how many are kept, in spool and heap.
    virtual std::expected<RecordCounts, StoreError> count_records() = 0;

    // Of the epoch's records in the heap, rising. What waits in the spool is not among them.
    virtual std::expected<std::vector<hash256>, StoreError> shuffled_digests(std::uint32_t epoch) = 0;
};

}  // namespace porchlight::server
