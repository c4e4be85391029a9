#include "tests/bench/server/plan.h"

namespace porchlight::server::bench {

Plan make_plan(std::size_t kiosks_of_lane) {
    Plan out;
    for (std::size_t i = 0; i < kDesks; ++i)
        out.desks.push_back({"Librarian " + std::to_string(i + 1), "Branch " + std::to_string(i % kSites + 1)});
    for (std::size_t i = 0; i < kLanes; ++i) {
        Lane lane{i % kDesks, {}};
        for (std::size_t k = 0; k < kiosks_of_lane; ++k)
            lane.kiosks.emplace_back("Kiosk " + std::to_string(i + 1) + '.' + std::to_string(k + 1),
                                     out.desks[lane.desk].site);
        out.lanes.push_back(std::move(lane));
    }
    return out;
}

Corpus sign_corpus(const Plan& plan, const protocol::Challenge& challenge, std::size_t issues_of_lane) {
    Corpus out(plan.lanes.size());
    for (std::size_t lane = 0; lane < out.size(); ++lane)
        for (std::size_t i = 0; i < issues_of_lane; ++i) {
            const auto& kiosks = plan.lanes[lane].kiosks;
            const auto& kiosk = kiosks[i % kiosks.size()];
            const auto request = kiosk.request(plan.city);
            const auto id = to_hex(request.request);
            const json approval = {{"request", id}, {"words", protocol::words_of(request)}};
            out[lane].push_back({kiosk.bytes_of(request, challenge), id, approval.dump()});
        }
    return out;
}

}  // namespace porchlight::server::bench
