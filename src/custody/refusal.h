// Why a command did nothing, whichever part of custody found it. Any thread.
#pragma once

#include "custody/error.h"

#include <expected>
#include <string>
#include <string_view>

namespace porchlight::custody {

struct Refusal {
    std::string about;  // a file, a person; never a secret
    std::string says;   // what is wrong there and what to do
    std::string code;   // what scripts see
};

template <class T>
using Allowed = std::expected<T, Refusal>;

// error: of any part that has code() and explanation().
template <class Error>
std::unexpected<Refusal> refusal(std::string about, Error error) {
    return std::unexpected(Refusal{std::move(about), std::string(explanation(error)), std::string(code(error))});
}

inline std::unexpected<Refusal> refusal(const Failure& failed) {
    const auto says = failed.says.empty() ? std::string(explanation(failed.error)) : failed.says;
    return std::unexpected(Refusal{failed.about, says, std::string(code(failed.error))});
}

}  // namespace porchlight::custody
