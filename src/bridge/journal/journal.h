// Which receipts this bridge has printed from, so that none is used twice. Holds no content, no time nearer than a
// quarter of an hour, and nothing once a receipt has expired.
// One thread at a time. Errors: see each function.
#pragma once

#include "protocol/kiosk_request.h"

#include <cstdint>
#include <expected>
#include <vector>

namespace porchlight::bridge {

enum class JournalError {
    kUsed,  // seen before: nothing is printed
    kFull,  // no free slot: more cards in a quarter of an hour than any printer makes
    kDisk,  // not durable: nothing may be printed
};

enum class Outcome { kPrinted, kFailed };

class Journal {
public:
    virtual ~Journal() = default;

    // Durable before it returns: the job may leave only after. now, expiry: seconds since 1970.
    virtual std::expected<void, JournalError> mark_used(const protocol::RequestId& request, std::int64_t expiry,
                                                        std::int64_t now) = 0;
    // How a marked one ended.
    virtual std::expected<void, JournalError> finish(const protocol::RequestId& request, Outcome outcome) = 0;

    // How many are marked and not finished. Of a job that is not under way: nobody knows whether a card came of it.
    virtual std::size_t unfinished() const = 0;
    // Somebody has looked: so all of these ended. Durable before it returns; kDisk: they stay as they were.
    virtual std::expected<void, JournalError> settle(Outcome outcome) = 0;

    // Forgets what has expired and is finished.
    virtual void prune(std::int64_t now) = 0;
};

}  // namespace porchlight::bridge
