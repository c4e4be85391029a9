#include "custody/opening/requested_records.h"

#include <algorithm>

namespace porchlight::custody {

std::expected<RequestedRecords, OpeningError> RequestedRecords::create(ExportReader& source,
                                                                       const OpeningRequest& request,
                                                                       const SharingKeys& keys) {
    if (source.epoch() != request.epoch || (request.is_for_whole_export() && source.size() != request.export_count))
        return std::unexpected(OpeningError::kExportDiffers);
    return RequestedRecords(source, request, keys);
}

std::expected<std::span<const RequestedRecord>, OpeningError> RequestedRecords::next() {
    m_batch.clear();
    while (m_batch.size() < kBatch) {
        const auto there = find_next();
        if (!there)
            return std::unexpected(there.error());
        if (!*there)
            break;
        RequestedRecord record{m_source->digest(), {}, group::Point{}};
        std::ranges::copy(m_source->envelope(), record.envelope.begin());
        m_batch.push_back(record);
    }
    lift_batch();
    return m_batch;
}

// Goes on to an envelope that is asked for.
std::expected<bool, OpeningError> RequestedRecords::find_next() {
    const bool whole = m_request->is_for_whole_export();
    while (whole || m_found < m_request->digests.size()) {
        const auto there = m_source->next();
        if (!there)
            return std::unexpected(OpeningError::kUnreadable);
        if (!*there)
            break;
        if (!m_source->is_in_order())
            return std::unexpected(OpeningError::kExportOrder);
        if (whole)
            return true;
        const auto& wanted = m_request->digests[m_found];
        if (m_source->digest() > wanted)
            return std::unexpected(OpeningError::kRecordMissing);
        if (m_source->digest() == wanted) {
            ++m_found;
            return true;
        }
    }
    if (const auto good = check_end(); !good)
        return std::unexpected(good.error());
    return false;
}

std::expected<void, OpeningError> RequestedRecords::check_end() const {
    if (!m_request->is_for_whole_export()) {
        if (m_found < m_request->digests.size())
            return std::unexpected(OpeningError::kRecordMissing);
    } else if (m_source->hash_so_far() != m_request->export_hash) {
        return std::unexpected(OpeningError::kExportDiffers);
    }
    return {};
}

void RequestedRecords::lift_batch() {
    std::vector<group::Point> keys;
    keys.reserve(m_batch.size());
    for (const auto& record : m_batch)
        keys.push_back(to_array<group::kPointBytes>(byte_view(record.envelope).subspan(envelope::kHeaderBytes)));
    std::vector<std::optional<group::Point>> lifted(keys.size());
    envelope::lift_each(keys, lifted);
    for (std::size_t i = 0; i < m_batch.size(); ++i) {
        auto& record = m_batch[i];
        const auto header = envelope::check_header(record.envelope, m_request->epoch, m_keys->epoch_key());
        if (!header)
            record.ephemeral = std::unexpected(header.error());
        else if (!lifted[i])
            record.ephemeral = std::unexpected(envelope::Error::kPoint);
        else
            record.ephemeral = *lifted[i];
    }
}

}  // namespace porchlight::custody
