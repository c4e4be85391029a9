#include "custody/shares/sharing.h"

#include "base/encoding.h"

namespace porchlight::custody {
namespace {

constexpr std::string_view kBeforeSignature = "signature ";

// "signature <index> <hex 64>" and a line feed.
std::string signature_line(std::size_t index, const signature& by) {
    return std::string(kBeforeSignature) + std::to_string(index) + " " + to_hex(by) + "\n";
}

}  // namespace

signature sign_sharing(const signing_key& key, const Sharing& sharing) {
    return sign(key, kSharingContext, as_bytes(to_text(sharing)));
}

bool is_signed_by(const Sharing& sharing, std::uint32_t index, const signature& by) {
    return index >= 1 && index <= sharing.n() &&
           verify(sharing.custodians[index - 1].key, kSharingContext, as_bytes(to_text(sharing)), by);
}

std::string to_text(const Transcript& transcript) {
    std::string out = to_text(transcript.sharing);
    for (std::size_t i = 0; i < transcript.signatures.size(); ++i)
        out += signature_line(i + 1, transcript.signatures[i]);
    return out;
}

std::expected<Transcript, SharingError> parse_transcript(std::string_view text) {
    const auto end_of_line = text.find('\n');
    if (text.size() > kMaxTranscriptBytes || end_of_line == std::string_view::npos)
        return std::unexpected(SharingError::kMalformed);
    auto sharing = parse_sharing(text.substr(0, end_of_line + 1));
    if (!sharing)
        return std::unexpected(sharing.error());
    auto rest = text.substr(end_of_line + 1);
    Transcript out{std::move(*sharing), {}};
    for (std::uint32_t index = 1; index <= out.sharing.n(); ++index) {
        const auto size = signature_line(index, {}).size();
        const auto line = rest.substr(0, size);
        const auto by = line.size() == size ? array_from_hex<64>(line.substr(size - 129, 128)) : std::nullopt;
        if (!by || signature_line(index, *by) != line)
            return std::unexpected(rest.empty() ? SharingError::kSignature : SharingError::kMalformed);
        if (!is_signed_by(out.sharing, index, *by))
            return std::unexpected(SharingError::kSignature);
        out.signatures.push_back(*by);
        rest.remove_prefix(size);
    }
    if (!rest.empty())
        return std::unexpected(SharingError::kMalformed);
    return out;
}

}  // namespace porchlight::custody
