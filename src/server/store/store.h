// What the server keeps, and nothing else (design: What the server stores): sealed records, first in a spool and
// then as a heap without order; counts; what the operator imported. The twin in memory is memory_store.h, the
// durable one sqlite_store.h.
// One thread at a time; every call may block on the disk.
#pragma once

#include "base/date.h"
#include "envelope/layout.h"
#include "protocol/numbers.h"
#include "server/settings.h"
#include "server/store/day_totals.h"
#include "server/store/epoch_store.h"
#include "server/store/kiosk_store.h"
#include "server/store/site_totals.h"
#include "server/store/staff_store.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace porchlight::server {

// What makes a repeated request the same request. Never stored: the store keeps a MAC of it, under a key that is
// thrown away after the day.
struct RequestTag {
    protocol::KioskId kiosk{};
    protocol::RequestId request{};
    std::uint8_t card_class = 0;
    protocol::Again again = protocol::Again::kNo;
    hash256 payload_hash{};
    hash256 record_hash{};
};

RequestTag tag_of(const protocol::KioskRequest& request);
hash256 request_key(byte_view day_key, const RequestTag& tag);

struct CountKey {
    date day;
    std::string site;
    std::string librarian;
    std::string card_class;
    std::string outcome;  // "approved", "approved_again", "approved_first", "denied_…", "sent_back" or "ended"

    friend auto operator<=>(const CountKey&, const CountKey&) = default;
};

struct SealedRecord {
    std::uint32_t epoch = 0;
    envelope::Envelope sealed{};
};

// What a librarian decided. A denial has no tag; a programme that keeps no records has no record.
struct Outcome {
    std::optional<RequestTag> tag;
    std::optional<SealedRecord> record;
    CountKey count;
};

struct DayEnd {
    bool new_day = false;
    std::size_t shuffled = 0;
};

// Takes the records of an export one by one.
class RecordSink {
public:
    virtual ~RecordSink() = default;
    virtual bool begin(std::uint64_t count) = 0;
    virtual bool record(byte_view sealed) = 0;
};

class RecordStore {
public:
    virtual ~RecordStore() = default;

    // All of them in one transaction, durable when it returns. One whose tag is held already changes nothing: a
    // repeated approval makes no second record and no second count. One whose record is kept already, in spool or
    // heap, adds its count and a mark for the tag: a card that is printed again is one record. kEpochGone if one
    // of them is of an epoch that was deleted: then nothing is changed.
    virtual std::expected<void, StoreError> apply(std::span<const Outcome> outcomes) = 0;

    // Of each request: was it approved since its day began?
    virtual std::expected<std::vector<bool>, StoreError> holds_each(std::span<const RequestTag> tags) = 0;
    std::expected<bool, StoreError> holds(const RequestTag& tag);

    // Begins this day, if it is later than the one that runs: the spool is shuffled into the heap if it has at
    // least `batch` records, and the old day's key is thrown away. Its bytes are gone after the next rest().
    virtual std::expected<DayEnd, StoreError> begin_day(const date& day, std::size_t batch) = 0;

    // Nothing to do just now: leave no history of writes. Its order would tell which record came with which count.
    virtual std::expected<void, StoreError> rest() = 0;

    // The records of an epoch, spool and heap, in the order of their digests, as of one moment. kFailed too if the
    // sink refuses one.
    virtual std::expected<void, StoreError> export_records(std::uint32_t epoch, RecordSink& sink) = 0;

    virtual std::expected<std::uint64_t, StoreError> count(const CountKey& key) = 0;
};

class SettingsStore {
public:
    virtual ~SettingsStore() = default;

    // Since the last time that this was asked: by another process, or here by what changes kiosks and accounts, but
    // for change_staff().
    virtual std::expected<bool, StoreError> settings_changed() = 0;
    virtual std::expected<StoredSettings, StoreError> load_settings() = 0;

    // A kiosk with this key is replaced; another with this name at the site is kConflict.
    virtual std::expected<void, StoreError> put_kiosk(const Kiosk& kiosk) = 0;
    // kConflict if a higher serial is there, or this one with other bytes.
    virtual std::expected<void, StoreError> put_manifest(const StoredDocument& document) = 0;
    virtual std::expected<void, StoreError> put_release(const StoredDocument& document) = 0;
};

// Of one service.
struct NumberCount {
    std::string service;
    std::uint64_t pool = 0;     // not dealt
    std::uint64_t waiting = 0;  // dealt, and not yet fetched
    std::uint64_t gone = 0;     // fetched: which kiosk has which, nobody here knows
};

// Service numbers (protocol/PROTOCOL.md, Service numbers): a pool of those that no kiosk has, and blocks until a
// kiosk has fetched them. Of the others only that they were imported is kept, so that none is imported twice.
class NumberStore {
public:
    virtual ~NumberStore() = default;

    // All, or none if one of them was imported before: then its index.
    virtual std::expected<std::optional<std::size_t>, StoreError> import_numbers(
        const std::string& service, std::span<const std::string> numbers) = 0;

    // `count` numbers of the pool by chance, in blocks, as evenly as can be among the kiosks. kConflict if the pool
    // has fewer. *By chance: neighbours in a service's list must not tell that two cards are of one branch.*
    virtual std::expected<void, StoreError> deal_numbers(const std::string& service, std::size_t count,
                                                         std::span<const protocol::KioskId> kiosks) = 0;

    // Forgets those blocks of the kiosk that it has confirmed; gives those that wait, as many as an answer takes, and
    // marks them durably as given.
    virtual std::expected<std::vector<protocol::NumberBlock>, StoreError> fetch_blocks(
        const protocol::KioskId& kiosk, std::span<const protocol::BlockId> confirmed) = 0;

    virtual std::expected<std::vector<NumberCount>, StoreError> count_numbers() = 0;
};

class Store : public RecordStore,
              public SettingsStore,
              public NumberStore,
              public KioskStore,
              public StaffStore,
              public DayTotalStore,
              public SiteTotalStore,
              public EpochStore {};

}  // namespace porchlight::server
