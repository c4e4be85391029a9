#include "custody/shares/sharing.h"

namespace porchlight::custody {

std::string_view code(SharingError error) {
    switch (error) {
        case SharingError::kMalformed: return "sharing_malformed";
        case SharingError::kText: return "sharing_text";
        case SharingError::kThreshold: return "sharing_threshold";
        case SharingError::kDates: return "sharing_dates";
        case SharingError::kCustodians: return "sharing_custodians";
        case SharingError::kAuthority: return "sharing_authority";
        case SharingError::kPoint: return "sharing_point";
        case SharingError::kSignature: return "sharing_signature";
    }
    return "sharing_malformed";
}

std::string_view explanation(SharingError error) {
    switch (error) {
        case SharingError::kMalformed: return "is not a transcript of a sharing, or was changed; take another copy";
        case SharingError::kText: return "has a name or an authority that is empty, too long or cannot be printed";
        case SharingError::kThreshold: return "needs 2 to 16 custodians, and at least 2 of them to open";
        case SharingError::kDates: return "has its destruction before its end";
        case SharingError::kCustodians: return "has a custodian twice, by key or by name";
        case SharingError::kAuthority:
            return "gives one authority enough shares to open alone; choose other custodians";
        case SharingError::kPoint: return "has a commitment that no honest custodian makes; make the key again";
        case SharingError::kSignature: return "is not signed by every one of its custodians";
    }
    return "cannot be read";
}

}  // namespace porchlight::custody
