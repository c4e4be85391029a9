// What is made canonical is canonical, within bounds, and compares equal to itself however it is typed again.
#include "record/name.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    static_cast<void>(record::count_characters(text));
    static_cast<void>(record::comparison_form(text));
    static_cast<void>(record::canonical_text(text, 24, 96));
    const auto name = record::canonical_name(text);
    if (!name)
        return 0;
    expect(record::is_canonical_name(*name));
    expect(name->size() <= record::kMaxNameBytes);
    const auto characters = record::count_characters(*name);
    expect(characters >= 1 && characters <= record::kMaxNameCharacters);
    expect(record::canonical_name("  " + *name + " \n").value() == *name);
    return 0;
}
