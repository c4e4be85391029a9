// The signed code on the back of a card (card/FORMAT.md, Code payload): made by the bridge, signed by the
// server's issuer key, checked by anyone. Pure functions but for the salt; any thread.
#pragma once

#include "base/crypto.h"
#include "base/date.h"
#include "card/error.h"

#include <expected>
#include <optional>
#include <span>
#include <string>

namespace porchlight::card {

constexpr std::size_t kUnsignedCodeBytes = 55;
constexpr std::size_t kCodeBytes = 119;
constexpr std::string_view kCodePrefix = "PLC1:";
constexpr std::string_view kCardContext = "porchlight card v1";

using IssuerKeyId = byte_array<4>;
using UnsignedCode = byte_array<kUnsignedCodeBytes>;

IssuerKeyId issuer_key_id(const public_key& issuer);

// What the commitment binds. comparable_name: record::comparison_form; dob: YYYY-MM-DD; number: 13 symbols.
struct Holder {
    std::string comparable_name;
    std::string dob;
    std::string number;
};

// Argon2id over the holder; takes 19 MiB and tens of milliseconds. Empty if memory is short.
std::optional<hash256> commitment(const Holder& holder, const byte_array<16>& salt);

// no expiry: does not expire. Empty if memory is short.
std::optional<UnsignedCode> make_code(const public_key& issuer, const std::optional<date>& expiry,
                                      const Holder& holder);

hash256 payload_hash(const UnsignedCode& code);

// The text of the QR code.
std::string code_text(const UnsignedCode& code, const signature& issuer_signature);

struct IssuerKey {
    public_key key{};
    bool withdrawn = false;
};

struct CheckedCode {
    IssuerKeyId issuer{};
    std::optional<date> expiry;
    byte_array<16> salt{};
    hash256 holder_commitment{};
};

// Steps 1 and 2 of Checking: format, issuer, signature. Expiry is the caller's to compare (is_expired).
std::expected<CheckedCode, Error> check_code(std::string_view text, std::span<const IssuerKey> issuers);

bool is_expired(const CheckedCode& code, const date& today);

// Step 4. False also if memory is short.
bool matches(const CheckedCode& code, const Holder& holder);

}  // namespace porchlight::card
