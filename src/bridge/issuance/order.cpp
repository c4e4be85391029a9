#include "bridge/issuance/order.h"

#include "bridge/memory/stack.h"
#include "bridge/world/log.h"
#include "card/number.h"
#include "record/birth_date.h"
#include "record/name.h"

#include <algorithm>
#include <future>

namespace porchlight::bridge {
namespace {

using protocol::CardContent;
using protocol::CardRequest;

std::expected<void, SubmitError> check_content(const CardContent& content, const date& today) {
    if (!record::is_canonical_name(content.name) || !record::parse_birth_date(content.dob, today))
        return std::unexpected(SubmitError::kRecord);
    const auto number = card::parse_number(content.number);
    if (!number || *number != content.number)
        return std::unexpected(SubmitError::kNumber);
    const auto gender =
        record::canonical_text(content.gender, protocol::kMaxGenderCharacters, protocol::kMaxGenderBytes);
    if (!gender || *gender != content.gender)
        return std::unexpected(SubmitError::kGender);
    return {};
}

bool is_canonical_field(const std::string& text) {
    return record::canonical_text(text, protocol::kMaxFieldCharacters, protocol::kMaxFieldBytes) == text;
}

// Nothing is printed that the programme's signers did not agree to print.
std::expected<void, SubmitError> check_fields(const CardContent& content, const protocol::CardRules& rules) {
    if (!content.gender.empty() && !rules.prints("gender"))
        return std::unexpected(SubmitError::kField);
    const std::pair<const char*, const std::string*> fields[] = {
        {"address", &content.address}, {"emergency", &content.emergency}, {"note", &content.note}};
    for (const auto& [id, text] : fields)
        if (!text->empty() && (!rules.prints(id) || !is_canonical_field(*text)))
            return std::unexpected(SubmitError::kField);
    for (const auto& marker : content.markers)
        if (rules.marker(marker) == nullptr)
            return std::unexpected(SubmitError::kField);
    for (const auto& service : content.services.value_or(std::vector<std::string>()))
        if (std::ranges::find(rules.services, service, &protocol::Service::id) == rules.services.end())
            return std::unexpected(SubmitError::kField);
    return {};
}

std::expected<HeldNumbers, SubmitError> take_numbers(ServiceNumbers& numbers, const protocol::CardRules& rules,
                                                     const CardContent& content) {
    auto held = HeldNumbers::take(numbers, rules.services, content.services);
    if (held)
        return std::move(*held);
    const bool is_empty = held.error() == NumbersError::kNoneLeft;
    log_line(is_empty ? "a service that cards need has no number left"
                      : "a block of service numbers is damaged, or holds one that is not the service's");
    return std::unexpected(is_empty ? SubmitError::kNumbersEmpty : SubmitError::kNumbersDamaged);
}

std::expected<void, SubmitError> check_sealed(const envelope::Envelope& sealed, const protocol::Epoch& epoch) {
    const auto header = envelope::read_header(sealed);
    if (!header)
        return std::unexpected(SubmitError::kEnvelope);
    if (!envelope::check_header(sealed, epoch.id, epoch.key))
        return std::unexpected(SubmitError::kEpoch);
    return {};
}

SubmitError as_submit_error(RenderError error) {
    switch (error) {
        case RenderError::kNameDoesNotFit: return SubmitError::kNameDoesNotFit;
        case RenderError::kGlyphMissing: return SubmitError::kGlyphMissing;
        case RenderError::kGender: return SubmitError::kGender;
        case RenderError::kField: return SubmitError::kFieldDoesNotFit;
        case RenderError::kTemplate: break;
    }
    log_line("the programme's card template is not among the bridge's assets, or is faulty");
    return SubmitError::kNoManifest;
}

struct Parts : CardParts {
    Parts() = default;
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts() { wipe_parts(*this); }
};

auto unsigned_code(const CardContent& content, const protocol::Manifest& rules, const std::optional<date>& expiry) {
    card::Holder holder{record::comparison_form(content.name), content.dob, content.number};
    auto made = card::make_code(rules.issuer(), expiry, holder);
    for (auto* text : {&holder.comparable_name, &holder.dob, &holder.number})
        wipe(*text);
    wipe_stack();
    return made;
}

// Takes the photo out of the request.
std::expected<UnsignedFaces, RenderError> draw(CardRequest& request, const protocol::Manifest& rules,
                                               const protocol::CardClass& card_class, const date& today,
                                               const std::vector<protocol::ServiceCode>& codes, Renderer& renderer) {
    Parts parts;
    parts.template_name = rules.card.template_for(card_class.id);
    parts.text = card_text(rules, request.content, protocol::expiry_of(card_class, today), codes);
    parts.photo = std::move(request.photo);
    parts.services = codes;
    return renderer.draw(parts);
}

// Zeros in the places of those wanted: what is printed is drawn for the card alone.
std::vector<protocol::ServiceCode> unasked_codes(const std::vector<protocol::Service>& services,
                                                 const std::optional<std::vector<std::string>>& wanted) {
    std::vector<protocol::ServiceCode> out;
    for (std::size_t i = 0; i < services.size(); ++i)
        if (const auto& service = services[i]; protocol::is_wanted(service, wanted))
            out.push_back({service.id, i + 1, service.name, protocol::zero_number(service), service.symbology});
    return out;
}

std::expected<void, SubmitError> check_request(const CardRequest& request, const protocol::Manifest& rules,
                                               const date& today) {
    if (const auto checked = check_content(request.content, today); !checked)
        return checked;
    if (!rules.paths.contains(request.content.path))
        return std::unexpected(SubmitError::kField);
    return check_fields(request.content, rules.card);
}

std::expected<std::unique_ptr<Order>, SubmitError> order_of(CardRequest& request,
                                                            std::shared_ptr<const CurrentManifest> manifest,
                                                            const protocol::KioskId& kiosk, const date& today,
                                                            ServiceNumbers& numbers, Renderer& renderer) {
    const auto& rules = manifest->manifest;
    const auto born = date::parse(request.content.dob);
    const auto card_class = protocol::class_for_age(rules, born->years_until(today));
    if (!card_class)
        return std::unexpected(SubmitError::kClass);
    const auto expiry = protocol::expiry_of(rules.classes[*card_class], today);
    auto held = take_numbers(numbers, rules.card, request.content);
    if (!held)
        return std::unexpected(held.error());
    auto order = std::make_unique<Order>();
    order->numbers = std::move(*held);
    // What is slow is done at the same time: deriving the code's key, and drawing.
    auto code = std::async(std::launch::async, [&] { return unsigned_code(request.content, rules, expiry); });
    auto card = draw(request, rules, rules.classes[*card_class], today, order->numbers.codes(), renderer);
    const auto made = code.get();
    if (!made)
        return std::unexpected(SubmitError::kBusy);
    // What cannot be printed is said before anyone approves it.
    if (!card)
        return std::unexpected(as_submit_error(card.error()));
    if (!takes_code(*card, card::code_text(*made, signature{})))
        return std::unexpected(as_submit_error(RenderError::kTemplate));
    order->unsigned_code = *made;
    order->card = std::move(*card);
    order->request.card_class = static_cast<std::uint8_t>(*card_class);
    order->request.path = request.content.path;
    order->request.kiosk = kiosk;
    order->request.request = random_array<16>();
    order->request.payload_hash = card::payload_hash(order->unsigned_code);
    order->request.sealed = request.sealed;
    order->manifest = std::move(manifest);
    return order;
}

}  // namespace

void Order::wipe_content() {
    card = {};
    numbers.give_back();
}

std::expected<std::unique_ptr<Order>, SubmitError> make_order(byte_view body,
                                                              std::shared_ptr<const CurrentManifest> manifest,
                                                              const protocol::KioskId& kiosk, const date& today,
                                                              ServiceNumbers& numbers, Renderer& renderer) {
    auto request = protocol::read_card_request(body);
    if (!request)
        return std::unexpected(SubmitError::kCardRequest);
    auto checked = check_request(*request, manifest->manifest, today);
    if (checked)
        checked = check_sealed(request->sealed, manifest->manifest.epoch);
    std::expected<std::unique_ptr<Order>, SubmitError> order = std::unexpected(SubmitError::kCardRequest);
    if (checked)
        order = order_of(*request, std::move(manifest), kiosk, today, numbers, renderer);
    else
        order = std::unexpected(checked.error());
    protocol::wipe_content(*request);
    wipe_stack();
    return order;
}

std::expected<UnsignedFaces, SubmitError> draw_unasked(byte_view body, const protocol::Manifest& rules,
                                                       const date& today, Renderer& renderer) {
    auto request = protocol::read_card_request(body);
    if (!request)
        return std::unexpected(SubmitError::kCardRequest);
    std::expected<UnsignedFaces, SubmitError> out = std::unexpected(SubmitError::kClass);
    if (const auto checked = check_request(*request, rules, today); !checked) {
        out = std::unexpected(checked.error());
    } else if (const auto at = protocol::class_for_age(rules, date::parse(request->content.dob)->years_until(today))) {
        const auto codes = unasked_codes(rules.card.services, request->content.services);
        auto drawn = draw(*request, rules, rules.classes[*at], today, codes, renderer);
        if (drawn)
            out = std::move(*drawn);
        else
            out = std::unexpected(as_submit_error(drawn.error()));
    }
    protocol::wipe_content(*request);
    wipe_stack();
    return out;
}

std::expected<Faces, RenderError> finish_card(Order& order, const signature& issuer_signature) {
    return with_code(std::move(order.card), card::code_text(order.unsigned_code, issuer_signature));
}

}  // namespace porchlight::bridge
