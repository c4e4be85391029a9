#include "bridge/issuance/order.h"

#include "bridge/memory/stack.h"
#include "bridge/world/log.h"
#include "card/number.h"
#include "record/birth_date.h"
#include "record/name.h"

namespace porchlight::bridge {
namespace {

using protocol::CardContent;
using protocol::CardRequest;

void wipe_request(CardRequest& request) {
    for (auto* text : {&request.content.name, &request.content.dob, &request.content.gender, &request.content.number})
        wipe(*text);
    wipe(request.photo);
}

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
        case RenderError::kTemplate: break;
    }
    log_line("the programme's card template is not among the bridge's assets, or is faulty");
    return SubmitError::kNoManifest;
}

std::expected<std::unique_ptr<Order>, SubmitError> order_of(CardRequest& request,
                                                            std::shared_ptr<const CurrentManifest> manifest,
                                                            const protocol::KioskId& kiosk, const date& today,
                                                            Renderer& renderer) {
    const auto& rules = manifest->manifest;
    const auto born = date::parse(request.content.dob);
    const auto card_class = protocol::class_for_age(rules, born->years_until(today));
    if (!card_class)
        return std::unexpected(SubmitError::kClass);
    const auto expiry = protocol::expiry_of(rules.classes[*card_class], today);
    auto order = std::make_unique<Order>();
    order->text = card_text(rules, request.content, expiry);
    order->template_name = template_name(rules);
    order->photo = std::move(request.photo);
    card::Holder holder{record::comparison_form(request.content.name), request.content.dob, request.content.number};
    const auto made = card::make_code(rules.issuer(), expiry, holder);
    for (auto* text : {&holder.comparable_name, &holder.dob, &holder.number})
        wipe(*text);
    if (!made)
        return std::unexpected(SubmitError::kBusy);
    order->unsigned_code = *made;
    // Printed as it will be, but for the signature: what cannot be printed is said before anyone approves it.
    if (const auto faces = render_order(*order, signature{}, renderer); !faces)
        return std::unexpected(as_submit_error(faces.error()));
    order->request.card_class = static_cast<std::uint8_t>(*card_class);
    order->request.kiosk = kiosk;
    order->request.request = random_array<16>();
    order->request.payload_hash = card::payload_hash(order->unsigned_code);
    order->request.sealed = request.sealed;
    order->manifest = std::move(manifest);
    return order;
}

}  // namespace

void Order::wipe_content() {
    for (auto& [box, words] : text)
        wipe(words);
    text.clear();
    wipe(photo);
}

std::expected<std::unique_ptr<Order>, SubmitError> make_order(byte_view body,
                                                              std::shared_ptr<const CurrentManifest> manifest,
                                                              const protocol::KioskId& kiosk, const date& today,
                                                              Renderer& renderer) {
    auto request = protocol::read_card_request(body);
    if (!request)
        return std::unexpected(SubmitError::kCardRequest);
    auto checked = check_content(request->content, today);
    if (checked)
        checked = check_sealed(request->sealed, manifest->manifest.epoch);
    std::expected<std::unique_ptr<Order>, SubmitError> order = std::unexpected(SubmitError::kCardRequest);
    if (checked)
        order = order_of(*request, std::move(manifest), kiosk, today, renderer);
    else
        order = std::unexpected(checked.error());
    wipe_request(*request);
    wipe_stack();
    return order;
}

std::expected<Faces, RenderError> render_order(const Order& order, const signature& issuer_signature,
                                               Renderer& renderer) {
    auto faces = renderer.render(order.template_name, order.text, order.photo,
                                 card::code_text(order.unsigned_code, issuer_signature));
    wipe_stack();
    return faces;
}

}  // namespace porchlight::bridge
