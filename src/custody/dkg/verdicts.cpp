#include "custody/dkg/received.h"
#include "custody/dkg/steps.h"

namespace porchlight::custody::dkg {
namespace {

bool is_complaint(const std::optional<std::string>& text) {
    const auto message = text ? parse_message(*text) : std::unexpected(CeremonyError::kMissing);
    return message && std::holds_alternative<Complaint>(*message);
}

// A complaint ends the ceremony at once, whoever else has not spoken yet.
std::optional<Fault> judge_complaints(const Ceremony& ceremony, const Table& table, const Dealt& dealt,
                                      const hash256& seen) {
    for (std::size_t i = 0; i < table.verdicts.size(); ++i) {
        if (!is_complaint(table.verdicts[i]))
            continue;
        const auto index = static_cast<std::uint32_t>(i) + 1;
        const auto complaint = read_message<Complaint>(ceremony, table.verdicts[i], Role::kCustodian, index);
        if (!complaint)
            return complaint.error();
        if (complaint->seen != seen)
            return Fault{CeremonyError::kOtherView, Role::kCustodian, index};
        return judge(ceremony, dealt, *complaint);
    }
    return std::nullopt;
}

}  // namespace

std::expected<Transcript, Fault> transcript_of(const Ceremony& ceremony, const Table& table) {
    const auto dealt = read_dealt(ceremony, table);
    if (!dealt)
        return std::unexpected(dealt.error());
    const auto seen = seen_of(table.deals);
    if (const auto fault = judge_complaints(ceremony, table, *dealt, seen))
        return std::unexpected(*fault);
    auto sharing = sharing_of(ceremony, *dealt, seen);
    if (!sharing)
        return std::unexpected(sharing.error());
    Transcript out{std::move(*sharing), {}};
    for (std::uint32_t index = 1; index <= ceremony.n(); ++index) {
        const auto& text = index <= table.verdicts.size() ? table.verdicts[index - 1] : std::nullopt;
        const auto agree = read_message<Agree>(ceremony, text, Role::kCustodian, index);
        if (!agree)
            return std::unexpected(agree.error());
        if (agree->seen != seen)
            return std::unexpected(Fault{CeremonyError::kOtherView, Role::kCustodian, index});
        if (!is_signed_by(out.sharing, index, agree->transcript))
            return std::unexpected(Fault{CeremonyError::kAgreement, Role::kCustodian, index});
        out.signatures.push_back(agree->transcript);
    }
    return out;
}

}  // namespace porchlight::custody::dkg
