// The public dates of the epoch and its retention schedule, beside its key (custody/FORMAT.md, Key files). Pure
// functions, any thread.
#pragma once

#include "base/date.h"
#include "custody/error.h"

#include <cstdint>
#include <string>

namespace porchlight::custody {

constexpr std::string_view kEpochDatesFile = "epoch.json";
constexpr std::uint32_t kFirstEpoch = 1;

struct EpochDates {
    std::uint32_t id = kFirstEpoch;
    date end;                // the last day on which kiosks seal to it
    date destroy;            // the day by which its shares are destroyed
    std::string schedule{};  // the id of the approved retention schedule; empty: none is named
};

// One and eight years from today.
EpochDates default_dates(const date& today);

std::string to_text(const EpochDates& dates);
// Nothing but the members that it has: kDates, also if the destruction is before the end.
std::expected<EpochDates, Error> parse_epoch_dates(std::string_view text);

}  // namespace porchlight::custody
