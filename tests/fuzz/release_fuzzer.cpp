// A release that is read has paths that stay inside its folder, and is written and read again.
#include "protocol/release.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    if (protocol::is_release_path(text))
        expect(text.find("..") != 0 && text.find("/.") == std::string_view::npos && text.front() != '/');
    const auto release = protocol::parse_release(text);
    if (!release)
        return 0;
    expect(!release->files.empty() && release->files.size() <= protocol::kMaxReleaseFiles);
    for (const auto& file : release->files)
        expect(protocol::is_release_path(file.path) && file.plain.size <= protocol::kMaxFileBytes);
    const auto again = protocol::parse_release(protocol::to_text(*release));
    expect(again.has_value() && again->files.size() == release->files.size());
    return 0;
}
