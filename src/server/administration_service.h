// What administrators do and site leads look at (protocol/PROTOCOL.md, Administration): sites, kiosks, releases,
// printers, counts. Nothing of an applicant, and of what was decided nothing finer than a day that is over. Without
// transport.
// The I/O thread only.
#pragma once

#include "server/error.h"
#include "server/heavy_work.h"
#include "server/printer_board.h"
#include "server/registry.h"
#include "server/store/store_runner.h"

namespace porchlight::server {

constexpr int kDaysOfCounts = 90;
constexpr std::int64_t kPageCodeLives_s = 24 * 3600;

// What there is at a site.
struct SiteView {
    std::string name;
    std::size_t kiosks = 0;
    std::size_t suspended = 0;  // of them
    std::size_t people = 0;
};

// Of the sites that somebody sees.
struct KioskViews {
    std::vector<Kiosk> kiosks;
    std::vector<StoredCode> codes;  // that nobody has used, and that are still good
};

struct NewKioskCode {
    std::string text;
    std::string fingerprint;
    std::int64_t expires = 0;  // seconds since 1970
};

struct PrinterView {
    std::string site;
    std::string kiosk;
    protocol::PrinterReport report;
};

struct CountViews {
    date first = date::from_days(0);
    date last = date::from_days(0);
    std::vector<SiteTotal> totals;
};

struct EpochRecords {
    EpochView view;
    std::uint64_t records = 0;
};

class AdministrationService {
public:
    template <class T>
    using Answered = std::function<void(std::expected<T, Error>)>;
    using ReadTrust = std::function<std::string()>;

    // read_trust: the trust file that kiosks are handed; empty where there is none.
    AdministrationService(const Clock& clock, const CurrentSettings& settings, const PrinterBoard& printers,
                          StoreRunner& store, HeavyWork& heavy, ReadTrust read_trust);

    // What a site lead sees is of the own site. kRole: for a librarian everything, for a site lead all that changes
    // something.
    void sites(const Staff& actor, Answered<std::vector<SiteView>> answered);
    void kiosks(const Staff& actor, Answered<KioskViews> answered);
    std::expected<std::vector<PrinterView>, Error> printers(const Staff& actor) const;
    // Of the last kDaysOfCounts days that are over.
    void counts(const Staff& actor, Answered<CountViews> answered);
    // Of each epoch that a manifest ever named, by their ids; how many records there were when the day began.
    std::expected<std::vector<EpochRecords>, Error> records(const Staff& actor) const;
    // The manifest and the release in force.
    std::expected<SettingsPtr, Error> releases(const Staff& actor) const;

    // One that is there stays. kMalformed: no name.
    void add_site(const Staff& actor, const std::string& site, Answered<void> answered);
    // kMalformed: no name; kGone: no such site; kKioskExists; kNoTrust; kTooMany: others are being made.
    void make_code(const Staff& actor, const std::string& site, const std::string& name,
                   const Answered<NewKioskCode>& answered);
    // kGone: there is no such kiosk.
    void suspend(const Staff& actor, const std::string& site, const std::string& name, bool suspended,
                 Answered<void> answered);
    void remove(const Staff& actor, const std::string& site, const std::string& name, Answered<void> answered);

private:
    void put_code(const KioskCode& code, const std::string& site, const std::string& name,
                  Answered<NewKioskCode> answered);

    const Clock& m_clock;
    const CurrentSettings& m_settings;
    const PrinterBoard& m_printers;
    StoreRunner& m_store;
    HeavyWork& m_heavy;
    ReadTrust m_read_trust;
};

}  // namespace porchlight::server
