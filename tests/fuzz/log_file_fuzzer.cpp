// A file of entries that is read is its lines; each of them is written as it was, and proved to be in the tree.
#include "log/entry_file.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using namespace porchlight::public_log;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    if (const auto entry = parse_entry(text))
        expect(to_text(*entry) == text && text.find('\n') == std::string_view::npos && !kind_name(*entry).empty());
    const auto lines = read_entries(text);
    if (!lines || lines->empty())
        return 0;
    const auto leaves = leaves_of(*lines);
    const auto index = size % leaves.size();
    expect(is_included(leaves[index], index, leaves.size(), inclusion_path(leaves, index), root_of(leaves)));
    return 0;
}
