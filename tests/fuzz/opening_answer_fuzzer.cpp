// An answer of any bytes is refused, or read to its end as its header says; and any 96 bytes are no proof of a partial
// that the share did not make.
#include "custody/memory_stream.h"
#include "custody/opening/answer.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using namespace porchlight::custody;
using fuzz::expect;

namespace {

const signing_key& custodian() {
    static const auto key = signing_key::generate();
    return key;
}

void read_answer(byte_view content) {
    MemorySource source(content);
    auto reader = AnswerReader::create(source);
    if (!reader)
        return;
    expect(reader->header().file_bytes() == content.size());
    std::uint64_t seen = 0;
    MemorySink sink;
    AnswerWriter writer(sink, reader->header());
    for (auto there = reader->next(); there && *there; there = reader->next()) {
        ++seen;
        expect(writer.put(reader->entry()).has_value());
    }
    expect(seen == reader->header().count);
    // Nobody signed it; and what was read is what was written, but for the signature.
    expect(!reader->check_signature(custodian().public_half));
    expect(writer.finish(custodian()).has_value());
    expect(
        std::ranges::equal(byte_view(sink.content()).first(content.size() - 64), content.first(content.size() - 64)));
}

void read_proof(byte_view input) {
    static const auto share = group::random_scalar();
    static const auto ephemeral = group::base_multiply(group::random_scalar().view());
    static const auto partial = partial_of(share.view(), ephemeral).value();
    PartialStatement about{{}, {}, group::base_multiply(share.view()), ephemeral, to_array<32>(input)};
    expect(!is_proved(about, to_array<64>(input.subspan(32))));
    about.partial = partial;
    expect(!is_proved(about, to_array<64>(input.subspan(32))));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = fuzz::input(data, size);
    read_answer(input);
    if (size == 96)
        read_proof(input);
    return 0;
}
