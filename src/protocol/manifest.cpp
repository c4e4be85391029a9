#include "protocol/manifest.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

constexpr std::size_t kMaxClasses = 16;
constexpr std::size_t kMaxIssuers = 64;

template <class T>
using optional_list = std::optional<std::vector<T>>;

// All that a programme has: a member with a slip of the pen would be a rule that is not kept.
void check_members(ProgrammeReader& reader, const json& programme) {
    reader.is_object(
        programme, "the programme", {},
        {"name", "city", "records", "languages", "promise", "classes", "paths", "documents", "caretaker", "appeal",
         "services", "markers", "fields", "approvals", "code_sites", "session", "card", "spool_batch", "demo"});
}

CardClass read_class(ProgrammeReader& reader, const json& object, const std::string& place,
                     std::span<const std::string> taken) {
    CardClass out;
    out.id = reader.id(object, place, taken);
    out.min_age = reader.number(object, "min_age", place, 0, 200);
    out.max_age = reader.number(object, "max_age", place, 0, 200);
    if (out.min_age > out.max_age)
        reader.refuse(place, "ends at a younger age than it begins");
    const auto years = object.find("validity_years");
    if (years == object.end() || !years->is_null())
        out.validity_years = reader.number(object, "validity_years", place, 1, 50);
    return out;
}

std::optional<IssuerEntry> parse_issuer(const json& object) {
    const auto key = hex_member<32>(object, "public_key");
    if (!key || !has_exactly(object, {"public_key", "withdrawn"}) || !object["withdrawn"].is_boolean())
        return std::nullopt;
    return IssuerEntry{*key, object["withdrawn"].get<bool>()};
}

std::optional<public_key> parse_receipt_key(const json& object) {
    if (!has_exactly(object, {"public_key"}))
        return std::nullopt;
    return hex_member<32>(object, "public_key");
}

template <class T, class Parse>
optional_list<T> parse_list(const json& object, const char* name, std::size_t max, Parse parse) {
    const auto at = object.find(name);
    if (at == object.end() || !at->is_array() || at->empty() || at->size() > max)
        return std::nullopt;
    std::vector<T> out;
    for (const auto& item : *at) {
        auto parsed = parse(item);
        if (!parsed)
            return std::nullopt;
        out.push_back(std::move(*parsed));
    }
    return out;
}

std::optional<Epoch> parse_epoch(const json& object) {
    const bool has_schedule = object.is_object() && object.contains("schedule");
    if (!has_exactly(object, {"id", "public_key", "end", "destroy"}) &&
        !has_exactly(object, {"id", "public_key", "end", "destroy", "schedule"}))
        return std::nullopt;
    auto schedule = text_member(object, "schedule", kMaxScheduleBytes).value_or("");
    const auto id = integer_member(object, "id", 1, UINT32_MAX);
    const auto key = hex_member<32>(object, "public_key");
    const auto end = date::parse(text_member(object, "end", 10).value_or(""));
    const auto destroy = date::parse(text_member(object, "destroy", 10).value_or(""));
    if (!id || !key || !end || !destroy || *destroy < *end ||
        (has_schedule && !is_plain_text(schedule, kMaxScheduleBytes)))
        return std::nullopt;
    return Epoch{static_cast<std::uint32_t>(*id), *key, *end, *destroy, std::move(schedule)};
}

bool is_manifest_form(const json& object) {
    return has_exactly(object,
                       {"v", "type", "city", "serial", "expires", "programme", "epoch", "issuers", "receipts"}) &&
           integer_member(object, "v", 1, 1) && text_member(object, "type", 16) == "manifest" &&
           object["programme"].is_object();
}

}  // namespace

std::expected<Programme, ProgrammeFault> read_programme(const json& programme) {
    ProgrammeReader reader(programme);
    check_members(reader, programme);
    Programme out;
    out.languages = reader.languages();
    reader.each(programme, "classes", "classes", kMaxClasses, [&](const json& item, const std::string& place) {
        out.classes.push_back(read_class(reader, item, place, ids_of(out.classes)));
    });
    if (out.classes.empty())
        reader.refuse("classes", "is no list of classes of card");
    const auto classes = ids_of(out.classes);
    out.card = read_card_rules(reader, programme);
    if (auto approvals = parse_approval_rules(programme, classes))
        out.approvals = std::move(*approvals);
    else
        reader.refuse("approvals", "names an unknown class, role or member, or a class without a role");
    out.documents = read_documents(reader, programme, classes);
    static_cast<Guidance&>(out) = read_guidance(reader, programme, classes);
    if (reader.fault())
        return std::unexpected(*reader.fault());
    return out;
}

const public_key& Manifest::issuer() const {
    return std::ranges::find_if(issuers, [](const IssuerEntry& entry) { return !entry.withdrawn; })->key;
}

std::expected<Manifest, Error> parse_manifest(std::string_view payload) {
    const auto object = parse_json(payload, kMaxDocumentBytes);
    if (!object || !is_manifest_form(*object))
        return std::unexpected(Error::kMalformed);
    auto city = text_member(*object, "city", 128);
    const auto serial = integer_member(*object, "serial", 1, UINT32_MAX);
    const auto expires = integer_member(*object, "expires", 1, INT64_MAX);
    const auto epoch = parse_epoch((*object)["epoch"]);
    auto issuers = parse_list<IssuerEntry>(*object, "issuers", kMaxIssuers, parse_issuer);
    auto receipts = parse_list<public_key>(*object, "receipts", kMaxIssuers, parse_receipt_key);
    auto programme = read_programme((*object)["programme"]);
    if (!city || !serial || !expires || !epoch || !issuers || !receipts || !programme ||
        std::ranges::all_of(*issuers, &IssuerEntry::withdrawn))
        return std::unexpected(Error::kMalformed);
    return Manifest{std::move(*programme),
                    std::move(*city),
                    static_cast<std::uint32_t>(*serial),
                    *expires,
                    (*object)["programme"],
                    *epoch,
                    std::move(*issuers),
                    std::move(*receipts)};
}

std::expected<Manifest, Error> open_manifest(const SignedDocument& document, const Trust& trust, std::int64_t now) {
    if (!is_signed_by(document, kManifestContext, trust.custodians))
        return std::unexpected(Error::kSignature);
    auto manifest = parse_manifest(document.payload);
    if (!manifest)
        return manifest;
    if (manifest->city != trust.city)
        return std::unexpected(Error::kCity);
    if (manifest->expires <= now)
        return std::unexpected(Error::kExpired);
    return manifest;
}

std::optional<std::size_t> class_for_age(const Manifest& manifest, int age_years) {
    for (std::size_t i = 0; i < manifest.classes.size(); ++i)
        if (age_years >= manifest.classes[i].min_age && age_years <= manifest.classes[i].max_age)
            return i;
    return std::nullopt;
}

std::optional<date> expiry_of(const CardClass& card_class, const date& issued) {
    if (!card_class.validity_years)
        return std::nullopt;
    return date::from_days(issued.plus_years(*card_class.validity_years).days() - 1);
}

}  // namespace porchlight::protocol
