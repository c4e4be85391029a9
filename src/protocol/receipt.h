// The server's receipt for an approved issuance, and the 256 bytes that carry it (protocol/PROTOCOL.md, Answer,
// Receipt). Pure functions, any thread; the clock is the caller's.
#pragma once

#include "protocol/kiosk_request.h"
#include "protocol/refusal.h"

#include <cstdint>
#include <span>

namespace porchlight::protocol {

constexpr std::size_t kReceiptBytes = 176;
constexpr std::size_t kAnswerBytes = 256;
constexpr std::int64_t kReceiptSeconds = 15 * 60;
constexpr std::string_view kReceiptContext = "porchlight receipt v1";

using ReceiptBytes = byte_array<kReceiptBytes>;
using AnswerBytes = byte_array<kAnswerBytes>;

struct Answer {
    AnswerState state = AnswerState::kWaiting;
    Refusal refusal;  // in the states that it makes
    ReceiptBytes receipt{};
    signature issuer_signature{};
    bool takes_codes = false;  // while it waits: approvals are typed at this kiosk
};

// expiry: seconds since 1970.
ReceiptBytes write_receipt(const KioskRequest& request, std::int64_t expiry, const signing_key& receipt_key);

// Is it for this request and good now? kReceiptSignature, kReceiptOther, kReceiptExpired, kMalformed.
std::expected<void, Error> check_receipt(byte_view receipt, const KioskRequest& request,
                                         std::span<const public_key> receipt_keys, std::int64_t now);

AnswerBytes write_answer(const Answer& answer);
// kMalformed.
std::expected<Answer, Error> read_answer(byte_view in);

}  // namespace porchlight::protocol
