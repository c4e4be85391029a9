#include "intake/flow/papers.h"

#include <algorithm>

namespace porchlight::intake {
namespace {

bool proves(const protocol::Paper& paper, const protocol::Need& need) {
    return std::ranges::find(paper.proves, need.id) != paper.proves.end();
}

bool is_ticked(std::uint64_t ticked, std::size_t at) { return (ticked >> at & 1U) != 0; }

NeedState state_of(const protocol::Documents& documents, const protocol::Need& need, std::uint64_t ticked) {
    NeedState out{.need = &need};
    for (std::size_t i = 0; i < documents.papers.size(); ++i) {
        if (!proves(documents.papers[i], need))
            continue;
        out.papers.push_back(&documents.papers[i]);
        out.is_met = out.is_met || is_ticked(ticked, i);
    }
    for (const auto& way : documents.ways)
        if (way.need == need.id)
            out.ways.push_back(&way);
    return out;
}

template <class Count>
Points points_of(const protocol::Documents& documents, std::uint64_t ticked, int needed, Count count) {
    Points out{.needed = needed};
    for (std::size_t i = 0; i < documents.papers.size(); ++i)
        if (is_ticked(ticked, i))
            out.have += count(documents.papers[i]);
    return out;
}

bool is_met(const std::optional<Points>& points) { return !points || points->is_met(); }

}  // namespace

bool Checklist::is_complete() const {
    return std::ranges::all_of(needs, &NeedState::is_met) && is_met(points) && is_met(identity) && is_met(residency);
}

Checklist check_papers(const protocol::Documents& documents, std::string_view card_class, std::uint64_t ticked) {
    Checklist out;
    for (const auto& need : documents.needs)
        if (protocol::is_needed(need, std::string(card_class)))
            out.needs.push_back(state_of(documents, need, ticked));
    const auto& ask = documents.ask;
    if (ask.kind == protocol::AskKind::kPoints) {
        out.points = points_of(documents, ticked, ask.points, [](const auto& paper) { return paper.points; });
        out.identity = points_of(documents, ticked, ask.identity, [](const auto& paper) { return paper.identity(); });
        out.residency = points_of(documents, ticked, ask.residency, [](const auto& paper) { return paper.residency; });
    }
    return out;
}

}  // namespace porchlight::intake
