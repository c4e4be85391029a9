#include "custody/opening.h"

#include "envelope/open.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'X', '1'};

bool is_in_order(const Export& whole) {
    hash256 last{};
    for (std::size_t i = 0; i < whole.count(); ++i) {
        const auto digest = hash(whole.at(i));
        if (i > 0 && digest <= last)
            return false;
        last = digest;
    }
    return true;
}

std::unexpected<std::string> failure(std::string_view code) { return std::unexpected(std::string(code)); }

}  // namespace

std::expected<Export, Error> parse_export(byte_view in) {
    if (in.size() < kExportHeaderBytes || !std::equal(kMagic.begin(), kMagic.end(), in.begin()))
        return std::unexpected(Error::kExportMalformed);
    const Export whole{get_u32(in.subspan(4)), in.subspan(kExportHeaderBytes)};
    const std::uint64_t count = get_u64(in.subspan(8));
    if (whole.epoch == 0 || whole.envelopes.size() % envelope::kEnvelopeBytes != 0 || whole.count() != count)
        return std::unexpected(Error::kExportMalformed);
    for (std::size_t i = 0; i < whole.count(); ++i)
        if (const auto header = envelope::read_header(whole.at(i)); !header || header->epoch != whole.epoch)
            return std::unexpected(Error::kExportMalformed);
    if (!is_in_order(whole))
        return std::unexpected(Error::kExportOrder);
    return whole;
}

std::expected<record::Record, std::string> open_record(byte_view sealed, std::uint32_t epoch,
                                                       const EpochShare& share) {
    if (const auto header = envelope::check_header(sealed, epoch, share.public_half); !header)
        return failure(code(header.error()));
    const auto ephemeral = envelope::lifted_ephemeral_key(sealed);
    if (!ephemeral)
        return failure(code(ephemeral.error()));
    const auto partial = envelope::partial(share.scalar.view(), *ephemeral);
    if (!partial)
        return failure(code(partial.error()));
    const auto content = envelope::open(sealed, epoch, share.public_half, partial->view());
    if (!content)
        return failure(code(content.error()));
    auto opened = record::from_text(as_text(content->view()));
    if (!opened)
        return failure(code(opened.error()));
    if (opened->epoch != epoch)
        return failure(code(record::Error::kRecordEpoch));
    return std::move(*opened);
}

}  // namespace porchlight::custody
