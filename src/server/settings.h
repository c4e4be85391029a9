// What the operator has set up: kiosks, staff, the manifest and the release in force. A snapshot that never changes;
// a new one replaces it when something was imported.
// Any thread may read it.
#pragma once

#include "protocol/kiosk_request.h"
#include "protocol/manifest.h"
#include "protocol/release.h"
#include "server/epochs/known_epochs.h"
#include "server/staff/staff.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace porchlight::server {

struct Kiosk {
    public_key key{};
    std::string name;
    std::string site;
    bool suspended = false;
};

// A signed document as it was imported, byte for byte.
struct StoredDocument {
    std::uint32_t serial = 0;
    std::string text;
};

// As the store holds them: the documents are those of the highest serials.
struct StoredSettings {
    std::vector<Kiosk> kiosks;
    std::vector<Staff> staff;
    std::optional<StoredDocument> manifest;
    std::optional<StoredDocument> release;
    std::vector<StoredEpoch> epochs{};
    std::vector<StoredPaper> papers{};
};

// One line of the librarian's check-list.
struct PaperToSee {
    std::string need;  // its id; empty: none of the programme's needs
    std::string text;
};

struct Settings {
    std::map<protocol::KioskId, Kiosk> kiosks;
    std::map<std::string, Staff, std::less<>> staff;
    std::string manifest_text;
    std::optional<protocol::Manifest> manifest;
    std::string release_text;
    std::optional<protocol::Release> release;
    KnownEpochs epochs;
    // How many records there were of each when the day began; the running day is not told.
    RecordCounts records;

    // Does the programme keep records at all?
    bool keeps_records() const;
    // The fewest records that are shuffled together; the programme's "spool_batch".
    std::size_t spool_batch() const;
    // The programme's first one, of the texts that a librarian reads.
    std::string language() const;
    // What the librarian asks to see for a class of card and a path, in the programme's first language.
    std::vector<PaperToSee> papers(const std::string& card_class, protocol::ApplicationPath path) const;
    // Who approves a class of card.
    const protocol::ApprovalRule& approval_of(const std::string& card_class) const;
    // Is it a site of one device, where approvals are typed at the kiosk? The programme's "code_sites".
    bool takes_codes(const std::string& site) const;
    // A body of the current release with this hash, if it has one.
    const protocol::FileBody* file(const hash256& digest) const;
};

using SettingsPtr = std::shared_ptr<const Settings>;

// A stored document that cannot be read is left out: what the import refused cannot come back by the store.
SettingsPtr read_settings(const StoredSettings& stored);

// The snapshot in force; the I/O thread's.
struct CurrentSettings {
    SettingsPtr now = std::make_shared<const Settings>();

    // An account that was stored just now, which the next snapshot of the store has too.
    void put_staff(Staff staff);
};

}  // namespace porchlight::server
