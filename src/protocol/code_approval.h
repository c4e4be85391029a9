// An approval that a librarian types at the kiosk itself, by a one-time code (protocol/PROTOCOL.md, Approval by code):
// 1,280 bytes, as every request of a kiosk.
// Pure functions, any thread.
#pragma once

#include "protocol/kiosk_request.h"

#include <string>

namespace porchlight::protocol {

constexpr std::string_view kCodeApprovalContext = "porchlight code approval v1";
constexpr std::size_t kOneTimeCodeDigits = 6;
constexpr std::size_t kMaxLibrarianBytes = 128;

struct CodeApproval {
    std::uint8_t card_class = 0;  // as in the issue request, like the next four
    KioskId kiosk{};
    RequestId request{};
    Challenge challenge{};
    hash256 payload_hash{};
    std::string librarian;  // 1 to kMaxLibrarianBytes bytes without a zero
    std::string code;       // kOneTimeCodeDigits digits
};

KioskRequestBytes write_code_approval(const CodeApproval& approval, const signing_key& kiosk);

// kMalformed: not of the stated form. The signature is not checked: the key is the server's to look up.
std::expected<CodeApproval, Error> read_code_approval(byte_view in);
bool code_approval_is_signed_by(byte_view in, const public_key& kiosk);

}  // namespace porchlight::protocol
