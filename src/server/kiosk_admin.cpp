#include "server/kiosk_admin.h"

#include "protocol/trust.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::int64_t kHour_s = 3600;

std::string kiosk_of(const Command& command) { return "kiosk " + command.display_name + " at " + command.site; }

std::expected<void, std::string> check_site(const std::string& site, Store& store) {
    const auto there = has_site(store, site);
    if (!there)
        return std::unexpected(store_sentence(there.error()));
    if (!*there)
        return std::unexpected("There is no site " + site + ": add it with `add-site` first.");
    return {};
}

std::string sentence_of(KioskCodeFault fault) {
    if (fault == KioskCodeFault::kNoMemory)
        return "There is not enough memory to make a code: 64 MiB are needed.";
    return "The server has no trust file: run `init` again with the custodians' folder, in which trust.json lies beside "
           "the keys.";
}

}  // namespace

Report add_site(const Command& command, Store& store) {
    const auto site = command.file.string();
    if (!is_label(site))
        return std::unexpected("A name or site is at most 128 bytes of printable text.");
    if (const auto added = store.add_site(site); !added)
        return std::unexpected(store_sentence(added.error()));
    return site + " is a site.";
}

Report list_sites(Store& store) {
    const auto sites = store.sites();
    if (!sites)
        return std::unexpected(store_sentence(sites.error()));
    if (sites->empty())
        return "There are no sites.";
    std::string out;
    for (const auto& site : *sites)
        out += (out.empty() ? "" : "\n") + site;
    return out;
}

Report add_kiosk(const Command& command, Store& store) {
    const auto key = array_from_hex<32>(command.key);
    if (!key)
        return std::unexpected("A kiosk's key is 64 lower-case hex digits, as `porchlight-bridge enroll` prints it.");
    if (!is_label(command.display_name) || !is_label(command.site))
        return std::unexpected("A name or site is at most 128 bytes of printable text.");
    const auto put = store.put_kiosk({*key, command.display_name, command.site});
    if (!put && put.error() == StoreError::kConflict)
        return std::unexpected("There is another kiosk of this name at the site: choose another name.");
    if (!put)
        return std::unexpected(store_sentence(put.error()));
    return "Kiosk " + command.display_name + " at " + command.site + " may ask for cards.";
}

Report make_enrolment_code(const Command& command, const DataDir& data, Store& store, std::int64_t now) {
    if (!is_label(command.display_name))
        return std::unexpected("A name or site is at most 128 bytes of printable text.");
    if (const auto there = check_site(command.site, store); !there)
        return std::unexpected(there.error());
    const auto trust = read_file(data.trust(), protocol::kMaxDocumentBytes);
    const auto code = make_kiosk_code(trust ? *trust : std::string());
    if (!code)
        return std::unexpected(sentence_of(code.error()));
    const auto expires = now + command.hours * kHour_s;
    const auto put = store.put_code({code->key, command.site, command.display_name, expires});
    if (!put && put.error() == StoreError::kConflict)
        return std::unexpected("There is a " + kiosk_of(command) +
                               " already: remove it first, or choose another name.");
    if (!put)
        return std::unexpected(store_sentence(put.error()));
    return "code: " + code->text + "\nIt makes one machine the " + kiosk_of(command) + ", once, within " +
           std::to_string(command.hours) + " h. Its last three groups are the city's fingerprint (" +
           code->fingerprint + "): compare them with what the custodians were told.";
}

Report list_kiosks(Store& store) {
    auto settings = store.load_settings();
    if (!settings)
        return std::unexpected(store_sentence(settings.error()));
    if (settings->kiosks.empty())
        return "There are no kiosks.";
    std::ranges::sort(settings->kiosks, {}, [](const Kiosk& kiosk) { return std::pair(kiosk.site, kiosk.name); });
    std::string out;
    for (const auto& kiosk : settings->kiosks)
        out += (out.empty() ? "" : "\n") + kiosk.site + ": " + kiosk.name + (kiosk.suspended ? ", suspended" : "");
    return out;
}

Report suspend_kiosk(const Command& command, Store& store, bool suspended) {
    const auto found = store.suspend_kiosk(command.site, command.display_name, suspended);
    if (!found)
        return std::unexpected(store_sentence(found.error()));
    if (!*found)
        return std::unexpected("There is no " + kiosk_of(command) + ": `porchlight-server kiosks` lists them.");
    return "The " + kiosk_of(command) + (suspended ? " may ask for nothing until it is resumed." : " may ask again.");
}

Report remove_kiosk(const Command& command, Store& store) {
    const auto found = store.remove_kiosk(command.site, command.display_name);
    if (!found)
        return std::unexpected(store_sentence(found.error()));
    if (!*found)
        return std::unexpected("There is no " + kiosk_of(command) + ": `porchlight-server kiosks` lists them.");
    return "The " + kiosk_of(command) + " is removed. Numbers that waited for it are in the pool again.";
}

}  // namespace porchlight::server
