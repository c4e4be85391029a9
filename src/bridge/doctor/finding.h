// One line of `porchlight-bridge doctor`: how something is, and what to do about it. Values, any thread.
#pragma once

#include <string>
#include <vector>

namespace porchlight::bridge {

enum class Health {
    kOk,
    kWarn,  // cards are made; somebody should look
    kFail,  // no card is made, or a promise is not kept
};

struct Finding {
    Health health = Health::kOk;
    std::string what;
    std::string is;
    std::string to_do{};  // empty where there is nothing
};

using Findings = std::vector<Finding>;

inline Finding ok(std::string what, std::string is) { return {Health::kOk, std::move(what), std::move(is)}; }
inline Finding warn(std::string what, std::string is, std::string to_do) {
    return {Health::kWarn, std::move(what), std::move(is), std::move(to_do)};
}
inline Finding fault(std::string what, std::string is, std::string to_do) {
    return {Health::kFail, std::move(what), std::move(is), std::move(to_do)};
}

// "fail  page log: …; …"
std::string line_of(const Finding& finding);

}  // namespace porchlight::bridge
