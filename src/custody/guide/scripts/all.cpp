#include "custody/guide/scripts/scripts.h"

#include <algorithm>
#include <array>

namespace porchlight::custody {
namespace {

constexpr std::array kAll{&kCreateScript,  &kReshareScript, &kCheckScript,   &kOpenScript,  &kHoldScript,
                          &kDestroyScript, &kAuditScript,   &kWitnessScript, &kStatusScript};

}  // namespace

std::span<const Script* const> all_scripts() { return kAll; }

const Script* script_of(std::string_view name) {
    const auto* const at = std::ranges::find(kAll, name, [](const Script* script) { return script->name; });
    return at == kAll.end() ? nullptr : *at;
}

}  // namespace porchlight::custody
