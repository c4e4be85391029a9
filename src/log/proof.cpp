#include "log/proof.h"

#include "base/encoding.h"
#include "log/characters.h"

namespace porchlight::public_log {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kMaxExtraBytes = 8U << 10;

// The next line without its line feed; nothing where there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

// The lines up to the empty one.
std::optional<Path> take_path(std::string_view& text) {
    Path path;
    for (auto line = take_line(text); line; line = take_line(text)) {
        if (line->empty())
            return path;
        const auto node = from_base64(*line);
        if (!node || node->size() != node_hash().size() || path.size() == kMaxPathHashes)
            return std::nullopt;
        path.push_back(to_array<32>(*node));
    }
    return std::nullopt;
}

}  // namespace

std::expected<Proof, Error> parse_proof(std::string_view text) {
    const std::unexpected malformed(Error::kProofMalformed);
    if (text.size() > kMaxProofBytes || take_line(text) != kFirstLine)
        return malformed;
    Proof proof;
    auto line = take_line(text);
    if (line && line->starts_with(kExtra)) {
        proof.extra = from_base64(line->substr(kExtra.size()));
        if (!proof.extra || proof.extra->size() > kMaxExtraBytes)
            return malformed;
        line = take_line(text);
    }
    const auto index = line && line->starts_with(kIndex) ? parse_decimal(line->substr(kIndex.size())) : std::nullopt;
    if (!index)
        return malformed;
    proof.index = *index;
    auto path = take_path(text);
    if (!path)
        return malformed;
    proof.path = std::move(*path);
    proof.checkpoint = text;
    if (const auto note = parse_note(proof.checkpoint); !note)
        return std::unexpected(note.error());
    return proof;
}

std::string to_text(const Proof& proof) {
    auto out = std::string(kFirstLine) + "\n";
    if (proof.extra)
        out.append(kExtra).append(to_base64(*proof.extra)).append("\n");
    out.append(kIndex).append(std::to_string(proof.index)).append("\n");
    for (const auto& node : proof.path)
        out.append(to_base64(node)).append("\n");
    return out + "\n" + proof.checkpoint;
}

std::expected<void, Error> check_proof(const Proof& proof, std::string_view entry, const LogPolicy& policy) {
    const auto opened = open_witnessed(proof.checkpoint, policy);
    if (!opened)
        return std::unexpected(opened.error());
    const auto& head = opened->checkpoint.head;
    if (!is_included(leaf_hash(as_bytes(entry)), proof.index, head.size, proof.path, head.root))
        return std::unexpected(Error::kProofInclusion);
    return {};
}

}  // namespace porchlight::public_log
