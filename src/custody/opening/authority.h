// Who says that an opening may go on: asked with the request's hash before a share is used, and before answers are
// combined (custody/FORMAT.md, The opening statement).
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

}  // namespace porchlight::custody
