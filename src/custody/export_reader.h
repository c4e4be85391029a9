// What porchlight-server exports for the custodians (protocol/PROTOCOL.md, Export), read from front to end: memory
// does not grow with it. One thread.
#pragma once

#include "base/running_hash.h"
#include "custody/byte_stream.h"
#include "custody/error.h"
#include "envelope/layout.h"

#include <cstdint>
#include <expected>

namespace porchlight::custody {

class ExportReader {
public:
    // Reads the header. The source is its caller's, at its first byte, and stays. kExportMagic, kExportSize,
    // kExportEpoch (epoch 0), kUnreadable.
    static std::expected<ExportReader, Error> create(ByteSource& source);

    std::uint32_t epoch() const { return m_epoch; }
    std::uint64_t size() const { return m_count; }

    // Goes to the next envelope; false after the last. kUnreadable.
    std::expected<bool, Error> next();
    // Of where it stands: the 1,024 bytes, until next() is called again, and their hash.
    byte_view envelope() const { return m_envelope; }
    const hash256& digest() const { return m_digest; }

    // Did the digests of all envelopes so far rise, as the server writes them?
    bool is_in_order() const { return m_in_order; }
    // Of all bytes so far; after the last envelope, of the file.
    hash256 hash_so_far() const { return m_hash.value(); }

private:
    ExportReader(ByteSource& source, std::uint32_t epoch, std::uint64_t count, byte_view header);

    ByteSource* m_source;
    std::uint32_t m_epoch;
    std::uint64_t m_count;
    std::uint64_t m_read = 0;
    bool m_in_order = true;
    hash256 m_digest{};
    running_hash m_hash;
    envelope::Envelope m_envelope{};
};

}  // namespace porchlight::custody
