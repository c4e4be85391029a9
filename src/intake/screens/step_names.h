// What each step is called: on the page for scripts and tests, in the step line and in the window's title.
// Pure functions, any thread.
#pragma once

#include "intake/flow/flow.h"

#include <string_view>

namespace porchlight::intake {

struct StepName {
    std::string_view screen;
    Message name;
    Message question;
};

StepName step_name(const State& state);

// Number 0: not one of the counted steps.
StepCount step_count(const Flow& flow);

}  // namespace porchlight::intake
