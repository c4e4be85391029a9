#include "custody/statements/account.h"

#include "base/encoding.h"
#include "custody/layout.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

using namespace protocol;

constexpr std::size_t kLabelColumns = 12;

std::string line(std::string label, const std::string& value) {
    label.resize(std::max(label.size() + 1, kLabelColumns), ' ');
    return labelled("  " + label, value);
}

std::string what_it_says(const Opening& said) {
    return "Records are to be opened.\n" + line("request", to_hex(said.request)) + line("reason", said.reason) +
           line("order", said.order) + line("sharing", to_hex(said.sharing));
}
std::string what_it_says(const Hold& said) {
    return "No share is to be destroyed while this hold stands.\n" + line("order", said.order) +
           line("authority", said.authority);
}
std::string what_it_says(const HoldRelease& said) {
    return "A hold no longer stands.\n" + line("hold", to_hex(said.hold)) + line("order", said.order) +
           line("authority", said.authority);
}
std::string what_it_says(const Destruction& said) {
    return "No copy of a share is left.\n" + line("share", "of custodian " + std::to_string(said.index)) +
           line("sharing", to_hex(said.sharing)) + line("schedule", said.schedule) +
           (said.next ? line("replaced by", to_hex(*said.next)) : "");
}

std::string state_in_words(EpochState state, const date& destroy, const date& today) {
    switch (state) {
        case EpochState::kOpen: return "open: kiosks seal to it";
        case EpochState::kClosed: return "closed: kept until " + destroy.text();
        case EpochState::kDue:
            return "due: its shares were to be destroyed by " + destroy.text() + ", " +
                   std::to_string(today.days() - destroy.days()) + " days ago";
        case EpochState::kOnHold: return "on hold: nothing may be destroyed";
        case EpochState::kDestroyed: return "destroyed: nobody opens it any more";
    }
    return {};
}

std::string custodian_at(const KnownEpoch& epoch, const SharingStanding& sharing, std::uint32_t index) {
    for (const auto& transcript : epoch.transcripts)
        if (transcript.sharing.id == sharing.id)
            return std::to_string(index) + " " + transcript.names[index - 1];
    return std::to_string(index);
}

std::string missing_in_words(const KnownEpoch& epoch, const SharingStanding& sharing) {
    std::string out = "sharing " + std::to_string(sharing.number) + ": destroyed by " +
                      std::to_string(sharing.destroyed.size()) + ", and it takes " + std::to_string(sharing.to_destroy);
    std::string names;
    for (const auto index : sharing.missing)
        names += (names.empty() ? "" : ", ") + custodian_at(epoch, sharing, index);
    return out + (sharing.is_gone() || names.empty() ? "" : "; missing: custodian " + names);
}

}  // namespace

std::string in_words(const Statement& statement, const hash256& id) {
    const auto& head = head_of(statement);
    return std::visit([](const auto& said) { return what_it_says(said); }, statement) +
           line("epoch", std::to_string(head.epoch) + " of " + head.city) + line("day", head.day.text()) +
           line("statement", to_hex(id));
}

std::string destruction_page(const Destruction& said, const hash256& id) {
    return "STATEMENT OF DESTRUCTION\n\n" +
           wrapped("On " + said.day.text() + " I destroyed the share of custodian " + std::to_string(said.index) +
                   " of the key of epoch " + std::to_string(said.epoch) + " of " + said.city +
                   ", under the approved retention schedule " + said.schedule +
                   ". I kept no copy, on paper, on another disk or in a backup, and I know of none.") +
           "\nsharing    " + to_hex(said.sharing) + "\nstatement  " + to_hex(id) +
           "\n\nName       ______________________________\n\nSignature  ______________________________\n\n"
           "Witness    ______________________________\n";
}

std::string in_words(const KnownEpoch& epoch, const EpochStanding& standing, const date& today) {
    auto out = "epoch " + std::to_string(epoch.dates.id) + "\n" +
               line("state", state_in_words(standing.state, epoch.dates.destroy, today)) +
               line("end", epoch.dates.end.text()) + line("destroy", epoch.dates.destroy.text()) +
               line("schedule", epoch.dates.schedule.empty() ? "none of these papers names it" : epoch.dates.schedule);
    for (const auto& hold : standing.holds) {
        const auto& said = std::get<Hold>(hold.statement);
        out += line("hold",
                    said.order + ", " + said.authority + ", since " + said.day.text() + " (" + to_hex(hold.id) + ")");
    }
    for (const auto& sharing : standing.sharings)
        out += line("shares", missing_in_words(epoch, sharing));
    if (standing.sharings.empty())
        out += line("shares", "neither a transcript of its sharing nor a manifest is here");
    if (!standing.knows_all_sharings)
        out += line("shares", "the transcript of another sharing is missing: ask those who have the log");
    return out;
}

}  // namespace porchlight::custody
