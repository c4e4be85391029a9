// Opening an export of sealed records with a custodian's share (custody/FORMAT.md, Export; k = n = 1).
// Pure functions, any thread; opened records are the caller's to wipe.
#pragma once

#include "custody/keys.h"
#include "record/record.h"

#include <string>
#include <vector>

namespace porchlight::custody {

constexpr std::size_t kExportHeaderBytes = 16;

// A view into an export's bytes.
struct Export {
    std::uint32_t epoch = 0;
    byte_view envelopes;  // a whole number of envelopes

    std::size_t count() const { return envelopes.size() / envelope::kEnvelopeBytes; }
    byte_view at(std::size_t index) const {
        return envelopes.subspan(index * envelope::kEnvelopeBytes, envelope::kEnvelopeBytes);
    }
};

// kExportMalformed, kExportOrder.
std::expected<Export, Error> parse_export(byte_view in);

// A record, or the code of what is wrong with its envelope or content.
std::expected<record::Record, std::string> open_record(byte_view envelope, std::uint32_t epoch,
                                                       const EpochShare& share);

}  // namespace porchlight::custody
