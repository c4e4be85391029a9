// What the administration may see: how many of each outcome a site had on a day, over all librarians and classes.
// One thread at a time, as the rest of the store.
#pragma once

#include "base/date.h"
#include "server/store/store_error.h"

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace porchlight::server {

struct SiteTotal {
    std::string day;
    std::string site;
    std::string outcome;
    std::uint64_t count = 0;

    friend bool operator==(const SiteTotal&, const SiteTotal&) = default;
};

class SiteTotalStore {
public:
    virtual ~SiteTotalStore() = default;
    // Of the days from `first` on that are over before `today`, in order.
    virtual std::expected<std::vector<SiteTotal>, StoreError> site_totals(const date& first, const date& today) = 0;
};

}  // namespace porchlight::server
