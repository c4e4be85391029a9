#include "protocol/receipt.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

constexpr byte_array<4> kReceiptMagic{'P', 'L', 'R', '1'};
constexpr byte_array<4> kAnswerMagic{'P', 'L', 'A', '1'};
constexpr std::size_t kSignedReceiptBytes = 112;
constexpr std::size_t kExpiryAt = 104;
constexpr std::size_t kDetailsAt = 5;
constexpr std::size_t kAnswerReceiptAt = 8;
constexpr std::size_t kAnswerIssuerAt = 184;
constexpr std::size_t kAnswerPaddingAt = 248;

template <class Out, class Array>
void place(Out& out, std::size_t at, const Array& value) {
    std::copy(value.begin(), value.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
}

// Everything before the expiry follows from the request.
byte_array<kExpiryAt> receipt_head(const KioskRequest& request) {
    byte_array<kExpiryAt> out{};
    place(out, 0, kReceiptMagic);
    out[4] = request.card_class;
    place(out, 8, request.kiosk);
    place(out, 24, request.request);
    place(out, 40, request.payload_hash);
    place(out, 72, hash(request.sealed));
    return out;
}

// The two bytes after the state.
Refusal refusal_of(AnswerState state, std::uint8_t first, std::uint8_t second) {
    if (state == AnswerState::kDenied)
        return denial(static_cast<DenialReason>(first), second);
    if (state == AnswerState::kSentBack)
        return sent_back(static_cast<DraftField>(first), static_cast<FieldFault>(second));
    return {};
}

bool details_have_form(AnswerState state, std::uint8_t first, std::uint8_t second) {
    switch (state) {
        case AnswerState::kWaiting: return first == 0 && second <= 1;
        case AnswerState::kDenied:
            return first >= 1 && first <= static_cast<std::uint8_t>(DenialReason::kWords) &&
                   (second == 0 || first == static_cast<std::uint8_t>(DenialReason::kPapers));
        case AnswerState::kSentBack:
            return first >= 1 && first <= static_cast<std::uint8_t>(DraftField::kNote) && second >= 1 &&
                   second <= static_cast<std::uint8_t>(FieldFault::kPhotoRule);
        case AnswerState::kApproved:
        case AnswerState::kCancelled:
        case AnswerState::kEnded: return first == 0 && second == 0;
    }
    return false;
}

bool answer_has_form(byte_view in) {
    if (in.size() != kAnswerBytes || !std::equal(kAnswerMagic.begin(), kAnswerMagic.end(), in.begin()) ||
        in[kDetailsAt + 2] != 0 || !all_zero(in.subspan(kAnswerPaddingAt)))
        return false;
    const auto state = static_cast<AnswerState>(in[4]);
    return details_have_form(state, in[kDetailsAt], in[kDetailsAt + 1]) &&
           (state == AnswerState::kApproved ||
            all_zero(in.subspan(kAnswerReceiptAt, kAnswerPaddingAt - kAnswerReceiptAt)));
}

}  // namespace

ReceiptBytes write_receipt(const KioskRequest& request, std::int64_t expiry, const signing_key& receipt_key) {
    ReceiptBytes out{};
    place(out, 0, receipt_head(request));
    put_u64(byte_span(out).subspan(kExpiryAt), static_cast<std::uint64_t>(expiry));
    const auto sig = sign(receipt_key, kReceiptContext, byte_view(out).first(kSignedReceiptBytes));
    place(out, kSignedReceiptBytes, sig);
    return out;
}

std::expected<void, Error> check_receipt(byte_view receipt, const KioskRequest& request,
                                         std::span<const public_key> receipt_keys, std::int64_t now) {
    if (receipt.size() != kReceiptBytes || !std::equal(kReceiptMagic.begin(), kReceiptMagic.end(), receipt.begin()))
        return std::unexpected(Error::kMalformed);
    const bool is_signed = std::ranges::any_of(receipt_keys, [&](const public_key& key) {
        return verify(key, kReceiptContext, receipt.first(kSignedReceiptBytes), receipt.subspan(kSignedReceiptBytes));
    });
    if (!is_signed)
        return std::unexpected(Error::kReceiptSignature);
    const auto head = receipt_head(request);
    if (!std::equal(head.begin(), head.end(), receipt.begin()))
        return std::unexpected(Error::kReceiptOther);
    if (now < 0 || get_u64(receipt.subspan(kExpiryAt)) <= static_cast<std::uint64_t>(now))
        return std::unexpected(Error::kReceiptExpired);
    return {};
}

AnswerBytes write_answer(const Answer& answer) {
    AnswerBytes out{};
    place(out, 0, kAnswerMagic);
    out[4] = static_cast<std::uint8_t>(answer.state);
    if (answer.state == AnswerState::kSentBack) {
        out[kDetailsAt] = static_cast<std::uint8_t>(answer.refusal.field);
        out[kDetailsAt + 1] = static_cast<std::uint8_t>(answer.refusal.fault);
    } else if (answer.state == AnswerState::kDenied) {
        out[kDetailsAt] = static_cast<std::uint8_t>(answer.refusal.denied);
        out[kDetailsAt + 1] = answer.refusal.missing;
    } else {
        out[kDetailsAt + 1] = answer.takes_codes ? 1 : 0;
    }
    place(out, kAnswerReceiptAt, answer.receipt);
    place(out, kAnswerIssuerAt, answer.issuer_signature);
    return out;
}

std::expected<Answer, Error> read_answer(byte_view in) {
    if (!answer_has_form(in))
        return std::unexpected(Error::kMalformed);
    const auto state = static_cast<AnswerState>(in[4]);
    return Answer{state, refusal_of(state, in[kDetailsAt], in[kDetailsAt + 1]),
                  to_array<kReceiptBytes>(in.subspan(kAnswerReceiptAt)), to_array<64>(in.subspan(kAnswerIssuerAt)),
                  state == AnswerState::kWaiting && in[kDetailsAt + 1] != 0};
}

}  // namespace porchlight::protocol
