// The records of an export that a request asks for, in the order of digests and some at a time, so that the lift of
// their ephemeral keys is shared. Memory does not grow with the export. One thread.
#pragma once

#include "custody/export_reader.h"
#include "custody/opening/sharing_keys.h"
#include "envelope/open.h"

#include <expected>
#include <span>
#include <vector>

namespace porchlight::custody {

struct RequestedRecord {
    hash256 digest{};
    envelope::Envelope envelope{};
    // E, lifted, but not checked to be of the subgroup (envelope::lift_each); or why a share must not touch it.
    std::expected<group::Point, envelope::Error> ephemeral;
};

class RequestedRecords {
public:
    static constexpr std::size_t kBatch = 256;

    // All three are its caller's and stay; the reader is at its first envelope. kExportDiffers: another epoch or count
    // than the request's.
    static std::expected<RequestedRecords, OpeningError> create(ExportReader& source, const OpeningRequest& request,
                                                                const SharingKeys& keys);

    // The next records, at most kBatch, until it is called again; none after the last. kUnreadable, kExportOrder; at
    // the end kRecordMissing, kExportDiffers.
    std::expected<std::span<const RequestedRecord>, OpeningError> next();

private:
    RequestedRecords(ExportReader& source, const OpeningRequest& request, const SharingKeys& keys)
        : m_source(&source), m_request(&request), m_keys(&keys) {}
    std::expected<bool, OpeningError> find_next();
    std::expected<void, OpeningError> check_end() const;
    void lift_batch();

    ExportReader* m_source;
    const OpeningRequest* m_request;
    const SharingKeys* m_keys;
    std::size_t m_found = 0;  // of the request's digests
    std::vector<RequestedRecord> m_batch;
};

}  // namespace porchlight::custody
