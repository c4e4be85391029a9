#include "custody/opening.h"

#include "envelope/open.h"

namespace porchlight::custody {
namespace {

std::expected<secret_bytes, envelope::Error> open_content(byte_view sealed, std::uint32_t epoch, const KeyFile& share) {
    // First, so that a record of another key is named as such.
    if (const auto header = envelope::check_header(sealed, epoch, share.public_half); !header)
        return std::unexpected(header.error());
    const auto ephemeral = envelope::lifted_ephemeral_key(sealed);
    if (!ephemeral)
        return std::unexpected(ephemeral.error());
    // With one custodian the sum of the weighted partials is the one partial.
    const auto combined = envelope::partial(share.secret.view(), *ephemeral);
    if (!combined)
        return std::unexpected(combined.error());
    return envelope::open(sealed, epoch, share.public_half, combined->view());
}

}  // namespace

std::expected<record::Record, std::string_view> record_of(byte_view content, std::uint32_t epoch) {
    auto opened = record::from_text(as_text(content));
    if (!opened)
        return std::unexpected(record::code(opened.error()));
    if (opened->epoch != epoch)
        return std::unexpected(record::code(record::Error::kRecordEpoch));
    return std::move(*opened);
}

std::expected<record::Record, std::string_view> open_record(byte_view sealed, std::uint32_t epoch,
                                                            const KeyFile& share) {
    const auto content = open_content(sealed, epoch, share);
    if (!content)
        return std::unexpected(envelope::code(content.error()));
    return record_of(content->view(), epoch);
}

std::expected<void, Error> open_each(ExportReader& file, const KeyFile& share,
                                     const std::function<void(const Opened&)>& take) {
    auto there = file.next();
    for (; there && *there; there = file.next()) {
        Opened opened{file.digest(), open_record(file.envelope(), file.epoch(), share)};
        take(opened);
        if (opened.record) {
            wipe(opened.record->name);
            wipe(opened.record->dob);
        }
    }
    if (!there)
        return std::unexpected(there.error());
    return {};
}

}  // namespace porchlight::custody
