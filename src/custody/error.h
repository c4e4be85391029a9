// What can go wrong in the custodians' tool, and about what (custody/FORMAT.md, Errors). Any thread.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace porchlight::custody {

enum class Error {
    kKeyMalformed,
    kKeyKind,
    kKeyOtherPublic,
    kKeyOpenToOthers,
    kExists,
    kMissing,
    kUnreadable,
    kTooLarge,
    kNotWritten,
    kCity,
    kCityDiffers,
    kDates,
    kProgramme,
    kManifest,
    kSerial,
    kIssuer,
    kTrust,
    kReleasePath,
    kReleaseType,
    kReleaseLonelyBrotli,
    kReleaseLimits,
    kLogName,
    kLogEntry,
    kLogConflict,
    kLogFile,
    kLogCheckpoint,
    kLogDamaged,
    kLogShorter,
    kLogRewritten,
    kLogSplit,
    kLogNewer,
    kLogWitnesses,
    kLogMissing,
    kWitnessState,
    kExportSize,
    kExportMagic,
    kExportEpoch,
    kExportOrder,
    kStatement,
    kSharing,
    kSchedule,
    kOnHold,
    kNotDue,
};

// The code that vectors and scripts see, such as "key_kind".
std::string_view code(Error error);
// What happened and what to do, for people; follows the name of the file or thing.
std::string_view explanation(Error error);

struct Failure {
    Error error;
    std::string about;   // a file or a path, never a secret
    std::string says{};  // what is wrong there, where that can be told more exactly than by explanation()
};

template <class T>
using Result = std::expected<T, Failure>;

inline std::unexpected<Failure> failure(Error error, std::string about, std::string says = {}) {
    return std::unexpected(Failure{error, std::move(about), std::move(says)});
}

}  // namespace porchlight::custody
