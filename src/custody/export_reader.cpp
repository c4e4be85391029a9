#include "custody/export_reader.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'X', '1'};
constexpr std::size_t kEpochAt = 4;
constexpr std::size_t kCountAt = 8;
constexpr std::size_t kHeaderBytes = 16;

}  // namespace

ExportReader::ExportReader(ByteSource& source, std::uint32_t epoch, std::uint64_t count, byte_view header)
    : m_source(&source), m_epoch(epoch), m_count(count) {
    m_hash.update(header);
}

std::expected<ExportReader, Error> ExportReader::create(ByteSource& source) {
    byte_array<kHeaderBytes> header{};
    if (source.size() < kHeaderBytes)
        return std::unexpected(Error::kExportMagic);
    if (!source.read(header))
        return std::unexpected(Error::kUnreadable);
    const byte_view view(header);
    if (!std::equal(kMagic.begin(), kMagic.end(), header.begin()))
        return std::unexpected(Error::kExportMagic);
    const auto epoch = get_u32(view.subspan(kEpochAt));
    if (epoch == 0)
        return std::unexpected(Error::kExportEpoch);
    const auto envelopes = source.size() - kHeaderBytes;
    const auto count = get_u64(view.subspan(kCountAt));
    if (envelopes % envelope::kEnvelopeBytes != 0 || envelopes / envelope::kEnvelopeBytes != count)
        return std::unexpected(Error::kExportSize);
    return ExportReader(source, epoch, count, view);
}

std::expected<bool, Error> ExportReader::next() {
    if (m_read == m_count)
        return false;
    if (!m_source->read(m_envelope))
        return std::unexpected(Error::kUnreadable);
    m_hash.update(m_envelope);
    const auto digest = hash(m_envelope);
    m_in_order = m_in_order && (m_read == 0 || m_digest < digest);
    m_digest = digest;
    ++m_read;
    return true;
}

}  // namespace porchlight::custody
