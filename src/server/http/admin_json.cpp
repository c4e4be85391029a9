#include "server/http/admin_json.h"

#include "server/http/desk_json.h"
#include "server/http/limits.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::size_t kMaxNameBytes = 128;
constexpr std::size_t kMaxRoleBytes = 32;
constexpr std::size_t kMaxServiceBytes = 32;

std::string text_of(const json& object) { return object.dump(-1, ' ', false, json::error_handler_t::replace); }

std::optional<json> object_with(std::string_view body, std::initializer_list<std::string_view> members,
                                std::size_t max_size = kMaxJsonBodyBytes) {
    auto object = parse_json(body, max_size);
    if (!object || !has_exactly(*object, members))
        return std::nullopt;
    return object;
}

json release_json(const Settings& settings) {
    return {{"serial", settings.release->serial},
            {"files", settings.release->files.size()},
            {"hash", to_hex(hash(as_bytes(settings.release_text)))}};
}

json hold_json(const protocol::SignedStatement& said) {
    const auto& hold = std::get<protocol::Hold>(said.statement);
    return {{"order", hold.order}, {"authority", hold.authority}, {"day", hold.day.text()}};
}

json epoch_json(const EpochRecords& epoch) {
    const auto& [id, key, end, destroy, deleted] = epoch.view.epoch;
    json holds = json::array();
    for (const auto& said : epoch.view.standing.holds)
        holds.push_back(hold_json(said));
    json sharings = json::array();
    for (const auto& sharing : epoch.view.standing.sharings)
        sharings.push_back(
            {{"number", sharing.number}, {"destroyed", sharing.destroyed.size()}, {"needed", sharing.to_destroy}});
    return {{"epoch", id},
            {"state", code(epoch.view.standing.state)},
            {"end", end.text()},
            {"destroy", destroy.text()},
            {"records", epoch.records},
            {"deleted", deleted},
            {"holds", std::move(holds)},
            {"sharings", std::move(sharings)}};
}

json manifest_json(const Settings& settings) {
    const auto& manifest = *settings.manifest;
    return {{"city", manifest.city},
            {"serial", manifest.serial},
            {"expires", manifest.expires},
            {"epoch", manifest.epoch.id},
            {"epoch_end", manifest.epoch.end.text()},
            {"epoch_destroy", manifest.epoch.destroy.text()},
            {"keeps_records", settings.keeps_records()}};
}

}  // namespace

std::optional<std::string> read_site(std::string_view body) {
    const auto object = object_with(body, {"site"});
    return object ? text_member(*object, "site", kMaxNameBytes) : std::nullopt;
}

std::optional<KioskMessage> read_kiosk(std::string_view body) {
    const auto object = object_with(body, {"site", "name"});
    if (!object)
        return std::nullopt;
    auto site = text_member(*object, "site", kMaxNameBytes);
    auto name = text_member(*object, "name", kMaxNameBytes);
    if (!site || !name)
        return std::nullopt;
    return KioskMessage{std::move(*site), std::move(*name)};
}

std::optional<InviteMessage> read_invite(std::string_view body) {
    const auto object = object_with(body, {"name", "site", "role"});
    if (!object)
        return std::nullopt;
    auto name = text_member(*object, "name", kMaxNameBytes);
    auto site = text_member(*object, "site", kMaxNameBytes);
    const auto role = role_of(text_member(*object, "role", kMaxRoleBytes).value_or(""));
    if (!name || !site || !role)
        return std::nullopt;
    return InviteMessage{std::move(*name), std::move(*site), *role};
}

std::optional<ListMessage> read_list(std::string_view body) {
    const auto object = object_with(body, {"service", "list"}, kMaxListBodyBytes);
    if (!object)
        return std::nullopt;
    auto service = text_member(*object, "service", kMaxServiceBytes);
    auto list = text_member(*object, "list", kMaxListBodyBytes);
    if (!service || !list)
        return std::nullopt;
    return ListMessage{std::move(*service), std::move(*list)};
}

std::optional<DealMessage> read_deal(std::string_view body) {
    const auto object = object_with(body, {"service", "site", "count"});
    if (!object)
        return std::nullopt;
    auto service = text_member(*object, "service", kMaxServiceBytes);
    auto site = text_member(*object, "site", kMaxNameBytes);
    const auto count = integer_member(*object, "count", 1, kMaxListNumbers);
    if (!service || !site || !count)
        return std::nullopt;
    return DealMessage{std::move(*service), std::move(*site), static_cast<std::size_t>(*count)};
}

std::string write_sites(const std::vector<SiteView>& sites, const Staff& actor) {
    json out = json::array();
    for (const auto& site : sites)
        out.push_back(
            {{"name", site.name}, {"kiosks", site.kiosks}, {"suspended", site.suspended}, {"people", site.people}});
    return text_of(
        {{"staff", actor.name}, {"site", actor.site}, {"role", code(actor.role)}, {"sites", std::move(out)}});
}

std::string write_kiosks(const KioskViews& kiosks) {
    json there = json::array();
    for (const auto& kiosk : kiosks.kiosks)
        there.push_back({{"site", kiosk.site}, {"name", kiosk.name}, {"suspended", kiosk.suspended}});
    json codes = json::array();
    for (const auto& one : kiosks.codes)
        codes.push_back({{"site", one.site}, {"name", one.name}, {"expires", one.expires}});
    return text_of({{"kiosks", std::move(there)}, {"codes", std::move(codes)}});
}

std::string write_code(const NewKioskCode& code) {
    return text_of({{"code", code.text}, {"fingerprint", code.fingerprint}, {"expires", code.expires}});
}

std::string write_invited(const PeopleService::Invited& invited) {
    return text_of({{"code", invited.code}, {"until", invited.until.text()}});
}

std::string write_numbers(const std::vector<NumberCount>& counts, const Settings& settings) {
    json out = json::array();
    for (const auto& count : counts) {
        const auto& services = settings.manifest->card.services;
        const auto at = std::ranges::find(services, count.service, &protocol::Service::id);
        out.push_back({{"service", count.service},
                       {"name", at == services.end() ? count.service : at->name},
                       {"required", at != services.end() && at->required},
                       {"pool", count.pool},
                       {"waiting", count.waiting},
                       {"gone", count.gone}});
    }
    return text_of({{"services", std::move(out)}});
}

std::string write_imported(std::size_t count) { return text_of({{"imported", count}}); }

std::string write_fault(const ImportFault& fault) {
    return text_of({{"error", code(Error::kNumbers)}, {"line", fault.line}, {"fault", fault.words}});
}

std::string write_records(const std::vector<EpochRecords>& epochs) {
    json out = json::array();
    for (const auto& epoch : epochs)
        out.push_back(epoch_json(epoch));
    return text_of({{"epochs", std::move(out)}});
}

std::string write_releases(const Settings& settings) {
    json out = json::object();
    if (settings.manifest)
        out["manifest"] = manifest_json(settings);
    if (settings.release)
        out["release"] = release_json(settings);
    return text_of(out);
}

std::string write_printers(const std::vector<PrinterView>& printers) {
    json out = json::array();
    for (const auto& printer : printers) {
        auto one = printer_json(printer.kiosk, printer.report);
        one["site"] = printer.site;
        out.push_back(std::move(one));
    }
    return text_of({{"printers", std::move(out)}});
}

std::string write_counts(const CountViews& counts) {
    json out = json::array();
    for (const auto& total : counts.totals)
        out.push_back({{"day", total.day}, {"site", total.site}, {"outcome", total.outcome}, {"count", total.count}});
    return text_of({{"first", counts.first.text()}, {"last", counts.last.text()}, {"counts", std::move(out)}});
}

}  // namespace porchlight::server
