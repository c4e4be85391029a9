#include "bridge/operators/sample.h"

#include "bridge/render/art.h"
#include "bridge/render/paint.h"
#include "card/code.h"
#include "card/number.h"
#include "protocol/card_request.h"

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxSampleBytes = 4096;
constexpr std::size_t kMaxText = 384;
constexpr std::size_t kMaxCode = 256;
constexpr const char* kFile = "sample.json";

// At the head of both sides, where neither a code nor a photo is.
constexpr Box_mm kStampBox{52, 0.9, 32.2, 6.2};

using Failure = std::unexpected<std::string>;

struct Texts {
    protocol::CardContent content;
    std::optional<date> expires;
    std::string code;
    std::string stamp;
    std::string portrait;
};

std::optional<Texts> read_texts(std::string_view text) {
    const auto object = parse_json(text, kMaxSampleBytes);
    if (!object ||
        !has_exactly(*object, {"v", "name", "dob", "expires", "gender", "number", "address", "emergency", "note",
                               "stamp", "code", "portrait"}) ||
        integer_member(*object, "v", 1, 1) != 1)
        return std::nullopt;
    Texts out;
    const auto born = date::parse(text_member(*object, "dob", kMaxText).value_or(""));
    out.expires = date::parse(text_member(*object, "expires", kMaxText).value_or(""));
    for (const auto& [name, place] :
         std::initializer_list<std::pair<const char*, std::string*>>{{"name", &out.content.name},
                                                                     {"dob", &out.content.dob},
                                                                     {"gender", &out.content.gender},
                                                                     {"number", &out.content.number},
                                                                     {"address", &out.content.address},
                                                                     {"emergency", &out.content.emergency},
                                                                     {"note", &out.content.note},
                                                                     {"stamp", &out.stamp},
                                                                     {"code", &out.code},
                                                                     {"portrait", &out.portrait}}) {
        auto words = text_member(*object, name, kMaxText);
        if (!words)
            return std::nullopt;
        *place = std::move(*words);
    }
    const auto number = card::parse_number(out.content.number);
    const bool is_good = born && out.expires && number && *number == out.content.number && !out.content.name.empty() &&
                         !out.stamp.empty() && out.code.starts_with(card::kCodePrefix) && out.code.size() <= kMaxCode;
    return is_good ? std::optional(std::move(out)) : std::nullopt;
}

// What the programme does not print is left out.
void keep_what_is_printed(protocol::CardContent& content, const protocol::CardRules& rules) {
    const std::pair<const char*, std::string*> fields[] = {{"gender", &content.gender},
                                                           {"address", &content.address},
                                                           {"emergency", &content.emergency},
                                                           {"note", &content.note}};
    for (const auto& [id, words] : fields)
        if (!rules.prints(id))
            words->clear();
    for (const auto& marker : rules.markers)
        content.markers.push_back(marker.id);
}

std::vector<protocol::ServiceCode> sample_services(const protocol::CardRules& rules) {
    std::vector<protocol::ServiceCode> out;
    for (std::size_t i = 0; i < rules.services.size(); ++i) {
        const auto& service = rules.services[i];
        out.push_back({service.id, i + 1, service.name, protocol::zero_number(service), service.symbology});
    }
    return out;
}

std::optional<bytes> draw_portrait(const std::filesystem::path& file) {
    const auto text = read_template_file(file);
    if (!text)
        return std::nullopt;
    const Owned<RsvgHandle> svg(
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(text->data()), text->size(), nullptr));
    Raster out(protocol::kPhotoWidth_px, protocol::kPhotoHeight_px);
    bool drawn = false;
    paint(out, [&](cairo_t* context) {
        const RsvgRectangle page{0, 0, protocol::kPhotoWidth_px, protocol::kPhotoHeight_px};
        drawn = svg && rsvg_handle_render_document(svg.get(), context, &page, nullptr) != 0;
    });
    return drawn ? std::optional(bytes(out.rgb.data(), out.rgb.data() + out.rgb.size())) : std::nullopt;
}

bool is_genuine(const std::string& code, const protocol::Manifest& manifest) {
    std::vector<card::IssuerKey> issuers;
    issuers.reserve(manifest.issuers.size());
    for (const auto& issuer : manifest.issuers)
        issuers.push_back({issuer.key, issuer.withdrawn});
    return card::check_code(code, issuers).has_value();
}

const std::string& template_of(const protocol::Manifest& manifest, const std::string& dob) {
    const auto expires = date_of_unix_seconds(manifest.expires);
    const auto card_class = protocol::class_for_age(manifest, date::parse(dob)->years_until(expires));
    return manifest.card.template_for(manifest.classes.at(card_class.value_or(0)).id);
}

}  // namespace

std::expected<Sample, std::string> load_sample(const std::filesystem::path& folder,
                                               const protocol::Manifest& manifest) {
    const auto text = read_template_file(folder / kFile);
    auto texts = text ? read_texts(*text) : std::nullopt;
    if (!texts)
        return Failure((folder / kFile).string() + " is missing, or has not the members of a sample.");
    if (is_genuine(texts->code, manifest))
        return Failure("The code in " + (folder / kFile).string() +
                       " is a genuine card's: a sample must not pass for one.");
    auto portrait = draw_portrait(folder / texts->portrait);
    if (!portrait)
        return Failure((folder / texts->portrait).string() + " is missing, or no picture.");
    keep_what_is_printed(texts->content, manifest.card);
    Sample out;
    out.parts.template_name = template_of(manifest, texts->content.dob);
    out.parts.services = sample_services(manifest.card);
    out.parts.text = card_text(manifest, texts->content, texts->expires, out.parts.services);
    out.parts.photo = std::move(*portrait);
    out.code = std::move(texts->code);
    out.stamp = std::move(texts->stamp);
    return out;
}

std::expected<Faces, RenderError> draw_sample(const Sample& sample, Renderer& renderer) {
    auto faces = render(renderer, sample.parts, sample.code);
    if (!faces)
        return faces;
    Typesetter typesetter({"Atkinson Hyperlegible Next", "Noto Sans"});
    const TextStyle style{2.7, 700, {255, 255, 255}, 2, Vertical::kMiddle, Align::kMiddle, Colour{163, 38, 42}};
    bool stamped = true;
    for (auto* face : {&faces->front, &faces->back})
        paint(*face, [&](cairo_t* context) {
            stamped = typesetter.draw(context, sample.stamp, kStampBox, style, 1).has_value() && stamped;
        });
    if (!stamped)
        return std::unexpected(RenderError::kTemplate);
    return faces;
}

}  // namespace porchlight::bridge
