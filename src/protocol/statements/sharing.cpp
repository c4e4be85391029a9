#include "protocol/statements/sharing.h"

#include "base/json.h"

#include <algorithm>
#include <set>

namespace porchlight::protocol {
namespace {

constexpr std::string_view kSoleSharing = "porchlight sole sharing v1";
constexpr std::size_t kMaxCityBytes = 128;
constexpr std::size_t kMaxNameBytes = 64;

std::unexpected<StatementError> malformed() { return std::unexpected(StatementError::kMalformed); }

bool read_custodians(const json& list, Transcript& out) {
    if (!list.is_array() || list.empty() || list.size() > kMaxCustodians)
        return false;
    for (const auto& item : list) {
        auto name = text_member(item, "name", kMaxNameBytes);
        const auto key = hex_member<32>(item, "key");
        if (!has_exactly(item, {"name", "authority", "key"}) || !name || !key)
            return false;
        out.names.push_back(std::move(*name));
        out.sharing.custodians.push_back(*key);
    }
    const std::set<public_key> different(out.sharing.custodians.begin(), out.sharing.custodians.end());
    return different.size() == out.sharing.custodians.size();
}

std::expected<Transcript, StatementError> read_line(std::string_view line) {
    const auto object = parse_json(line, kMaxTranscriptBytes);
    if (!object || !has_exactly(*object, {"v", "kind", "city", "epoch", "sharing", "previous", "end", "destroy", "k",
                                          "custodians", "contributions", "commitments"}))
        return malformed();
    Transcript out;
    auto city = text_member(*object, "city", kMaxCityBytes);
    const auto epoch = integer_member(*object, "epoch", 1, UINT32_MAX);
    const auto number = integer_member(*object, "sharing", 1, UINT32_MAX);
    const auto end = date::parse(text_member(*object, "end", 10).value_or(""));
    const auto destroy = date::parse(text_member(*object, "destroy", 10).value_or(""));
    if (!integer_member(*object, "v", 1, 1) || text_member(*object, "kind", 16) != "sharing" || !city || !epoch ||
        !number || !end || !destroy || !read_custodians((*object)["custodians"], out))
        return malformed();
    const auto threshold = integer_member(*object, "k", 1, static_cast<std::int64_t>(out.names.size()));
    if (!threshold)
        return malformed();
    out.sharing.id = hash(as_bytes(line));
    out.sharing.epoch = static_cast<std::uint32_t>(*epoch);
    out.sharing.number = static_cast<std::uint32_t>(*number);
    out.sharing.threshold = static_cast<std::uint32_t>(*threshold);
    out.city = std::move(*city);
    out.end = *end;
    out.destroy = *destroy;
    return out;
}

// "signature <index> <hex 64>" and a line feed, for each of them.
std::expected<void, StatementError> check_signatures(std::string_view rest, std::string_view line,
                                                     const std::vector<public_key>& custodians) {
    constexpr std::size_t kHexDigits = 128;
    for (std::size_t i = 0; i < custodians.size(); ++i) {
        const auto head = "signature " + std::to_string(i + 1) + " ";
        const auto size = head.size() + kHexDigits + 1;
        if (rest.size() < size || !rest.starts_with(head) || rest[size - 1] != '\n')
            return malformed();
        const auto by = array_from_hex<64>(rest.substr(head.size(), kHexDigits));
        if (!by)
            return malformed();
        if (!verify(custodians[i], kSharingContext, as_bytes(line), *by))
            return std::unexpected(StatementError::kSignature);
        rest.remove_prefix(size);
    }
    return rest.empty() ? std::expected<void, StatementError>() : malformed();
}

}  // namespace

Sharing sole_sharing(std::uint32_t epoch, const byte_array<32>& epoch_key, const public_key& custodian) {
    return {hash({as_bytes(kSoleSharing), epoch_key}), epoch, 1, 1, {custodian}};
}

const Sharing* find_sharing(std::span<const Sharing> sharings, const hash256& id) {
    const auto at = std::ranges::find(sharings, id, &Sharing::id);
    return at == sharings.end() ? nullptr : &*at;
}

std::expected<Transcript, StatementError> read_transcript(std::string_view text) {
    const auto end_of_line = text.find('\n');
    if (text.size() > kMaxTranscriptBytes || end_of_line == std::string_view::npos)
        return malformed();
    const auto line = text.substr(0, end_of_line + 1);
    auto transcript = read_line(line);
    if (!transcript)
        return transcript;
    if (const auto good = check_signatures(text.substr(line.size()), line, transcript->sharing.custodians); !good)
        return std::unexpected(good.error());
    return transcript;
}

std::expected<Transcript, StatementError> open_transcript(std::string_view text, const Trust& trust) {
    auto transcript = read_transcript(text);
    if (!transcript)
        return transcript;
    if (transcript->city != trust.city)
        return std::unexpected(StatementError::kCity);
    const auto is_trusted = [&](const public_key& key) {
        return std::ranges::find(trust.custodians.keys, key) != trust.custodians.keys.end();
    };
    const auto trusted = std::ranges::count_if(transcript->sharing.custodians, is_trusted);
    if (static_cast<std::size_t>(trusted) < trust.custodians.threshold)
        return std::unexpected(StatementError::kSignature);
    return transcript;
}

}  // namespace porchlight::protocol
