// An export of any bytes is refused or opened record by record, each with its own error.
#include "custody/memory_stream.h"
#include "custody/opening.h"
#include "envelope/layout.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

namespace {

void check(byte_view content, const custody::KeyFile& share) {
    custody::MemorySource source(content);
    auto file = custody::ExportReader::create(source);
    if (!file)
        return;
    std::size_t seen = 0;
    const auto done = custody::open_each(*file, share, [&](const custody::Opened& opened) {
        ++seen;
        expect(opened.record.has_value() || !opened.record.error().empty());
    });
    expect(done.has_value() && seen == file->size());
    expect(file->hash_so_far() == hash(content));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    static const auto share = custody::generate_key(custody::KeyKind::kEpoch);
    check(input, share);
    // As one envelope of a good export, under the right header.
    bytes whole(16 + envelope::kEnvelopeBytes);
    std::ranges::copy(as_bytes("PLX1"), whole.begin());
    put_u32(byte_span(whole).subspan(4), 1);
    put_u64(byte_span(whole).subspan(8), 1);
    const auto header = envelope::write_header({1, envelope::key_id(share.public_half)});
    std::ranges::copy(header, whole.begin() + 16);
    std::copy_n(input.begin(), std::min(size, envelope::kSealedBytes), whole.begin() + 16 + envelope::kHeaderBytes);
    check(whole, share);
    return 0;
}
