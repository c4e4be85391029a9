// The list of custodians as sharings and invitations carry it. Pure functions, any thread.
#pragma once

#include "base/json.h"
#include "custody/shares/sharing.h"

namespace porchlight::custody {

nlohmann::ordered_json custodians_json(const std::vector<Custodian>& custodians);
// Their form alone; see check_custodians.
std::optional<std::vector<Custodian>> read_custodians(const json& list);

// 64 lower-case hex digits each, at most kMaxCustodians; not yet checked to be points.
nlohmann::ordered_json points_json(const std::vector<group::Point>& points);
std::optional<std::vector<group::Point>> read_points(const json& list);

}  // namespace porchlight::custody
