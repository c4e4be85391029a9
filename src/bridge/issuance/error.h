// Why the page's request was not taken (PROTOCOL.md, The bridge's page interface).
#pragma once

#include <string_view>

namespace porchlight::bridge {

enum class SubmitError {
    kCardRequest,
    kRecord,
    kNumber,
    kEnvelope,
    kEpoch,
    kGender,
    kField,
    kFieldDoesNotFit,
    kClass,
    kNameDoesNotFit,
    kGlyphMissing,
    kBusy,
    kApproved,
    kTray,
    kNoQuestion,
    kNoManifest,
    kNumbersEmpty,
    kNumbersDamaged,
    kServerGone,
    kPrinter,
    kInternal,
};

std::string_view code(SubmitError error);
// HTTP's number for it.
unsigned status(SubmitError error);

}  // namespace porchlight::bridge
