// How the bridge hands over an approval that a librarian typed at this kiosk (PROTOCOL.md, Approval by code). An
// interface beside server_link.h, since only sites with one device need it. Coroutines on the bridge's one serving
// thread.
#pragma once

#include "base/bytes.h"

#include <boost/asio/awaitable.hpp>

#include <expected>
#include <memory>

namespace porchlight::bridge {

namespace asio = boost::asio;

// Whole, or the first of the two that the programme asks for.
enum class CodeApproved { kWhole, kFirst };

enum class ApprovalError {
    kMalformed,       // not a name and six digits
    kCode,            // not this librarian's, or used
    kLocked,          // too many wrong ones: somebody has to lift the lock
    kTooMany,         // too many wrong ones: later
    kRole,            // the programme does not let this librarian approve this class
    kSite,            // another site's librarian, or not a site with one device
    kSamePerson,      // who approved first cannot be the second
    kNotWaiting,      // nothing waits here, or the server knows nothing of it
    kStaleChallenge,  // take a new one and sign again
    kStoreFull,
    kSuspended,
    kUnknownKiosk,
    kServerGone,
    kServerRefused,
};

class ApprovalLink {
public:
    virtual ~ApprovalLink() = default;
    // approval: protocol::write_code_approval's bytes. Shared, so that no coroutine keeps a copy of what was typed: the
    // memory of their frames is used again without being wiped.
    virtual asio::awaitable<std::expected<CodeApproved, ApprovalError>> approve(
        std::shared_ptr<const bytes> approval) = 0;
};

}  // namespace porchlight::bridge
