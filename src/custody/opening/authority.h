// Who says that an opening may go on: asked with the request's hash before a share is used, and before answers are
// combined (custody/FORMAT.md, Combining). Behind it stand the signed opening statement and its place in the public
// log.
#pragma once

#include "base/crypto.h"
#include "custody/opening/opening_error.h"

#include <expected>

namespace porchlight::custody {

class OpeningAuthority {
public:
    OpeningAuthority() = default;
    virtual ~OpeningAuthority() = default;
    OpeningAuthority(const OpeningAuthority&) = delete;
    OpeningAuthority& operator=(const OpeningAuthority&) = delete;

    // kNotApproved.
    virtual std::expected<void, OpeningError> permits(const hash256& request) const = 0;
};

// Where a city keeps no public log, and in tests.
class UnloggedAuthority final : public OpeningAuthority {
public:
    std::expected<void, OpeningError> permits(const hash256& /*request*/) const override { return {}; }
};

}  // namespace porchlight::custody
