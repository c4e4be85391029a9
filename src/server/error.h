// What the server can find wrong with a request (protocol/PROTOCOL.md, Errors of the server, The desk).
// Any thread.
#pragma once

#include <string_view>

namespace porchlight::server {

enum class Error {
    kMalformed,
    kSignature,
    kSignIn,
    kCode,
    kPasskey,
    kInvitation,
    kInvitationOver,
    kPassword,
    kLocked,
    kRole,
    kSite,
    kUnknownKiosk,
    kSuspended,
    kCodeUnknown,
    kOrigin,
    kNotFound,
    kMethod,
    kTimeout,
    kStaleChallenge,
    kRequestConflict,
    kEpoch,
    kClass,
    kCodeUsed,
    kCodeExpired,
    kKioskExists,
    kWordsDiffer,
    kSamePerson,
    kGone,
    kAccountExists,
    kNumbers,
    kPoolShort,
    kNoTrust,
    kLengthRequired,
    kTooLarge,
    kContentType,
    kHost,
    kTooMany,
    kHeaderTooLarge,
    kStopping,
    kStoreFull,
    kNotCounted,
    kInternal,
};

// "malformed", "signature", "sign_in", …
std::string_view code(Error error);

// The HTTP status that goes with it.
unsigned status(Error error);

}  // namespace porchlight::server
