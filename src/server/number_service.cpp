#include "server/number_service.h"

#include "server/desk_service.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::string_view kImportedBefore = "the number was imported before";

// What was imported of a service that the programme no longer has is not shown: nothing can be done with it.
std::vector<NumberCount> of_programme(const Settings& settings, const std::vector<NumberCount>& counts) {
    std::vector<NumberCount> out;
    if (!settings.manifest)
        return out;
    for (const auto& service : settings.manifest->card.services) {
        const auto at = std::ranges::find(counts, service.id, &NumberCount::service);
        out.push_back(at == counts.end() ? NumberCount{service.id} : *at);
    }
    return out;
}

}  // namespace

const protocol::Service* NumberService::find(const std::string& service) const {
    if (!m_settings.now->manifest)
        return nullptr;
    const auto& services = m_settings.now->manifest->card.services;
    const auto at = std::ranges::find(services, service, &protocol::Service::id);
    return at == services.end() ? nullptr : &*at;
}

void NumberService::counts(const Staff& actor, Answered<std::vector<NumberCount>> answered) {
    if (actor.role != Role::kAdministrator)
        return answered(std::unexpected(Error::kRole));
    const auto tell = [settings = m_settings.now, answered = std::move(answered)](const auto& counts) {
        if (!counts)
            return answered(std::unexpected(error_of(counts.error())));
        answered(of_programme(*settings, *counts));
    };
    read_store(m_store, [](Store& store) { return store.count_numbers(); }, tell);
}

void NumberService::import_list(const Staff& actor, const std::string& service, const std::string& list,
                                Answered<Imported> answered) {
    if (actor.role != Role::kAdministrator)
        return answered(std::unexpected(Error::kRole));
    const auto* rule = find(service);
    if (rule == nullptr)
        return answered(std::unexpected(Error::kGone));
    auto read = read_number_list(list, *rule);
    if (!read)
        return answered(
            Imported(std::unexpected(ImportFault{read.error().line, std::string(words_of(read.error().fault))})));
    const auto import = [service, numbers = read->numbers](Store& store) {
        return store.import_numbers(service, numbers);
    };
    const auto tell = [count = read->numbers.size(), first_line = read->first_line,
                       answered = std::move(answered)](const auto& imported) {
        if (!imported)
            return answered(std::unexpected(error_of(imported.error())));
        if (*imported)
            return answered(
                Imported(std::unexpected(ImportFault{first_line + **imported, std::string(kImportedBefore)})));
        answered(Imported(count));
    };
    change_store(m_store, import, tell);
}

void NumberService::deal(const Staff& actor, const std::string& service, const std::string& site, std::size_t count,
                         Answered<void> answered) {
    if (actor.role != Role::kAdministrator)
        return answered(std::unexpected(Error::kRole));
    std::vector<protocol::KioskId> kiosks;
    for (const auto& [id, kiosk] : m_settings.now->kiosks)
        if (kiosk.site == site)
            kiosks.push_back(id);
    if (find(service) == nullptr || kiosks.empty())
        return answered(std::unexpected(Error::kGone));
    const auto tell = [answered = std::move(answered)](const std::expected<void, StoreError>& dealt) {
        if (!dealt)
            return answered(
                std::unexpected(dealt.error() == StoreError::kConflict ? Error::kPoolShort : error_of(dealt.error())));
        answered({});
    };
    change_store(m_store, [=](Store& store) { return store.deal_numbers(service, count, kiosks); }, tell);
}

}  // namespace porchlight::server
