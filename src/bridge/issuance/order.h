// From what the page hands over to what can be asked for and printed: checked, drawn but for the city's signature,
// its code made. Blocks for some hundred milliseconds (Argon2id, Pango): for a worker.
#pragma once

#include "bridge/issuance/error.h"
#include "bridge/numbers/held_numbers.h"
#include "bridge/release/keeper.h"
#include "bridge/render/renderer.h"
#include "card/code.h"
#include "protocol/kiosk_request.h"

#include <expected>
#include <memory>

namespace porchlight::bridge {

// One applicant's card, in memory only, wiped when it goes. One owner.
struct Order {
    std::shared_ptr<const CurrentManifest> manifest;
    protocol::KioskRequest request;
    card::UnsignedCode unsigned_code{};
    HeldNumbers numbers;
    UnsignedFaces card;

    Order() = default;
    Order(const Order&) = delete;
    Order& operator=(const Order&) = delete;
    ~Order() { wipe_content(); }
    // Service numbers that are on no card go back.
    void wipe_content();
};

// body: a card request. today: where the kiosk stands. numbers outlives the order.
std::expected<std::unique_ptr<Order>, SubmitError> make_order(byte_view body,
                                                              std::shared_ptr<const CurrentManifest> manifest,
                                                              const protocol::KioskId& kiosk, const date& today,
                                                              ServiceNumbers& numbers, Renderer& renderer);

// The same card as it would be printed now, for the applicant alone: the sealed record is not looked at, no number is
// taken, and service numbers are zeros.
std::expected<UnsignedFaces, SubmitError> draw_unasked(byte_view body, const protocol::Manifest& rules,
                                                       const date& today, Renderer& renderer);

// Both faces as they are printed. Takes them out of the order.
std::expected<Faces, RenderError> finish_card(Order& order, const signature& issuer_signature);

}  // namespace porchlight::bridge
