#include "custody/manifest_signing.h"

#include "custody/create.h"
#include "protocol/manifest.h"

namespace porchlight::custody {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::size_t kMaxProgrammeBytes = 256U << 10;
constexpr std::size_t kMaxPublicFileBytes = 64U << 10;

Result<EpochDates> load_dates(const Folder& keys) {
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
    return std::move(*programme);
}

struct PublicKeys {
    byte_array<32> epoch{};
    byte_array<32> issuer{};
    byte_array<32> receipt{};
};

Result<PublicKeys> load_public_keys(const Folder& keys) {
    const auto epoch = load_key(keys, KeyKind::kEpoch);
    if (!epoch)
        return std::unexpected(epoch.error());
    const auto issuer = load_key(keys, KeyKind::kIssuer);
    if (!issuer)
        return std::unexpected(issuer.error());
    const auto receipt = load_key(keys, KeyKind::kReceipt);
    if (!receipt)
        return std::unexpected(receipt.error());
    return PublicKeys{epoch->public_half, issuer->public_half, receipt->public_half};
}

json manifest_json(json programme, const EpochDates& dates, const PublicKeys& keys, const ManifestOptions& options) {
    const json epoch = {{"id", dates.id},
                        {"public_key", to_hex(keys.epoch)},
                        {"end", dates.end.text()},
                        {"destroy", dates.destroy.text()}};
    json out = {{"v", 1}, {"type", "manifest"}, {"serial", options.serial}, {"epoch", epoch}};
    out["city"] = programme["city"];
    out["expires"] = options.now + options.days * kSecondsPerDay;
    out["programme"] = std::move(programme);
    out["issuers"] = json::array({json{{"public_key", to_hex(keys.issuer)}, {"withdrawn", false}}});
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
    if (const auto opened = protocol::open_manifest(*again, trust, now); !opened)
        return opened.error() == protocol::Error::kSignature ? failure(Error::kTrust, std::string(kTrustFile))
                                                             : failure(Error::kProgramme, "the programme file");
    return text;
}

}  // namespace

Result<std::string> sign_manifest(const Folder& keys, std::string_view programme, const ManifestOptions& options) {
    const auto trust = load_trust(keys);
    if (!trust)
        return std::unexpected(trust.error());
    auto parsed = parse_programme(programme, *trust);
    if (!parsed)
        return std::unexpected(parsed.error());
    const auto dates = load_dates(keys);
    if (!dates)
        return std::unexpected(dates.error());
    const auto publics = load_public_keys(keys);
    if (!publics)
        return std::unexpected(publics.error());
    const auto payload = manifest_json(std::move(*parsed), *dates, *publics, options).dump();
    return sign_and_check(keys, payload, *trust, options.now);
}

}  // namespace porchlight::custody
