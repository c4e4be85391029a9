#include "custody/dkg/files.h"

#include "base/encoding.h"

namespace porchlight::custody::dkg {
namespace {

constexpr std::size_t kDigitsOfHash = 8;

std::string_view name_of(Round round) {
    switch (round) {
        case Round::kJoin: return "1-join";
        case Round::kCommit: return "2-commit";
        case Round::kDeal: return "3-deal";
        case Round::kAgree: return "4-agree";
        case Round::kComplaint: return "4-complaint";
    }
    return "";
}

// Sticks are read on all kinds of machines, so nothing but plain letters.
std::string plain_letters(const std::string& name) {
    std::string out;
    for (const char c : name) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += capital ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    while (!out.empty() && out.back() == '-')
        out.pop_back();
    return out;
}

std::optional<std::string> text_of(const Folder& folder, const std::string& name) {
    if (!folder.exists(name))
        return std::nullopt;
    return folder.read(name, kMaxMessageBytes).value_or(std::string());
}

}  // namespace

std::string file_name(const Ceremony& ceremony, Round round, std::uint32_t index) {
    const bool deals = round == Round::kDeal && ceremony.previous();
    const auto& person = ceremony.person(deals ? Role::kDealer : Role::kCustodian, index);
    const auto letters = plain_letters(person.name);
    return std::string(name_of(round)) + (deals ? "-dealer-" : "-custodian-") + std::to_string(index) +
           (letters.empty() ? "" : "-" + letters) + ".txt";
}

std::string transcript_file_name(std::uint32_t epoch, std::uint32_t sharing) {
    return "epoch-" + std::to_string(epoch) + "-sharing-" + std::to_string(sharing) + ".transcript";
}

std::string secret_file_name(const hash256& ceremony) {
    return "ceremony-" + to_hex(ceremony).substr(0, kDigitsOfHash) + ".secret";
}

Allowed<Transcript> load_transcript(const Folder& folder, const std::string& name) {
    const auto text = folder.read(name, kMaxTranscriptBytes);
    if (!text)
        return refusal(text.error());
    auto transcript = parse_transcript(*text);
    if (!transcript)
        return refusal(name, transcript.error());
    return std::move(*transcript);
}

Allowed<Ceremony> load_ceremony(const Folder& table) {
    const std::string name(kInvitationFile);
    const auto text = table.read(name, kMaxInvitationBytes);
    if (!text)
        return refusal(text.error());
    auto invitation = parse_invitation(*text);
    if (!invitation)
        return refusal(name, invitation.error());
    std::optional<Sharing> previous;
    if (invitation->is_resharing()) {
        auto transcript = load_transcript(table, std::string(kPreviousFile));
        if (!transcript)
            return std::unexpected(transcript.error());
        previous = std::move(transcript->sharing);
    }
    auto ceremony = Ceremony::create(std::move(*invitation), std::move(previous));
    if (!ceremony)
        return refusal(name, ceremony.error());
    return std::move(*ceremony);
}

Table load_table(const Ceremony& ceremony, const Folder& folder) {
    Table out;
    for (std::uint32_t index = 1; index <= ceremony.n(); ++index) {
        out.joins.push_back(text_of(folder, file_name(ceremony, Round::kJoin, index)));
        if (!ceremony.previous())
            out.commits.push_back(text_of(folder, file_name(ceremony, Round::kCommit, index)));
        auto complaint = text_of(folder, file_name(ceremony, Round::kComplaint, index));
        out.verdicts.push_back(complaint ? std::move(complaint)
                                         : text_of(folder, file_name(ceremony, Round::kAgree, index)));
    }
    for (const auto index : ceremony.dealers())
        out.deals.push_back(text_of(folder, file_name(ceremony, Round::kDeal, index)));
    return out;
}

Allowed<void> write_once(Folder& folder, const std::string& name, const std::string& text) {
    if (folder.exists(name)) {
        const auto there = folder.read(name, kMaxTranscriptBytes);
        if (there && *there == text)
            return {};
        return refusal(name, Error::kExists);
    }
    if (const auto written = folder.write(name, text); !written)
        return refusal(written.error());
    return {};
}

std::string person_text(const Ceremony& ceremony, Role role, std::uint32_t index) {
    const auto& person = ceremony.person(role, index);
    return (role == Role::kDealer ? "dealer " : "custodian ") + std::to_string(index) + ", " + person.name + " (" +
           person.authority + "),";
}

Refusal refusal_of(const Ceremony& ceremony, const Fault& fault) {
    return {person_text(ceremony, fault.role, fault.index), std::string(explanation(fault.error)),
            std::string(code(fault.error))};
}

}  // namespace porchlight::custody::dkg
