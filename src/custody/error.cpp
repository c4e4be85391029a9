#include "custody/error.h"

namespace porchlight::custody {

std::string_view code(Error error) {
    switch (error) {
        case Error::kKeyMalformed: return "key_malformed";
        case Error::kKeyKind: return "key_kind";
        case Error::kKeyOtherPublic: return "key_other_public";
        case Error::kKeyOpenToOthers: return "key_open_to_others";
        case Error::kExists: return "exists";
        case Error::kMissing: return "missing";
        case Error::kUnreadable: return "unreadable";
        case Error::kTooLarge: return "too_large";
        case Error::kNotWritten: return "not_written";
        case Error::kCity: return "city";
        case Error::kCityDiffers: return "city_differs";
        case Error::kDates: return "dates";
        case Error::kProgramme: return "programme";
        case Error::kManifest: return "manifest";
        case Error::kSerial: return "serial";
        case Error::kIssuer: return "issuer";
        case Error::kTrust: return "trust";
        case Error::kReleasePath: return "release_path";
        case Error::kReleaseType: return "release_type";
        case Error::kReleaseLonelyBrotli: return "release_lonely_brotli";
        case Error::kReleaseLimits: return "release_limits";
        case Error::kLogName: return "log_name";
        case Error::kLogEntry: return "log_entry";
        case Error::kLogConflict: return "log_conflict";
        case Error::kLogFile: return "log_file";
        case Error::kLogCheckpoint: return "log_checkpoint";
        case Error::kLogDamaged: return "log_damaged";
        case Error::kLogShorter: return "log_shorter";
        case Error::kLogRewritten: return "log_rewritten";
        case Error::kLogSplit: return "log_split";
        case Error::kLogNewer: return "log_newer";
        case Error::kLogWitnesses: return "log_witnesses";
        case Error::kLogMissing: return "log_missing";
        case Error::kWitnessState: return "witness_state";
        case Error::kExportSize: return "export_size";
        case Error::kExportMagic: return "export_magic";
        case Error::kExportEpoch: return "export_epoch";
        case Error::kExportOrder: return "export_order";
        case Error::kStatement: return "statement";
        case Error::kSharing: return "sharing";
        case Error::kSchedule: return "schedule";
        case Error::kOnHold: return "on_hold";
        case Error::kNotDue: return "not_due";
    }
    return "unreadable";
}

std::string_view explanation(Error error) {
    switch (error) {
        case Error::kKeyMalformed: return "is not a key file, or is damaged; take the copy that you keep elsewhere";
        case Error::kKeyKind: return "is a key for another purpose; name the right folder";
        case Error::kKeyOtherPublic: return "has two halves that do not belong together; take another copy";
        case Error::kKeyOpenToOthers: return "can be read by others; see who had it, then chmod 600 or replace it";
        case Error::kExists: return "is there already and is never written over; use an empty folder";
        case Error::kMissing: return "is not there; check the path";
        case Error::kUnreadable: return "cannot be read; check its permissions";
        case Error::kTooLarge: return "is larger than it can be; check that it is the right file";
        case Error::kNotWritten: return "cannot be written; check space and permissions";
        case Error::kCity: return "is not a name of a city; use 1 to 128 bytes of UTF-8 without control characters";
        case Error::kCityDiffers: return "is of another city than trust.json";
        case Error::kDates: return "must be today or later, and the destruction not before the end";
        case Error::kProgramme: return "is not a programme that a manifest can carry; see assets/programs";
        case Error::kManifest: return "is not a manifest that this city's custodians signed";
        case Error::kSerial: return "has this serial or a higher one; give the new one a higher --serial";
        case Error::kIssuer:
            return "is no earlier issuer of the previous manifest; the one that signs cannot be withdrawn";
        case Error::kTrust: return "is not a trust file, or not of these keys";
        case Error::kReleasePath: return "cannot be in a release: lower-case letters, digits, . - _ / and no links";
        case Error::kReleaseType: return "has an ending that no content type is known for";
        case Error::kReleaseLonelyBrotli: return "has no file beside it that it is the brotli form of";
        case Error::kReleaseLimits: return "has no file, or more or larger files than a release can have";
        case Error::kLogName: return "is no name of a log or witness: 1 to 255 bytes of UTF-8 without spaces or +";
        case Error::kLogEntry: return "is nothing that the log takes";
        case Error::kLogConflict: return "says otherwise than what is in the log already";
        case Error::kLogFile: return "is not a file of log entries; fetch it again";
        case Error::kLogCheckpoint: return "is not a checkpoint that the log's key signed";
        case Error::kLogDamaged: return "does not hold the entries that its checkpoint was signed for; fetch it again";
        case Error::kLogShorter:
            return "has fewer entries than were seen before: it is an old copy, or entries were dropped";
        case Error::kLogRewritten:
            return "does not continue what was seen before: the log was rewritten; keep both and tell the others";
        case Error::kLogSplit:
            return "and this copy are both signed by the log, and differ: it shows two views; keep both as the proof";
        case Error::kLogNewer: return "is of more entries than this copy has; fetch the log again";
        case Error::kLogWitnesses: return "is cosigned by too few of the witnesses";
        case Error::kLogMissing: return "is not in the log";
        case Error::kWitnessState: return "is not what a witness keeps of the log; never make it anew for the same key";
        case Error::kExportSize: return "does not have the size that its header says; export it again";
        case Error::kExportMagic: return "is not an export of porchlight-server";
        case Error::kExportEpoch: return "is of an epoch that these keys do not open";
        case Error::kExportOrder: return "is not in the order of digests: it was changed on its way";
        case Error::kStatement: return "is not a statement that custodians of this city sign";
        case Error::kSharing: return "has no share of this custodian, by the papers that are here";
        case Error::kSchedule: return "must be that of the approved retention schedule, of 1 to 64 bytes";
        case Error::kOnHold: return "is on hold";
        case Error::kNotDue: return "is not due yet";
    }
    return "cannot be read";
}

}  // namespace porchlight::custody
