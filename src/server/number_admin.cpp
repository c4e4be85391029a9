#include "server/number_admin.h"

#include "server/number_list.h"

#include <algorithm>

namespace porchlight::server {
namespace {

std::expected<protocol::Service, std::string> find_service(const std::string& id, SettingsStore& store) {
    const auto stored = store.load_settings();
    if (!stored)
        return std::unexpected(store_sentence(stored.error()));
    const auto settings = read_settings(*stored);
    if (!settings->manifest)
        return std::unexpected("The server has no manifest yet, which says how a number is written: import one first.");
    const auto& services = settings->manifest->card.services;
    const auto at = std::ranges::find(services, id, &protocol::Service::id);
    if (at == services.end())
        return std::unexpected("The programme of the manifest in force has no service " + id + ".");
    return *at;
}

std::string line_sentence(const std::filesystem::path& file, std::size_t line, std::string_view what) {
    return "Line " + std::to_string(line) + " of " + file.string() + ": " + std::string(what) +
           ". Nothing was imported.";
}

// At the site, or the one of them that was named.
std::expected<std::vector<protocol::KioskId>, std::string> find_kiosks(const Command& command, SettingsStore& store) {
    const auto stored = store.load_settings();
    if (!stored)
        return std::unexpected(store_sentence(stored.error()));
    std::vector<protocol::KioskId> out;
    for (const auto& kiosk : stored->kiosks)
        if (kiosk.site == command.site && (command.kiosk.empty() || kiosk.name == command.kiosk))
            out.push_back(protocol::kiosk_id(kiosk.key));
    if (!out.empty())
        return out;
    const auto whom = command.kiosk.empty() ? std::string("a kiosk") : "a kiosk " + command.kiosk;
    return std::unexpected("There is not " + whom + " at " + command.site + ": add it with `add-kiosk` first.");
}

std::string counted(std::uint64_t count, const char* what) { return std::to_string(count) + what; }

}  // namespace

Report import_numbers(const Command& command, Store& store) {
    const auto service = find_service(command.service, store);
    if (!service)
        return std::unexpected(service.error());
    const auto text = read_file(command.file, kMaxListBytes);
    if (!text)
        return std::unexpected(text.error());
    const auto list = read_number_list(*text, *service);
    if (!list)
        return std::unexpected(line_sentence(command.file, list.error().line, words_of(list.error().fault)));
    const auto imported = store.import_numbers(service->id, list->numbers);
    if (!imported)
        return std::unexpected(store_sentence(imported.error()));
    if (*imported)
        return std::unexpected(
            line_sentence(command.file, list->first_line + **imported, "the number was imported before"));
    return std::to_string(list->numbers.size()) + " numbers of " + service->id + " are in the pool.";
}

Report deal_numbers(const Command& command, Store& store) {
    const auto service = find_service(command.service, store);
    if (!service)
        return std::unexpected(service.error());
    const auto kiosks = find_kiosks(command, store);
    if (!kiosks)
        return std::unexpected(kiosks.error());
    const auto dealt = store.deal_numbers(service->id, command.count, *kiosks);
    if (!dealt && dealt.error() == StoreError::kConflict)
        return std::unexpected("The pool of " + service->id + " has fewer than " + std::to_string(command.count) +
                               " numbers: `porchlight-server numbers` counts them.");
    if (!dealt)
        return std::unexpected(store_sentence(dealt.error()));
    return std::to_string(command.count) + " numbers of " + service->id + " wait for " +
           counted(kiosks->size(), kiosks->size() == 1 ? " kiosk" : " kiosks") + " at " + command.site + ".";
}

Report count_numbers(Store& store) {
    const auto counts = store.count_numbers();
    if (!counts)
        return std::unexpected(store_sentence(counts.error()));
    if (counts->empty())
        return "No numbers were imported.";
    std::string out;
    for (const auto& count : *counts)
        out += (out.empty() ? "" : "\n") + count.service + ": " + counted(count.pool, " in the pool, ") +
               counted(count.waiting + count.gone, " dealt, of these ") + counted(count.waiting, " not yet fetched.");
    return out;
}

}  // namespace porchlight::server
