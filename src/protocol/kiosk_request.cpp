#include "protocol/kiosk_request.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'K', '1'};
constexpr std::size_t kKindAt = 4;
constexpr std::size_t kClassAt = 5;
constexpr std::size_t kAgainAt = 6;
constexpr std::size_t kPathAt = 7;
constexpr std::size_t kKioskAt = 8;
constexpr std::size_t kRequestAt = 24;
constexpr std::size_t kChallengeAt = 40;
constexpr std::size_t kPayloadHashAt = 64;
constexpr std::size_t kSealedAt = 96;
constexpr std::size_t kReportAt = 96;
constexpr std::size_t kPaddingAt = 1120;
constexpr std::size_t kSignatureAt = 1216;

constexpr std::array<std::string_view, 4> kAgainCodes{"", "failed", "nothing", "spoiled"};

constexpr std::array<std::string_view, kWordCount> kWordList = {
#include "protocol/word_list.inc"
};

template <class Array>
void place(KioskRequestBytes& out, std::size_t at, const Array& value) {
    std::copy(value.begin(), value.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
}

KioskRequestBytes unsigned_bytes(const KioskRequest& request) {
    KioskRequestBytes out{};
    place(out, 0, kMagic);
    out[kKindAt] = static_cast<std::uint8_t>(request.kind);
    out[kClassAt] = request.card_class;
    out[kAgainAt] = static_cast<std::uint8_t>(request.again);
    out[kPathAt] = static_cast<std::uint8_t>(request.path);
    place(out, kKioskAt, request.kiosk);
    place(out, kRequestAt, request.request);
    place(out, kChallengeAt, request.challenge);
    place(out, kPayloadHashAt, request.payload_hash);
    if (request.kind == RequestKind::kReport)
        place(out, kReportAt, write_report(request.report));
    else
        place(out, kSealedAt, request.sealed);
    return out;
}

bool has_form(byte_view in) {
    return in.size() == kKioskRequestBytes && std::equal(kMagic.begin(), kMagic.end(), in.begin()) &&
           all_zero(in.subspan(kPaddingAt, kSignatureAt - kPaddingAt));
}

bool is_report_form(byte_view in) {
    constexpr auto kAfterReport = kReportAt + kPrinterReportBytes;
    return in[kClassAt] == kNoClass && all_zero(in.subspan(kRequestAt, kChallengeAt - kRequestAt)) &&
           all_zero(in.subspan(kPayloadHashAt, kReportAt - kPayloadHashAt)) &&
           all_zero(in.subspan(kAfterReport, kPaddingAt - kAfterReport)) &&
           read_report(in.subspan(kReportAt, kPrinterReportBytes));
}

// Nothing is asked for that has no form of its own.
bool has_form_of_kind(byte_view in) {
    const bool no_card = in[kClassAt] == kNoClass && all_zero(in.subspan(kSealedAt, kPaddingAt - kSealedAt));
    const bool issues = in[kKindAt] == static_cast<std::uint8_t>(RequestKind::kIssue);
    if (!issues && (in[kAgainAt] != 0 || in[kPathAt] != 0))
        return false;
    switch (static_cast<RequestKind>(in[kKindAt])) {
        case RequestKind::kIssue:
            return in[kClassAt] != kNoClass && in[kAgainAt] < kAgainCodes.size() && in[kPathAt] < kApplicationPaths;
        case RequestKind::kCancel: return no_card && all_zero(in.subspan(kPayloadHashAt, kSealedAt - kPayloadHashAt));
        case RequestKind::kReport: return is_report_form(in);
        case RequestKind::kNumbers: return no_card;
    }
    return false;
}

}  // namespace

std::string_view code(Again again) { return kAgainCodes[static_cast<std::size_t>(again)]; }

std::optional<Again> again_of(std::string_view code) {
    const auto at = std::ranges::find(kAgainCodes, code);
    if (at == kAgainCodes.end())
        return std::nullopt;
    return static_cast<Again>(at - kAgainCodes.begin());
}

KioskId kiosk_id(const public_key& kiosk) { return to_array<16>(hash(kiosk)); }

KioskRequestBytes write_request(const KioskRequest& request, const signing_key& kiosk) {
    auto out = unsigned_bytes(request);
    const auto sig = sign(kiosk, kKioskRequestContext, byte_view(out).first(kSignatureAt));
    place(out, kSignatureAt, sig);
    return out;
}

std::expected<KioskRequest, Error> read_request(byte_view in) {
    if (!has_form(in) || !has_form_of_kind(in))
        return std::unexpected(Error::kMalformed);
    KioskRequest out;
    out.kind = static_cast<RequestKind>(in[kKindAt]);
    out.card_class = in[kClassAt];
    out.again = static_cast<Again>(in[kAgainAt]);
    out.path = static_cast<ApplicationPath>(in[kPathAt]);
    out.kiosk = to_array<16>(in.subspan(kKioskAt));
    out.request = to_array<16>(in.subspan(kRequestAt));
    out.challenge = to_array<kChallengeBytes>(in.subspan(kChallengeAt));
    out.payload_hash = to_array<32>(in.subspan(kPayloadHashAt));
    if (out.kind == RequestKind::kReport)
        out.report = *read_report(in.subspan(kReportAt, kPrinterReportBytes));
    else
        out.sealed = to_array<envelope::kEnvelopeBytes>(in.subspan(kSealedAt));
    out.kiosk_signature = to_array<64>(in.subspan(kSignatureAt));
    return out;
}

bool request_is_signed_by(byte_view in, const public_key& kiosk) {
    return in.size() == kKioskRequestBytes &&
           verify(kiosk, kKioskRequestContext, in.first(kSignatureAt), in.subspan(kSignatureAt));
}

KioskRequest cancel_of(const KioskRequest& issue) {
    KioskRequest out;
    out.kind = RequestKind::kCancel;
    out.card_class = kNoClass;
    out.kiosk = issue.kiosk;
    out.request = issue.request;
    out.challenge = issue.challenge;
    return out;
}

Words words_of(const KioskRequest& request) {
    const auto digest = keyed_hash(
        as_bytes("porchlight words v1"),
        {request.kiosk, request.request, request.payload_hash, request.sealed, byte_view(&request.card_class, 1)});
    return {word(digest[0]), word(digest[1]), word(digest[2])};
}

std::string_view word(std::size_t index) { return kWordList[index % kWordList.size()]; }

}  // namespace porchlight::protocol
