// What porchlight-server exports for the custodians (protocol/PROTOCOL.md, Export). Pure functions, any thread.
#pragma once

#include "base/bytes.h"
#include "custody/error.h"

#include <cstdint>
#include <expected>

namespace porchlight::custody {

constexpr std::size_t kMaxExportBytes = std::size_t{1} << 30;

class ExportFile {
public:
    // Does not own the bytes. kExportMagic, kExportSize, kExportEpoch (epoch 0).
    static std::expected<ExportFile, Error> parse(byte_view content);

    std::uint32_t epoch() const { return m_epoch; }
    std::size_t size() const { return m_count; }
    // The 1,024 bytes of an envelope; index < size().
    byte_view envelope(std::size_t index) const;
    // Do the envelopes' digests rise, as the server writes them?
    bool is_in_order() const;

private:
    ExportFile(std::uint32_t epoch, std::size_t count, byte_view envelopes)
        : m_epoch(epoch), m_count(count), m_envelopes(envelopes) {}

    std::uint32_t m_epoch;
    std::size_t m_count;
    byte_view m_envelopes;
};

}  // namespace porchlight::custody
