// Hashes taken as a path, at any index and size, prove nothing to a root that they were not made for; taken as leaves,
// their proofs hold.
#include "log/tree.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using namespace porchlight::public_log;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto in = fuzz::input(data, size);
    if (in.size() < 16)
        return 0;
    const auto first = get_u64(in);
    const auto second = get_u64(in.subspan(8));
    Path path;
    for (auto rest = in.subspan(16); rest.size() >= 32 && path.size() < kMaxPathHashes; rest = rest.subspan(32))
        path.push_back(to_array<32>(rest));
    const auto never = leaf_hash(as_bytes("never seen"));
    expect(!is_included(leaf_hash(in), first, second, path, never));
    expect(!is_continued({first, never}, {second, leaf_hash(in)}, path) || first == second);
    if (path.empty())
        return 0;
    const auto index = static_cast<std::size_t>(first % path.size());
    const auto root = root_of(path);
    expect(is_included(path[index], index, path.size(), inclusion_path(path, index), root));
    const TreeHead before{index + 1, root_of(std::span(path).first(index + 1))};
    expect(is_continued(before, {path.size(), root}, consistency_path(path, index + 1)));
    return 0;
}
