#include "log/note.h"

#include "base/bare_signature.h"
#include "base/encoding.h"
#include "log/characters.h"

#include <algorithm>
#include <limits>

namespace porchlight::public_log {
namespace {

constexpr std::string_view kDash = "\u2014 ";
constexpr std::size_t kIdBytes = 4;
constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kSignatureBytes = 64;

// One line without its line feed.
std::optional<NoteSignature> parse_signature(std::string_view line) {
    if (!line.starts_with(kDash))
        return std::nullopt;
    line.remove_prefix(kDash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !is_key_name(line.substr(0, space)))
        return std::nullopt;
    const auto content = from_base64(line.substr(space + 1));
    if (!content || content->size() <= kIdBytes)
        return std::nullopt;
    return NoteSignature{std::string(line.substr(0, space)), get_u32(*content),
                         bytes(content->begin() + kIdBytes, content->end())};
}

std::string cosigned_text(std::string_view text, std::int64_t unix_seconds) {
    return "cosignature/v1\ntime " + std::to_string(unix_seconds) + "\n" + std::string(text);
}

bool is_plainly_signed(std::string_view text, const NoteSignature& signature, const VerifierKey& key) {
    return verify_bare(key.key, as_bytes(text), signature.content);
}

std::optional<std::int64_t> time_of_cosignature(std::string_view text, const NoteSignature& signature,
                                                const VerifierKey& key) {
    if (signature.content.size() != kTimeBytes + kSignatureBytes)
        return std::nullopt;
    const auto time = get_u64(signature.content);
    if (time > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return std::nullopt;
    const auto at = static_cast<std::int64_t>(time);
    const auto signed_bytes = byte_view(signature.content).subspan(kTimeBytes);
    return verify_bare(key.key, as_bytes(cosigned_text(text, at)), signed_bytes) ? std::optional(at) : std::nullopt;
}

}  // namespace

const NoteSignature* Note::find(const VerifierKey& key) const {
    const auto at = std::ranges::find_if(signatures, [&](const auto& signature) { return signature.is_of(key); });
    return at == signatures.end() ? nullptr : &*at;
}

void Note::put(NoteSignature signature) {
    const auto at = std::ranges::find_if(
        signatures, [&](const auto& old) { return old.id == signature.id && old.name == signature.name; });
    if (at == signatures.end())
        signatures.push_back(std::move(signature));
    else
        *at = std::move(signature);
}

std::expected<Note, Error> parse_note(std::string_view text) {
    const auto blank = text.rfind("\n\n");
    if (text.size() > kMaxNoteBytes || !is_note_text(text) || blank == std::string_view::npos)
        return std::unexpected(Error::kNoteMalformed);
    Note note{std::string(text.substr(0, blank + 1)), {}};
    auto rest = text.substr(blank + 2);
    if (rest.empty() || rest.back() != '\n')
        return std::unexpected(Error::kNoteMalformed);
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        auto signature = parse_signature(rest.substr(0, end));
        if (!signature || note.signatures.size() == kMaxNoteSignatures)
            return std::unexpected(Error::kNoteMalformed);
        note.signatures.push_back(std::move(*signature));
        rest.remove_prefix(end + 1);
    }
    return note;
}

std::string to_text(const Note& note) {
    auto out = note.text + "\n";
    for (const auto& signature : note.signatures) {
        bytes content(kIdBytes);
        put_u32(content, signature.id);
        content.insert(content.end(), signature.content.begin(), signature.content.end());
        out.append(kDash).append(signature.name).append(" ").append(to_base64(content)).append("\n");
    }
    return out;
}

NoteSignature sign_note(std::string_view text, const VerifierKey& key, const signing_key& secret) {
    const auto made = sign_bare(secret, as_bytes(text));
    return {key.name, key.id(), bytes(made.begin(), made.end())};
}

bool is_signed_by(const Note& note, const VerifierKey& key) {
    const auto* signature = note.find(key);
    if (signature == nullptr)
        return false;
    return key.type == SignatureType::kEd25519 ? is_plainly_signed(note.text, *signature, key)
                                               : time_of_cosignature(note.text, *signature, key).has_value();
}

NoteSignature cosign_note(std::string_view text, const VerifierKey& key, const signing_key& secret,
                          std::int64_t unix_seconds) {
    const auto made = sign_bare(secret, as_bytes(cosigned_text(text, unix_seconds)));
    bytes content(kTimeBytes);
    put_u64(content, static_cast<std::uint64_t>(unix_seconds));
    content.insert(content.end(), made.begin(), made.end());
    return {key.name, key.id(), std::move(content)};
}

std::optional<std::int64_t> cosigned_at(const Note& note, const VerifierKey& key) {
    const auto* signature = key.type == SignatureType::kCosignature ? note.find(key) : nullptr;
    return signature == nullptr ? std::nullopt : time_of_cosignature(note.text, *signature, key);
}

}  // namespace porchlight::public_log
