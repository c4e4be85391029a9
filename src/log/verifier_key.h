// The public half of who signs notes: a name, a kind of signature and an Ed25519 key, in one line.
// Source: C2SP signed-note, Verifier keys. Values and pure functions, any thread.
#pragma once

#include "base/crypto.h"
#include "log/error.h"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace porchlight::public_log {

enum class SignatureType : std::uint8_t {
    kEd25519 = 1,      // over the note's text: what a log signs
    kCosignature = 4,  // over a time and the text: what a witness signs
};

struct VerifierKey {
    std::string name;
    SignatureType type = SignatureType::kEd25519;
    public_key key{};

    // The first four bytes of SHA-256 over name, line feed, type and key.
    std::uint32_t id() const;

    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

// "name+hash+base64"; kKeyMalformed, also where the hash is not that of the rest.
std::expected<VerifierKey, Error> parse_verifier_key(std::string_view line);
std::string to_text(const VerifierKey& key);

}  // namespace porchlight::public_log
