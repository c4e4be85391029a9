// How a machine becomes a kiosk: the code that an administrator carries, and what the bridge sends with it
// (protocol/PROTOCOL.md, Enrolment). Pure functions but for randomness; any thread.
#pragma once

#include "protocol/kiosk_request.h"

#include <string>

namespace porchlight::protocol {

constexpr std::size_t kSecretSymbols = 15;
constexpr std::size_t kFingerprintSymbols = 12;
constexpr std::size_t kCodeSymbols = kSecretSymbols + 1 + kFingerprintSymbols;
constexpr std::size_t kEnrolmentBytes = 224;
constexpr std::size_t kMaxEnrolledBytes = 2048;
constexpr std::string_view kEnrolmentContext = "porchlight enrolment v1";
constexpr std::string_view kEnrolmentCodeContext = "porchlight enrolment code v1";

// Symbols of base/symbols.h.
struct EnrolmentCode {
    std::string secret;
    std::string fingerprint;  // of the trust file that the kiosk is to pin
};

// Of a trust file's exact bytes; nothing on lack of memory, here and in key_of: both take 64 MiB and a moment.
std::optional<std::string> fingerprint_of(std::string_view trust_file);
std::optional<signing_key> key_of(const EnrolmentCode& code);

EnrolmentCode new_code(std::string fingerprint);
// As it is read aloud: groups of four.
std::string to_text(const EnrolmentCode& code);
std::string grouped_symbols(std::string_view symbols);
// Nothing if what somebody typed is no code.
std::optional<EnrolmentCode> parse_code(std::string_view typed);

struct EnrolmentRequest {
    public_key code{};  // public half of the code's key
    public_key kiosk{};
    Challenge challenge{};
};

using EnrolmentBytes = byte_array<kEnrolmentBytes>;

EnrolmentBytes write_enrolment(const Challenge& challenge, const signing_key& code, const signing_key& kiosk);
// kMalformed; kSignature: not signed by both keys.
std::expected<EnrolmentRequest, Error> read_enrolment(byte_view in);

// The answer: which kiosk it is now.
struct Enrolled {
    std::string site;
    std::string name;
};

std::string to_text(const Enrolled& enrolled);
std::expected<Enrolled, Error> parse_enrolled(std::string_view text);

}  // namespace porchlight::protocol
