// The way of an applicant: which steps this programme, path and class of card have, and in which order.
// Pure functions, any thread.
#pragma once

#include "base/date.h"
#include "intake/flow/state.h"
#include "protocol/manifest.h"

#include <optional>
#include <vector>

namespace porchlight::intake {

// The class that the date of birth makes; nothing while there is no good date, or none is issued at that age.
const protocol::CardClass* class_of(const Draft& draft, const protocol::Manifest* manifest, const date& today);
// What is applied for; the first that the programme offers where it does not offer what is chosen.
protocol::ApplicationPath path_of(const Draft& draft, const protocol::Manifest& manifest);
bool needs_caretaker(const protocol::CardClass* card_class, const protocol::Manifest* manifest);

// From welcome to review, in order. Without a manifest, what every programme has.
std::vector<Step> way_of(const Draft& draft, const protocol::Manifest* manifest, const date& today);

// Where a step stands among those that are counted: number is 0 for one that is not.
struct StepCount {
    int number = 0, total = 0;
};
StepCount count_of(const std::vector<Step>& way, Step step);

}  // namespace porchlight::intake
