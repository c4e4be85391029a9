#include "custody/export_file.h"

#include "envelope/layout.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'X', '1'};
constexpr std::size_t kEpochAt = 4;
constexpr std::size_t kCountAt = 8;
constexpr std::size_t kHeaderBytes = 16;

}  // namespace

std::expected<ExportFile, Error> ExportFile::parse(byte_view content) {
    if (content.size() < kHeaderBytes || !std::equal(kMagic.begin(), kMagic.end(), content.begin()))
        return std::unexpected(Error::kExportMagic);
    const auto epoch = get_u32(content.subspan(kEpochAt));
    if (epoch == 0)
        return std::unexpected(Error::kExportEpoch);
    const auto envelopes = content.subspan(kHeaderBytes);
    const auto count = get_u64(content.subspan(kCountAt));
    if (envelopes.size() % envelope::kEnvelopeBytes != 0 || envelopes.size() / envelope::kEnvelopeBytes != count)
        return std::unexpected(Error::kExportSize);
    return ExportFile(epoch, static_cast<std::size_t>(count), envelopes);
}

byte_view ExportFile::envelope(std::size_t index) const {
    return m_envelopes.subspan(index * envelope::kEnvelopeBytes, envelope::kEnvelopeBytes);
}

bool ExportFile::is_in_order() const {
    for (std::size_t i = 1; i < m_count; ++i)
        if (hash(envelope(i - 1)) >= hash(envelope(i)))
            return false;
    return true;
}

}  // namespace porchlight::custody
