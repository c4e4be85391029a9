#include "protocol/card_request.h"

#include "base/json.h"
#include "base/secret_bytes.h"
#include "protocol/service.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'P', '1'};
constexpr std::size_t kPhotoAt = kSealedAt + envelope::kEnvelopeBytes;
constexpr std::size_t kMaxNameBytes = 768;

std::string content_text(const CardContent& content) {
    json out = {{"v", 2},
                {"name", content.name},
                {"dob", content.dob},
                {"gender", content.gender},
                {"number", content.number},
                {"address", content.address},
                {"emergency", content.emergency},
                {"note", content.note},
                {"markers", content.markers}};
    if (content.path != ApplicationPath::kNew)
        out["path"] = code(content.path);
    if (content.services)
        out["services"] = *content.services;
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<std::vector<std::string>> parse_ids(const json& list, std::size_t max) {
    if (!list.is_array() || list.size() > max)
        return std::nullopt;
    std::vector<std::string> out;
    for (const auto& item : list) {
        if (!item.is_string() || !is_id(item.get_ref<const std::string&>()) ||
            std::ranges::find(out, item.get_ref<const std::string&>()) != out.end())
            return std::nullopt;
        out.push_back(item.get<std::string>());
    }
    return out;
}

// It may be missing; then it is a new card.
std::optional<ApplicationPath> take_path(json& object) {
    if (!object.contains("path"))
        return ApplicationPath::kNew;
    const auto path = path_of(text_member(object, "path", 16).value_or(""));
    object.erase("path");
    return path;
}

// They may be missing; then all are wanted. False: it is no list of ids.
bool take_services(json& object, std::optional<std::vector<std::string>>& out) {
    if (!object.contains("services"))
        return true;
    out = parse_ids(object["services"], kMaxServices);
    object.erase("services");
    return out.has_value();
}

std::optional<CardContent> parse_content(std::string_view text) {
    auto object = parse_json(text, kMaxContentBytes);
    const auto path = object && object->is_object() ? take_path(*object) : std::nullopt;
    std::optional<std::vector<std::string>> services;
    if (!path || !take_services(*object, services) ||
        !has_exactly(*object, {"v", "name", "dob", "gender", "number", "address", "emergency", "note", "markers"}) ||
        !integer_member(*object, "v", 2, 2))
        return std::nullopt;
    auto name = text_member(*object, "name", kMaxNameBytes);
    auto dob = text_member(*object, "dob", 10);
    auto gender = text_member(*object, "gender", kMaxGenderBytes);
    auto number = text_member(*object, "number", 13);
    auto address = text_member(*object, "address", kMaxFieldBytes);
    auto emergency = text_member(*object, "emergency", kMaxFieldBytes);
    auto note = text_member(*object, "note", kMaxFieldBytes);
    auto markers = parse_ids((*object)["markers"], kMaxMarkers);
    if (!name || !dob || !gender || !number || !address || !emergency || !note || !markers)
        return std::nullopt;
    return CardContent{std::move(*name),   std::move(*dob),     std::move(*gender),
                       std::move(*number), std::move(*address), std::move(*emergency),
                       std::move(*note),   std::move(*markers), *path,
                       std::move(services)};
}

}  // namespace

std::expected<bytes, Error> write_card_request(const CardRequest& request) {
    const std::string content = content_text(request.content);
    if (content.size() > kMaxContentBytes || request.photo.size() != kPhotoBytes)
        return std::unexpected(Error::kMalformed);
    bytes out(kCardRequestBytes);
    std::copy(kMagic.begin(), kMagic.end(), out.begin());
    put_u32(byte_span(out).subspan(4), static_cast<std::uint32_t>(content.size()));
    std::copy(content.begin(), content.end(), out.begin() + kContentAt);
    std::copy(request.sealed.begin(), request.sealed.end(), out.begin() + kSealedAt);
    std::copy(request.photo.begin(), request.photo.end(), out.begin() + kPhotoAt);
    return out;
}

std::expected<CardRequest, Error> read_card_request(byte_view in) {
    if (in.size() != kCardRequestBytes || !std::equal(kMagic.begin(), kMagic.end(), in.begin()))
        return std::unexpected(Error::kMalformed);
    const std::size_t size = get_u32(in.subspan(4));
    if (size < 2 || size > kMaxContentBytes || !all_zero(in.subspan(kContentAt + size, kMaxContentBytes - size)))
        return std::unexpected(Error::kMalformed);
    auto content = parse_content(as_text(in.subspan(kContentAt, size)));
    if (!content)
        return std::unexpected(Error::kMalformed);
    const auto photo = in.subspan(kPhotoAt);
    return CardRequest{std::move(*content), to_array<envelope::kEnvelopeBytes>(in.subspan(kSealedAt)),
                       bytes(photo.begin(), photo.end())};
}

void wipe_content(CardRequest& request) {
    auto& content = request.content;
    for (auto* text : {&content.name, &content.dob, &content.gender, &content.number, &content.address,
                       &content.emergency, &content.note})
        wipe(*text);
    for (auto& marker : content.markers)
        wipe(marker);
    content.markers.clear();
    if (content.services)
        for (auto& service : *content.services)
            wipe(service);
    content.services.reset();
    content.path = ApplicationPath::kNew;
    wipe(request.photo);
}

}  // namespace porchlight::protocol
