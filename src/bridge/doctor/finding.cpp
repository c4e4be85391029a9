#include "bridge/doctor/finding.h"

namespace porchlight::bridge {
namespace {

// Of one width, so that the eye finds what is not well.
const char* word(Health health) {
    switch (health) {
        case Health::kOk: return "ok    ";
        case Health::kWarn: return "warn  ";
        case Health::kFail: return "fail  ";
    }
    return "fail  ";
}

}  // namespace

std::string line_of(const Finding& finding) {
    auto out = word(finding.health) + finding.what + ": " + finding.is;
    return finding.to_do.empty() ? out : out + "; " + finding.to_do;
}

}  // namespace porchlight::bridge
