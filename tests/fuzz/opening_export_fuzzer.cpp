// An export of any bytes is gone through for a request to its end or to its first fault, whatever stands in it, and its
// keys are lifted together as alone.
#include "custody/group/polynomial.h"
#include "custody/memory_stream.h"
#include "custody/opening/requested_records.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using namespace porchlight::custody;
using fuzz::expect;

namespace {

SharingKeys dealt() {
    const auto polynomial = group::Polynomial::random(2);
    return SharingKeys({"City",
                        1,
                        1,
                        {},
                        date::parse("2027-11-27").value(),
                        date::parse("2034-11-27").value(),
                        2,
                        {{"Ana", "One", {1}}, {"Ben", "Two", {2}}},
                        {},
                        polynomial.commitments()});
}

void walk(byte_view content, const SharingKeys& keys, const OpeningRequest& request) {
    MemorySource source(content);
    auto reader = ExportReader::create(source);
    if (!reader)
        return;
    auto records = RequestedRecords::create(*reader, request, keys);
    if (!records)
        return;
    std::uint64_t seen = 0;
    for (auto batch = records->next(); batch && !batch->empty(); batch = records->next()) {
        seen += batch->size();
        for (const auto& record : *batch)
            expect(!record.ephemeral || hash(record.envelope) == record.digest);
        // One of them, since a lift alone costs more than all else here; which one, the input says.
        const auto& record = (*batch)[batch->front().digest[0] % batch->size()];
        const auto alone = envelope::lifted_ephemeral_key(record.envelope);
        expect(!alone || !record.ephemeral || *alone == *record.ephemeral);
    }
    expect(seen <= request.count());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    static const auto keys = dealt();
    walk(input, keys, request_for_export(1, keys.hash(), hash(input), std::max<std::size_t>(1, size / 1024)));
    // As envelopes of a good export under the right header, in order.
    std::vector<envelope::Envelope> all(std::min<std::size_t>(size / 64, 6));
    const auto header = envelope::write_header({1, envelope::key_id(keys.epoch_key())});
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::ranges::copy(header, all[i].begin());
        std::ranges::copy(input.subspan(64 * i, 64), all[i].begin() + envelope::kHeaderBytes);
    }
    std::ranges::sort(all, {}, [](const auto& sealed) { return hash(sealed); });
    bytes whole(16);
    std::ranges::copy(as_bytes("PLX1"), whole.begin());
    put_u32(byte_span(whole).subspan(4), 1);
    put_u64(byte_span(whole).subspan(8), all.size());
    std::vector<hash256> digests;
    for (const auto& sealed : all) {
        whole.insert(whole.end(), sealed.begin(), sealed.end());
        digests.push_back(hash(sealed));
    }
    if (all.empty())
        return 0;
    walk(whole, keys, request_for_export(1, keys.hash(), hash(whole), all.size()));
    walk(whole, keys, request_for_records(1, keys.hash(), std::move(digests)));
    return 0;
}
