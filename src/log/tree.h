// A Merkle tree over the entries of a log: hashes, proofs that an entry is in it, and that one tree continues another.
// Source: RFC 6962, section 2.1; verification as in RFC 9162, sections 2.1.3.2 and 2.1.4.2. Pure functions, any thread.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace porchlight::public_log {

using node_hash = byte_array<32>;  // SHA-256
using Path = std::vector<node_hash>;

// A tree of 2^63 - 1 leaves has no longer path.
constexpr std::size_t kMaxPathHashes = 63;

node_hash leaf_hash(byte_view entry);
node_hash parent_hash(const node_hash& left, const node_hash& right);

// Of the tree over these leaves; of no leaves, the hash of nothing.
node_hash root_of(std::span<const node_hash> leaves);

// From the leaf's sibling to the root's child. The index is less than the number of leaves.
Path inclusion_path(std::span<const node_hash> leaves, std::size_t index);
// That the tree over all leaves continues the one over the first `old_size`; 1 to the number of leaves. Empty if equal.
Path consistency_path(std::span<const node_hash> leaves, std::size_t old_size);

[[nodiscard]] bool is_included(const node_hash& leaf, std::uint64_t index, std::uint64_t size, const Path& path,
                               const node_hash& root);

struct TreeHead {
    std::uint64_t size = 0;
    node_hash root{};

    friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

// Equal heads need an empty path. Nothing is proved of an empty old tree but by an equal one: any tree continues it.
[[nodiscard]] bool is_continued(const TreeHead& old_head, const TreeHead& new_head, const Path& path);

}  // namespace porchlight::public_log
