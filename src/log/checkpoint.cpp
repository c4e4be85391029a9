#include "log/checkpoint.h"

#include "base/encoding.h"
#include "log/characters.h"

#include <array>

namespace porchlight::public_log {
namespace {

constexpr std::size_t kLines = 3;

// Exactly three lines, each with its line feed, none empty.
std::optional<std::array<std::string_view, kLines>> three_lines(std::string_view text) {
    std::array<std::string_view, kLines> lines;
    for (auto& line : lines) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos || end == 0)
            return std::nullopt;
        line = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    return text.empty() ? std::optional(lines) : std::nullopt;
}

}  // namespace

std::expected<Checkpoint, Error> parse_checkpoint(std::string_view text) {
    const auto lines = three_lines(text);
    if (!lines || !is_key_name((*lines)[0]))
        return std::unexpected(Error::kCheckpointMalformed);
    const auto size = parse_decimal((*lines)[1]);
    const auto root = from_base64((*lines)[2]);
    if (!size || !root || root->size() != node_hash().size())
        return std::unexpected(Error::kCheckpointMalformed);
    return Checkpoint{std::string((*lines)[0]), {*size, to_array<32>(*root)}};
}

std::string to_text(const Checkpoint& checkpoint) {
    return checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" + to_base64(checkpoint.head.root) +
           "\n";
}

Note sign_checkpoint(const Checkpoint& checkpoint, const VerifierKey& log, const signing_key& secret) {
    Note note{to_text(checkpoint), {}};
    note.put(sign_note(note.text, log, secret));
    return note;
}

std::expected<SignedCheckpoint, Error> open_checkpoint(std::string_view text, const VerifierKey& log) {
    auto note = parse_note(text);
    if (!note)
        return std::unexpected(note.error());
    auto checkpoint = parse_checkpoint(note->text);
    if (!checkpoint)
        return std::unexpected(checkpoint.error());
    if (checkpoint->origin != log.name)
        return std::unexpected(Error::kCheckpointOrigin);
    if (log.type != SignatureType::kEd25519 || !is_signed_by(*note, log))
        return std::unexpected(Error::kCheckpointUnsigned);
    return SignedCheckpoint{std::move(*checkpoint), std::move(*note)};
}

}  // namespace porchlight::public_log
