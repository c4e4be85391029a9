#include "custody/manifest_signing.h"

#include "custody/create.h"
#include "protocol/manifest.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::size_t kMaxProgrammeBytes = 256U << 10;
constexpr std::size_t kMaxPublicFileBytes = 64U << 10;
constexpr const char* kPrevious = "the previous manifest";

Result<EpochDates> load_dates(const Folder& keys, const std::optional<Sharing>& sharing) {
    if (sharing)
        return EpochDates{sharing->epoch, sharing->end, sharing->destroy, {}};
    const std::string name(kEpochDatesFile);
    const auto text = keys.read(name, kMaxPublicFileBytes);
    if (!text)
        return std::unexpected(text.error());
    const auto dates = parse_epoch_dates(*text);
    if (!dates)
        return failure(dates.error(), name);
    return *dates;
}

Result<protocol::Trust> load_trust(const Folder& keys) {
    const std::string name(kTrustFile);
    const auto text = keys.read(name, kMaxPublicFileBytes);
    if (!text)
        return std::unexpected(text.error());
    auto trust = protocol::parse_trust(*text);
    if (!trust)
        return failure(Error::kTrust, name);
    return std::move(*trust);
}

Result<json> parse_programme(std::string_view text, const protocol::Trust& trust) {
    auto programme = parse_json(text, kMaxProgrammeBytes);
    if (!programme || !programme->is_object())
        return failure(Error::kProgramme, "the programme file");
    if (text_member(*programme, "city", 128) != trust.city)
        return failure(Error::kCityDiffers, "the programme file");
    if (const auto read = protocol::read_programme(*programme); !read)
        return failure(Error::kProgramme, "the programme file: " + read.error().place, read.error().says);
    return std::move(*programme);
}

struct PublicKeys {
    byte_array<32> epoch{};
    byte_array<32> issuer{};
    byte_array<32> receipt{};
};

Result<byte_array<32>> load_epoch_key(const Folder& keys, const std::optional<Sharing>& sharing) {
    if (sharing)
        return sharing->epoch_public_key();
    const auto epoch = load_key(keys, KeyKind::kEpoch);
    if (!epoch)
        return std::unexpected(epoch.error());
    return epoch->public_half;
}

Result<PublicKeys> load_public_keys(const Folder& keys, const std::optional<Sharing>& sharing) {
    const auto epoch = load_epoch_key(keys, sharing);
    if (!epoch)
        return std::unexpected(epoch.error());
    const auto issuer = load_key(keys, KeyKind::kIssuer);
    if (!issuer)
        return std::unexpected(issuer.error());
    const auto receipt = load_key(keys, KeyKind::kReceipt);
    if (!receipt)
        return std::unexpected(receipt.error());
    return PublicKeys{*epoch, issuer->public_half, receipt->public_half};
}

// Nothing: this is the city's first.
Result<std::optional<protocol::Manifest>> previous_of(const protocol::Trust& trust, const ManifestOptions& options) {
    if (options.previous.empty())
        return std::nullopt;
    const auto document = protocol::parse_document(options.previous);
    // One that has expired still says who signed cards.
    auto former = document ? protocol::open_manifest(*document, trust, 0) : std::unexpected(document.error());
    if (!former)
        return failure(Error::kManifest, kPrevious);
    if (former->serial >= options.serial)
        return failure(Error::kSerial, kPrevious);
    return std::move(*former);
}

// As it was named first; empty: nobody named it.
Result<std::string> schedule_of(const EpochDates& dates, const std::optional<protocol::Manifest>& former,
                                const ManifestOptions& options) {
    auto out = options.schedule;
    if (!out.empty() && !is_plain_text(out, protocol::kMaxScheduleBytes))
        return failure(Error::kSchedule, "the schedule's id");
    const auto before = former && former->epoch.id == dates.id ? former->epoch.schedule : std::string();
    for (const auto& known : {dates.schedule, before}) {
        if (!known.empty() && !out.empty() && out != known)
            return failure(Error::kSchedule, "the schedule " + out,
                           "is not " + known + ", which was named for this epoch before");
        if (out.empty())
            out = known;
    }
    return out;
}

// The one that signs, then all that did.
Result<std::vector<protocol::IssuerEntry>> issuers_of(const public_key& signs,
                                                      const std::optional<protocol::Manifest>& former,
                                                      const ManifestOptions& options) {
    std::vector<protocol::IssuerEntry> out{{signs, false}};
    if (former)
        std::ranges::copy_if(former->issuers, std::back_inserter(out),
                             [&](const protocol::IssuerEntry& entry) { return entry.key != signs; });
    for (const auto& key : options.withdrawn) {
        const auto at = std::ranges::find(out, key, &protocol::IssuerEntry::key);
        if (at == out.end() || at == out.begin())
            return failure(Error::kIssuer, "the key " + to_hex(key));
        at->withdrawn = true;
    }
    return out;
}

json manifest_json(json programme, const EpochDates& dates, const PublicKeys& keys,
                   const std::vector<protocol::IssuerEntry>& issuers, const ManifestOptions& options) {
    json epoch = {{"id", dates.id},
                  {"public_key", to_hex(keys.epoch)},
                  {"end", dates.end.text()},
                  {"destroy", dates.destroy.text()}};
    if (!dates.schedule.empty())
        epoch["schedule"] = dates.schedule;
    json out = {{"v", 1}, {"type", "manifest"}, {"serial", options.serial}, {"epoch", epoch}};
    out["city"] = programme["city"];
    out["expires"] = options.now + options.days * kSecondsPerDay;
    out["programme"] = std::move(programme);
    out["issuers"] = json::array();
    for (const auto& issuer : issuers)
        out["issuers"].push_back({{"public_key", to_hex(issuer.key)}, {"withdrawn", issuer.withdrawn}});
    out["receipts"] = json::array({json{{"public_key", to_hex(keys.receipt)}}});
    return out;
}

Result<std::string> sign_and_check(const Folder& keys, std::string payload, const protocol::Trust& trust,
                                   std::int64_t now) {
    const auto custodian = load_key(keys, KeyKind::kCustodian);
    if (!custodian)
        return std::unexpected(custodian.error());
    protocol::SignedDocument document{std::move(payload), {}};
    protocol::add_signature(document, protocol::kManifestContext, custodian->signer());
    auto text = protocol::to_text(document);
    const auto again = protocol::parse_document(text);
    if (!again)
        return failure(Error::kProgramme, "the programme file");
    // The other custodians have not signed yet.
    auto alone = trust;
    alone.custodians.threshold = 1;
    if (const auto opened = protocol::open_manifest(*again, alone, now); !opened)
        return opened.error() == protocol::Error::kSignature ? failure(Error::kTrust, std::string(kTrustFile))
                                                             : failure(Error::kProgramme, "the programme file");
    return text;
}

}  // namespace

Result<std::string> sign_manifest(const Folder& keys, std::string_view programme, const ManifestOptions& options) {
    const auto trust = load_trust(keys);
    if (!trust)
        return std::unexpected(trust.error());
    if (options.sharing && options.sharing->city != trust->city)
        return failure(Error::kCityDiffers, "the transcript");
    auto parsed = parse_programme(programme, *trust);
    if (!parsed)
        return std::unexpected(parsed.error());
    auto dates = load_dates(keys, options.sharing);
    if (!dates)
        return std::unexpected(dates.error());
    const auto former = previous_of(*trust, options);
    if (!former)
        return std::unexpected(former.error());
    auto schedule = schedule_of(*dates, *former, options);
    if (!schedule)
        return std::unexpected(schedule.error());
    dates->schedule = std::move(*schedule);
    const auto publics = load_public_keys(keys, options.sharing);
    if (!publics)
        return std::unexpected(publics.error());
    const auto issuers = issuers_of(publics->issuer, *former, options);
    if (!issuers)
        return std::unexpected(issuers.error());
    const auto payload = manifest_json(std::move(*parsed), *dates, *publics, *issuers, options).dump();
    return sign_and_check(keys, payload, *trust, options.now);
}

}  // namespace porchlight::custody
