#include "server/administration_service.h"

#include "server/desk_service.h"

#include <algorithm>
#include <set>

namespace porchlight::server {
namespace {

bool is_administrator(const Staff& actor) { return actor.role == Role::kAdministrator; }

SiteView view_of(const std::string& site, const Settings& settings) {
    SiteView out{site};
    for (const auto& [id, kiosk] : settings.kiosks)
        if (kiosk.site == site) {
            ++out.kiosks;
            out.suspended += kiosk.suspended ? 1 : 0;
        }
    for (const auto& [name, staff] : settings.staff)
        out.people += staff.site == site ? 1 : 0;
    return out;
}

// Of something done to a kiosk by its name.
std::expected<void, Error> done_or_gone(const std::expected<bool, StoreError>& done) {
    if (!done)
        return std::unexpected(error_of(done.error()));
    if (!*done)
        return std::unexpected(Error::kGone);
    return {};
}

// With what nobody may see left out.
template <class T, class Answered>
auto seen_by(const Staff& actor, Answered answered) {
    return [actor, answered = std::move(answered)](std::expected<std::vector<T>, StoreError> all) {
        if (!all)
            return answered(std::unexpected(error_of(all.error())));
        std::erase_if(*all, [&](const T& one) { return !sees_site(actor, one.site); });
        answered(std::move(*all));
    };
}

}  // namespace

AdministrationService::AdministrationService(const Clock& clock, const CurrentSettings& settings,
                                             const PrinterBoard& printers, StoreRunner& store, HeavyWork& heavy,
                                             ReadTrust read_trust)
    : m_clock(clock),
      m_settings(settings),
      m_printers(printers),
      m_store(store),
      m_heavy(heavy),
      m_read_trust(std::move(read_trust)) {}

void AdministrationService::sites(const Staff& actor, Answered<std::vector<SiteView>> answered) {
    if (!is_lead(actor))
        return answered(std::unexpected(Error::kRole));
    const auto tell = [this, actor, answered = std::move(answered)](const auto& sites) {
        if (!sites)
            return answered(std::unexpected(error_of(sites.error())));
        std::vector<SiteView> out;
        for (const auto& site : *sites)
            if (sees_site(actor, site))
                out.push_back(view_of(site, *m_settings.now));
        answered(std::move(out));
    };
    read_store(m_store, [](Store& store) { return store.sites(); }, tell);
}

void AdministrationService::kiosks(const Staff& actor, Answered<KioskViews> answered) {
    if (!is_lead(actor))
        return answered(std::unexpected(Error::kRole));
    const auto with_kiosks = [this, actor,
                              answered = std::move(answered)](std::expected<std::vector<StoredCode>, Error> codes) {
        if (!codes)
            return answered(std::unexpected(codes.error()));
        KioskViews out;
        for (const auto& [id, kiosk] : m_settings.now->kiosks)
            if (sees_site(actor, kiosk.site))
                out.kiosks.push_back(kiosk);
        std::ranges::sort(out.kiosks, {}, [](const Kiosk& kiosk) { return std::tie(kiosk.site, kiosk.name); });
        out.codes = std::move(*codes);
        std::erase_if(out.codes, [now = m_clock.unix_seconds()](const auto& code) { return code.expires <= now; });
        answered(std::move(out));
    };
    read_store(m_store, [](Store& store) { return store.codes(); }, seen_by<StoredCode>(actor, with_kiosks));
}

std::expected<std::vector<PrinterView>, Error> AdministrationService::printers(const Staff& actor) const {
    if (!is_lead(actor))
        return std::unexpected(Error::kRole);
    std::set<std::string> sites;
    for (const auto& [id, kiosk] : m_settings.now->kiosks)
        if (sees_site(actor, kiosk.site))
            sites.insert(kiosk.site);
    std::vector<PrinterView> out;
    for (const auto& site : sites)
        for (auto& [kiosk, report] : m_printers.at(site))
            out.push_back({site, kiosk, report});
    return out;
}

void AdministrationService::counts(const Staff& actor, Answered<CountViews> answered) {
    if (!is_lead(actor))
        return answered(std::unexpected(Error::kRole));
    // The running day would tell, to whoever asks every minute, when each was approved.
    const auto today = m_clock.today();
    const auto first = date::from_days(today.days() - kDaysOfCounts);
    const auto with_days = [first, last = date::from_days(today.days() - 1),
                            answered = std::move(answered)](std::expected<std::vector<SiteTotal>, Error> totals) {
        if (!totals)
            return answered(std::unexpected(totals.error()));
        answered(CountViews{first, last, std::move(*totals)});
    };
    read_store(
        m_store, [=](Store& store) { return store.site_totals(first, today); }, seen_by<SiteTotal>(actor, with_days));
}

std::expected<std::vector<EpochRecords>, Error> AdministrationService::records(const Staff& actor) const {
    if (!is_administrator(actor))
        return std::unexpected(Error::kRole);
    const auto& settings = *m_settings.now;
    std::vector<EpochRecords> out;
    for (auto& view : settings.epochs.views(m_clock.today())) {
        const auto counted = settings.records.find(view.epoch.id);
        const bool has_any = counted != settings.records.end() && !view.is_deleted();
        out.push_back({std::move(view), has_any ? counted->second : 0});
    }
    return out;
}

std::expected<SettingsPtr, Error> AdministrationService::releases(const Staff& actor) const {
    if (!is_administrator(actor))
        return std::unexpected(Error::kRole);
    return m_settings.now;
}

void AdministrationService::add_site(const Staff& actor, const std::string& site, Answered<void> answered) {
    if (!is_administrator(actor))
        return answered(std::unexpected(Error::kRole));
    if (!is_label(site))
        return answered(std::unexpected(Error::kMalformed));
    const auto tell = [answered = std::move(answered)](const std::expected<void, StoreError>& added) {
        if (!added)
            return answered(std::unexpected(error_of(added.error())));
        answered({});
    };
    change_store(m_store, [site](Store& store) { return store.add_site(site); }, tell);
}

void AdministrationService::make_code(const Staff& actor, const std::string& site, const std::string& name,
                                      const Answered<NewKioskCode>& answered) {
    if (!is_administrator(actor))
        return answered(std::unexpected(Error::kRole));
    if (!is_label(site) || !is_label(name))
        return answered(std::unexpected(Error::kMalformed));
    using Made = std::expected<KioskCode, KioskCodeFault>;
    const auto made = std::make_shared<Made>(std::unexpected(KioskCodeFault::kNoMemory));
    const auto make = [made, trust = m_read_trust()] { *made = make_kiosk_code(trust); };
    const auto put = [this, made, site, name, answered] {
        if (!*made)
            return answered(
                std::unexpected(made->error() == KioskCodeFault::kNoTrust ? Error::kNoTrust : Error::kInternal));
        put_code(**made, site, name, answered);
    };
    if (!m_heavy.run(make, put))
        answered(std::unexpected(Error::kTooMany));
}

void AdministrationService::put_code(const KioskCode& code, const std::string& site, const std::string& name,
                                     Answered<NewKioskCode> answered) {
    const auto expires = m_clock.unix_seconds() + kPageCodeLives_s;
    const auto put = [stored = StoredCode{code.key, site, name, expires}](Store& store) -> std::expected<void, Error> {
        const auto there = has_site(store, stored.site);
        if (!there)
            return std::unexpected(error_of(there.error()));
        if (!*there)
            return std::unexpected(Error::kGone);
        const auto put_there = store.put_code(stored);
        if (!put_there)
            return std::unexpected(put_there.error() == StoreError::kConflict ? Error::kKioskExists
                                                                              : error_of(put_there.error()));
        return {};
    };
    const auto tell = [told = NewKioskCode{code.text, code.fingerprint, expires},
                       answered = std::move(answered)](const std::expected<void, Error>& stored) {
        if (!stored)
            return answered(std::unexpected(stored.error()));
        answered(told);
    };
    change_store(m_store, put, tell);
}

void AdministrationService::suspend(const Staff& actor, const std::string& site, const std::string& name,
                                    bool suspended, Answered<void> answered) {
    if (!is_administrator(actor))
        return answered(std::unexpected(Error::kRole));
    change_store(
        m_store, [=](Store& store) { return done_or_gone(store.suspend_kiosk(site, name, suspended)); },
        std::move(answered));
}

void AdministrationService::remove(const Staff& actor, const std::string& site, const std::string& name,
                                   Answered<void> answered) {
    if (!is_administrator(actor))
        return answered(std::unexpected(Error::kRole));
    change_store(
        m_store, [=](Store& store) { return done_or_gone(store.remove_kiosk(site, name)); }, std::move(answered));
}

}  // namespace porchlight::server
