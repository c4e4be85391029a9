// sign_messages NAME DOB: one of each signed message, as bridge and server make them, with the keys of fixed seeds;
// JSON on standard output. For checks by other implementations (tests/vectors/run-independent.mjs).
#include "base/json.h"
#include "card/code.h"
#include "card/number.h"
#include "protocol/receipt.h"
#include "record/name.h"

#include <iostream>

using namespace porchlight;

namespace {

signing_key key_of(std::uint8_t fill) { return signing_key::from_seed(bytes(32, fill)); }

json code_json(const card::UnsignedCode& code, const signing_key& issuer, const card::Holder& holder) {
    const auto sig = sign(issuer, card::kCardContext, card::payload_hash(code));
    return {{"text", card::code_text(code, sig)},
            {"issuer", to_hex(issuer.public_half)},
            {"comparable_name", holder.comparable_name},
            {"number", holder.number}};
}

json messages(const card::Holder& holder) {
    const auto issuer = key_of(1);
    const auto kiosk = key_of(2);
    const auto receipts = key_of(3);
    const auto code = card::make_code(issuer.public_half, date::parse("2031-01-01"), holder).value();
    protocol::KioskRequest request;
    request.card_class = 2;
    request.kiosk = protocol::kiosk_id(kiosk.public_half);
    request.request = random_array<16>();
    request.challenge = random_array<protocol::kChallengeBytes>();
    request.payload_hash = card::payload_hash(code);
    random_bytes(request.sealed);
    const auto receipt = protocol::write_receipt(request, 1'800'000'900, receipts);
    const auto signature = sign(issuer, card::kCardContext, request.payload_hash);
    const auto answer =
        protocol::write_answer({protocol::AnswerState::kApproved, protocol::Refusal{}, receipt, signature});
    const auto words = protocol::words_of(request);
    return {{"code", code_json(code, issuer, holder)},
            {"kiosk", to_hex(kiosk.public_half)},
            {"receipt_key", to_hex(receipts.public_half)},
            {"request", to_hex(protocol::write_request(request, kiosk))},
            {"receipt", to_hex(receipt)},
            {"answer", to_hex(answer)},
            {"words", json::array({words[0], words[1], words[2]})}};
}

}  // namespace

int main(int count, char** words) {
    const auto name = record::canonical_name(count == 3 ? words[1] : "");
    if (!start_crypto() || !name) {
        std::cerr << "sign_messages NAME DOB\n";
        return 2;
    }
    std::cout << messages({record::comparison_form(*name), words[2], card::random_number()}).dump() << "\n";
    return 0;
}
