#include "server/error.h"

#include <array>

namespace porchlight::server {
namespace {

struct Entry {
    Error error;
    unsigned status;
    std::string_view code;
};

constexpr std::array kEntries = {
    Entry{Error::kMalformed, 400, "malformed"},
    Entry{Error::kSignature, 401, "signature"},
    Entry{Error::kSignIn, 401, "sign_in"},
    Entry{Error::kCode, 401, "code"},
    Entry{Error::kPasskey, 401, "passkey"},
    Entry{Error::kInvitation, 401, "invitation"},
    Entry{Error::kInvitationOver, 403, "invitation_over"},
    Entry{Error::kPassword, 400, "password"},
    Entry{Error::kLocked, 403, "locked"},
    Entry{Error::kRole, 403, "role"},
    Entry{Error::kSite, 403, "site"},
    Entry{Error::kUnknownKiosk, 403, "unknown_kiosk"},
    Entry{Error::kSuspended, 403, "suspended"},
    Entry{Error::kCodeUnknown, 403, "code_unknown"},
    Entry{Error::kOrigin, 403, "origin"},
    Entry{Error::kNotFound, 404, "not_found"},
    Entry{Error::kMethod, 405, "method"},
    Entry{Error::kTimeout, 408, "timeout"},
    Entry{Error::kStaleChallenge, 409, "stale_challenge"},
    Entry{Error::kRequestConflict, 409, "request_conflict"},
    Entry{Error::kEpoch, 409, "epoch"},
    Entry{Error::kClass, 409, "class"},
    Entry{Error::kCodeUsed, 409, "code_used"},
    Entry{Error::kCodeExpired, 409, "code_expired"},
    Entry{Error::kKioskExists, 409, "kiosk_exists"},
    Entry{Error::kWordsDiffer, 409, "words_differ"},
    Entry{Error::kSamePerson, 409, "same_person"},
    Entry{Error::kGone, 409, "gone"},
    Entry{Error::kAccountExists, 409, "account_exists"},
    Entry{Error::kNumbers, 409, "numbers"},
    Entry{Error::kPoolShort, 409, "pool_short"},
    Entry{Error::kNoTrust, 409, "no_trust"},
    Entry{Error::kLengthRequired, 411, "length_required"},
    Entry{Error::kTooLarge, 413, "too_large"},
    Entry{Error::kContentType, 415, "content_type"},
    Entry{Error::kHost, 421, "host"},
    Entry{Error::kTooMany, 429, "too_many"},
    Entry{Error::kHeaderTooLarge, 431, "header_too_large"},
    Entry{Error::kStopping, 503, "stopping"},
    Entry{Error::kStoreFull, 507, "store_full"},
    Entry{Error::kNotCounted, 507, "not_counted"},
    Entry{Error::kInternal, 500, "internal"},
};

const Entry& entry_of(Error error) {
    for (const auto& entry : kEntries)
        if (entry.error == error)
            return entry;
    return kEntries.back();
}

}  // namespace

std::string_view code(Error error) { return entry_of(error).code; }
unsigned status(Error error) { return entry_of(error).status; }

}  // namespace porchlight::server
