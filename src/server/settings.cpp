#include "server/settings.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::int64_t kDefaultSpoolBatch = 100;
constexpr std::int64_t kMaxSpoolBatch = 1'000'000;

void read_manifest(const StoredDocument& stored, Settings& out) {
    const auto document = protocol::parse_document(stored.text);
    if (!document)
        return;
    auto manifest = protocol::parse_manifest(document->payload);
    if (!manifest)
        return;
    out.manifest = std::move(*manifest);
    out.manifest_text = stored.text;
}

void read_release(const StoredDocument& stored, Settings& out) {
    const auto document = protocol::parse_document(stored.text);
    if (!document)
        return;
    auto release = protocol::parse_release(document->payload);
    if (!release)
        return;
    out.release = std::move(*release);
    out.release_text = stored.text;
}

}  // namespace

bool Settings::keeps_records() const { return !manifest || text_member(manifest->programme, "records", 16) != "none"; }

std::size_t Settings::spool_batch() const {
    const auto batch = manifest ? integer_member(manifest->programme, "spool_batch", 1, kMaxSpoolBatch) : std::nullopt;
    return static_cast<std::size_t>(batch.value_or(kDefaultSpoolBatch));
}

std::string Settings::language() const { return manifest ? manifest->languages.front() : "en"; }

std::vector<PaperToSee> Settings::papers(const std::string& card_class, protocol::ApplicationPath path) const {
    std::vector<PaperToSee> out;
    if (!manifest)
        return out;
    const auto& language = manifest->languages.front();
    for (const auto& need : manifest->documents.needs)
        if (protocol::is_needed(need, card_class))
            out.push_back({need.id, protocol::text_in(need.text, language)});
    if (const auto rule = manifest->paths.find(path); rule != manifest->paths.end() && !rule->second.bring.is_null())
        out.push_back({"", protocol::text_in(rule->second.bring, language)});
    if (std::ranges::find(manifest->caretaker_classes, card_class) != manifest->caretaker_classes.end())
        out.push_back({"", protocol::text_in(manifest->caretaker, language)});
    return out;
}

bool Settings::takes_codes(const std::string& site) const {
    if (!manifest || !manifest->programme.contains("code_sites"))
        return false;
    const auto& sites = manifest->programme["code_sites"];
    return sites.is_array() && std::find(sites.begin(), sites.end(), json(site)) != sites.end();
}

const protocol::ApprovalRule& Settings::approval_of(const std::string& card_class) const {
    static const protocol::ApprovalRule kUsual;
    if (!manifest)
        return kUsual;
    const auto at = manifest->approvals.find(card_class);
    return at == manifest->approvals.end() ? kUsual : at->second;
}

void CurrentSettings::put_staff(Staff staff) {
    auto changed = std::make_shared<Settings>(*now);
    changed->staff[staff.name] = std::move(staff);
    now = std::move(changed);
}

const protocol::FileBody* Settings::file(const hash256& digest) const {
    if (!release)
        return nullptr;
    for (const auto& file : release->files) {
        if (file.plain.digest == digest)
            return &file.plain;
        if (file.brotli && file.brotli->digest == digest)
            return &*file.brotli;
    }
    return nullptr;
}

SettingsPtr read_settings(const StoredSettings& stored) {
    auto out = std::make_shared<Settings>();
    for (const auto& kiosk : stored.kiosks)
        out->kiosks[protocol::kiosk_id(kiosk.key)] = kiosk;
    for (const auto& member : stored.staff)
        out->staff[member.name] = member;
    if (stored.manifest)
        read_manifest(*stored.manifest, *out);
    if (stored.release)
        read_release(*stored.release, *out);
    out->epochs = KnownEpochs::read(stored.epochs, stored.papers);
    return out;
}

}  // namespace porchlight::server
