// Text signed by one or more keys. Source: C2SP signed-note. Values and pure functions, any thread.
#pragma once

#include "log/verifier_key.h"

#include <optional>
#include <vector>

namespace porchlight::public_log {

constexpr std::size_t kMaxNoteBytes = 128U << 10;
constexpr std::size_t kMaxNoteSignatures = 32;

// One line below the text. What it holds depends on the key, which its reader may not know.
struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    bytes content;

    bool is_of(const VerifierKey& key) const { return id == key.id() && name == key.name; }

    friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct Note {
    std::string text;  // ends with a line feed
    std::vector<NoteSignature> signatures;

    // The first of this key's name and id.
    const NoteSignature* find(const VerifierKey& key) const;
    // In the place of an earlier one of the same name and id, or after the others.
    void put(NoteSignature signature);
};

// kNoteMalformed. No signature has been verified.
std::expected<Note, Error> parse_note(std::string_view text);
std::string to_text(const Note& note);

// By a key of kEd25519 and its other half.
NoteSignature sign_note(std::string_view text, const VerifierKey& key, const signing_key& secret);
// Signed by this key, of either type. False where it signed nothing.
[[nodiscard]] bool is_signed_by(const Note& note, const VerifierKey& key);

// By a key of kCosignature at a time in seconds since 1970, not negative. Source: C2SP tlog-cosignature.
NoteSignature cosign_note(std::string_view text, const VerifierKey& key, const signing_key& secret,
                          std::int64_t unix_seconds);
// When this key cosigned; nothing where there is no valid cosignature by it.
std::optional<std::int64_t> cosigned_at(const Note& note, const VerifierKey& key);

}  // namespace porchlight::public_log
