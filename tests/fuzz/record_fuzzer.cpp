// A record that is read is, byte for byte, the one that would be written.
#include "record/record.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    const auto read = record::from_text(text);
    if (read)
        expect(record::to_text(*read).value() == text && size <= record::kMaxRecordBytes);
    // The whole input as a name: whatever name can be written can be read.
    if (const auto written = record::to_text({7, std::string(text), "1990-03-12"}))
        expect(written->size() <= record::kMaxRecordBytes && record::from_text(*written).value().name == text);
    return 0;
}
