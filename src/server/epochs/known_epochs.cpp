#include "server/epochs/known_epochs.h"

#include <algorithm>

namespace porchlight::server {
namespace {

// Whoever signs for it was looked at when the statement was imported.
constexpr public_key kWhoever{};

}  // namespace

KnownEpochs KnownEpochs::read(std::vector<StoredEpoch> epochs, const std::vector<StoredPaper>& papers) {
    KnownEpochs out{std::move(epochs), {}, {}};
    std::ranges::sort(out.epochs, {}, &StoredEpoch::id);
    for (const auto& paper : papers) {
        if (paper.is_transcript) {
            if (const auto transcript = protocol::read_transcript(paper.text))
                out.sharings.push_back(transcript->sharing);
            continue;
        }
        const auto document = protocol::parse_document(paper.text);
        auto statement = document ? protocol::parse_statement(document->payload) : std::nullopt;
        if (statement)
            out.statements.push_back({std::move(*statement), paper.id});
    }
    for (const auto& epoch : out.epochs)
        if (std::ranges::find(out.sharings, epoch.id, &protocol::Sharing::epoch) == out.sharings.end())
            out.sharings.push_back(protocol::sole_sharing(epoch.id, epoch.key, kWhoever));
    return out;
}

std::vector<EpochView> KnownEpochs::views(const date& today) const {
    std::vector<EpochView> out;
    for (const auto& epoch : epochs) {
        EpochView view{epoch, protocol::standing_of({epoch.id, epoch.end, epoch.destroy, sharings, statements}, today)};
        if (view.is_deleted())
            view.standing.state = protocol::EpochState::kDestroyed;
        out.push_back(std::move(view));
    }
    return out;
}

bool KnownEpochs::is_deleted(std::uint32_t epoch) const {
    const auto at = std::ranges::find(epochs, epoch, &StoredEpoch::id);
    return at != epochs.end() && !at->deleted.empty();
}

}  // namespace porchlight::server
