#include "protocol/code_approval.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'O', '1'};
constexpr std::size_t kClassAt = 4;
constexpr std::size_t kNameSizeAt = 5;
constexpr std::size_t kReservedAt = 6;
constexpr std::size_t kKioskAt = 8;
constexpr std::size_t kRequestAt = 24;
constexpr std::size_t kChallengeAt = 40;
constexpr std::size_t kPayloadHashAt = 64;
constexpr std::size_t kCodeAt = 96;
constexpr std::size_t kNameAt = kCodeAt + kOneTimeCodeDigits;
constexpr std::size_t kSignatureAt = 1216;

template <class Range>
void place(KioskRequestBytes& out, std::size_t at, const Range& value) {
    std::copy(value.begin(), value.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
}

bool has_form(byte_view in) {
    if (in.size() != kKioskRequestBytes || !std::equal(kMagic.begin(), kMagic.end(), in.begin()))
        return false;
    const std::size_t size = in[kNameSizeAt];
    if (size == 0 || size > kMaxLibrarianBytes || in[kClassAt] == kNoClass)
        return false;
    const auto name = in.subspan(kNameAt, size);
    const auto after = kNameAt + size;
    return all_zero(in.subspan(kReservedAt, kKioskAt - kReservedAt)) &&
           all_zero(in.subspan(after, kSignatureAt - after)) && std::ranges::find(name, 0) == name.end() &&
           std::ranges::all_of(in.subspan(kCodeAt, kOneTimeCodeDigits),
                               [](std::uint8_t digit) { return digit >= '0' && digit <= '9'; });
}

}  // namespace

KioskRequestBytes write_code_approval(const CodeApproval& approval, const signing_key& kiosk) {
    KioskRequestBytes out{};
    place(out, 0, kMagic);
    out[kClassAt] = approval.card_class;
    out[kNameSizeAt] = static_cast<std::uint8_t>(approval.librarian.size());
    place(out, kKioskAt, approval.kiosk);
    place(out, kRequestAt, approval.request);
    place(out, kChallengeAt, approval.challenge);
    place(out, kPayloadHashAt, approval.payload_hash);
    place(out, kCodeAt, std::string_view(approval.code).substr(0, kOneTimeCodeDigits));
    place(out, kNameAt, std::string_view(approval.librarian).substr(0, kMaxLibrarianBytes));
    place(out, kSignatureAt, sign(kiosk, kCodeApprovalContext, byte_view(out).first(kSignatureAt)));
    return out;
}

std::expected<CodeApproval, Error> read_code_approval(byte_view in) {
    if (!has_form(in))
        return std::unexpected(Error::kMalformed);
    CodeApproval out;
    out.card_class = in[kClassAt];
    out.kiosk = to_array<16>(in.subspan(kKioskAt));
    out.request = to_array<16>(in.subspan(kRequestAt));
    out.challenge = to_array<kChallengeBytes>(in.subspan(kChallengeAt));
    out.payload_hash = to_array<32>(in.subspan(kPayloadHashAt));
    out.code = as_text(in.subspan(kCodeAt, kOneTimeCodeDigits));
    out.librarian = as_text(in.subspan(kNameAt, in[kNameSizeAt]));
    return out;
}

bool code_approval_is_signed_by(byte_view in, const public_key& kiosk) {
    return in.size() == kKioskRequestBytes &&
           verify(kiosk, kCodeApprovalContext, in.first(kSignatureAt), in.subspan(kSignatureAt));
}

}  // namespace porchlight::protocol
