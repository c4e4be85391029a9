#include "custody/dkg/message.h"

#include "base/encoding.h"
#include "custody/dkg/invitation.h"
#include "custody/shares/custodian_json.h"

namespace porchlight::custody::dkg {
namespace {

using ordered = nlohmann::ordered_json;

constexpr std::string_view kBeforeSignature = "signature ";
constexpr std::size_t kSignatureLineBytes = kBeforeSignature.size() + 128 + 1;
constexpr std::string_view kIntroductionContext = "porchlight introduction v1";

ordered begun(const char* kind, const hash256& ceremony) {
    return {{"v", 1}, {"kind", kind}, {"ceremony", to_hex(ceremony)}};
}

ordered begun(const char* kind, const hash256& ceremony, const hash256& seen, std::uint32_t from) {
    auto out = begun(kind, ceremony);
    out["seen"] = to_hex(seen);
    out["from"] = from;
    return out;
}

ordered json_of(const Join& join) {
    auto out = begun("join", join.ceremony);
    out["from"] = join.from;
    out["box"] = to_hex(join.box);
    return out;
}

ordered json_of(const Commit& commit) {
    auto out = begun("commit", commit.ceremony, commit.seen, commit.from);
    out["commitment"] = to_hex(commit.commitment);
    return out;
}

ordered json_of(const Deal& deal) {
    auto out = begun("deal", deal.ceremony, deal.seen, deal.from);
    out["commitments"] = points_json(deal.commitments);
    out["ephemeral"] = to_hex(deal.ephemeral);
    out["proof"] = to_hex(deal.proof);
    out["shares"] = ordered::array();
    for (const auto& share : deal.shares)
        out["shares"].push_back(to_hex(share));
    return out;
}

ordered json_of(const Agree& agree) {
    auto out = begun("agree", agree.ceremony, agree.seen, agree.from);
    out["signature"] = to_hex(agree.transcript);
    return out;
}

ordered json_of(const Complaint& complaint) {
    auto out = begun("complaint", complaint.ceremony, complaint.seen, complaint.from);
    out["against"] = complaint.against;
    out["shared"] = to_hex(complaint.shared);
    out["proof"] = to_hex(complaint.proof);
    return out;
}

ordered introduction_json(const Custodian& custodian) {
    return {{"v", 1},
            {"kind", "introduction"},
            {"name", custodian.name},
            {"authority", custodian.authority},
            {"key", to_hex(custodian.key)}};
}

}  // namespace

std::string line_of(const Message& message) {
    return std::visit([](const auto& one) { return json_of(one).dump(); }, message) + "\n";
}

std::string with_signature(const std::string& line, const signature& by) {
    return line + std::string(kBeforeSignature) + to_hex(by) + "\n";
}

std::string signed_text(const Message& message, const signing_key& key) {
    const auto line = line_of(message);
    return with_signature(line, sign(key, kCeremonyContext, as_bytes(line)));
}

std::optional<SignedLine> split_signed(std::string_view text) {
    if (text.size() > kMaxMessageBytes || text.size() <= kSignatureLineBytes)
        return std::nullopt;
    const auto line = text.substr(0, text.size() - kSignatureLineBytes);
    const auto last = text.substr(line.size());
    const auto by = array_from_hex<64>(last.substr(kBeforeSignature.size(), 128));
    if (line.find('\n') != line.size() - 1 || !last.starts_with(kBeforeSignature) || !last.ends_with('\n') || !by)
        return std::nullopt;
    return SignedLine{line, *by};
}

bool is_signed_by(std::string_view text, const public_key& key) {
    const auto split = split_signed(text);
    return split && verify(key, kCeremonyContext, as_bytes(split->line), split->by);
}

std::string introduction(const std::string& name, const std::string& authority, const signing_key& key) {
    const auto line = introduction_json({name, authority, key.public_half}).dump() + "\n";
    return with_signature(line, sign(key, kIntroductionContext, as_bytes(line)));
}

std::expected<Custodian, SharingError> parse_introduction(std::string_view text) {
    const auto split = split_signed(text);
    const auto object = split ? parse_json(split->line, kMaxMessageBytes) : std::nullopt;
    if (!object || !has_exactly(*object, {"v", "kind", "name", "authority", "key"}))
        return std::unexpected(SharingError::kMalformed);
    const auto name = text_member(*object, "name", kMaxCustodianTextBytes);
    const auto authority = text_member(*object, "authority", kMaxCustodianTextBytes);
    const auto key = hex_member<32>(*object, "key");
    if (!name || !authority || !key || introduction_json({*name, *authority, *key}).dump() + "\n" != split->line)
        return std::unexpected(SharingError::kMalformed);
    if (!check_text_of_custodian(*name, *authority))
        return std::unexpected(SharingError::kText);
    if (!verify(*key, kIntroductionContext, as_bytes(split->line), split->by))
        return std::unexpected(SharingError::kSignature);
    return Custodian{*name, *authority, *key};
}

}  // namespace porchlight::custody::dkg
