// What a kiosk's bridge asks of the server: 1,280 bytes, whatever it asks (protocol/PROTOCOL.md, Kiosk request).
// Pure functions, any thread.
#pragma once

#include "base/crypto.h"
#include "envelope/layout.h"
#include "protocol/application_path.h"
#include "protocol/error.h"
#include "protocol/printer_report.h"

#include <array>
#include <expected>
#include <optional>
#include <string_view>

namespace porchlight::protocol {

constexpr std::size_t kKioskRequestBytes = 1280;
constexpr std::size_t kChallengeBytes = 24;
constexpr std::string_view kKioskRequestContext = "porchlight kiosk request v1";

constexpr std::uint8_t kNoClass = 255;

using KioskId = byte_array<16>;
using RequestId = byte_array<16>;
using Challenge = byte_array<kChallengeBytes>;

enum class RequestKind : std::uint8_t { kIssue = 1, kCancel = 2, kReport = 3, kNumbers = 4 };

// Why a card is printed again.
enum class Again : std::uint8_t {
    kNo = 0,       // a first card
    kFailed = 1,   // the printer gave up, or was not reached
    kNothing = 2,  // no card lay in the tray
    kSpoiled = 3,  // a damaged card lay there, to be destroyed
};
// "", "failed", "nothing", "spoiled".
std::string_view code(Again again);
// The other way; nothing for another word. The empty one is kNo.
std::optional<Again> again_of(std::string_view code);

struct KioskRequest {
    RequestKind kind = RequestKind::kIssue;
    std::uint8_t card_class = 0;  // index into the manifest's classes; kNoClass where it is about no card
    Again again = Again::kNo;     // other than kNo only in an issue
    ApplicationPath path = ApplicationPath::kNew;  // the same
    KioskId kiosk{};
    RequestId request{};
    Challenge challenge{};
    hash256 payload_hash{};  // zero in a cancel and a report; of `numbers`, the blocks that are confirmed (numbers.h)
    envelope::Envelope sealed{};  // zero but in an issue
    PrinterReport report;         // of a report
    signature kiosk_signature{};  // of one that was read; not checked

    friend bool operator==(const KioskRequest&, const KioskRequest&) = default;
};

using KioskRequestBytes = byte_array<kKioskRequestBytes>;

KioskId kiosk_id(const public_key& kiosk);

KioskRequestBytes write_request(const KioskRequest& request, const signing_key& kiosk);

// kMalformed: not of the stated form. The signature is not checked: the key is the server's to look up.
std::expected<KioskRequest, Error> read_request(byte_view in);
bool request_is_signed_by(byte_view in, const public_key& kiosk);

// A cancel of an issuance.
KioskRequest cancel_of(const KioskRequest& issue);

// The three words by which people tell one issuance from another (PROTOCOL.md, Words).
using Words = std::array<std::string_view, 3>;
Words words_of(const KioskRequest& request);
// The word list itself (words.txt); index below kWordCount.
constexpr std::size_t kWordCount = 256;
std::string_view word(std::size_t index);

}  // namespace porchlight::protocol
