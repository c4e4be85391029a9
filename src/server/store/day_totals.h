// What metrics may say: how many of each outcome a day had, over all sites, librarians and classes.
// One thread at a time, as the rest of the store.
#pragma once

#include "base/date.h"
#include "server/store/store_error.h"

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace porchlight::server {

struct DayTotal {
    std::string day;
    std::string outcome;
    std::uint64_t count = 0;

    friend bool operator==(const DayTotal&, const DayTotal&) = default;
};

class DayTotalStore {
public:
    virtual ~DayTotalStore() = default;
    // Of the days from `first` on that are over before `today`, in order.
    virtual std::expected<std::vector<DayTotal>, StoreError> day_totals(const date& first, const date& today) = 0;
};

}  // namespace porchlight::server
