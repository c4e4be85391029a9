#include "log/tree.h"

#include "base/sha256.h"

#include <algorithm>
#include <bit>

namespace porchlight::public_log {
namespace {

constexpr byte_array<1> kLeaf{0};
constexpr byte_array<1> kParent{1};

// The largest power of two below `size`, which is at least 2.
std::size_t split(std::size_t size) { return std::bit_floor(size - 1); }

// Where a verifier stands between leaf and root: an index, and the last index of its level.
struct Position {
    std::uint64_t index;
    std::uint64_t last;

    void rise() {
        index >>= 1U;
        last >>= 1U;
    }
    bool is_right() const { return (index & 1U) != 0; }
    // Levels on which there is nothing to the left of the last node.
    void skip_left_edge() {
        while (!is_right() && index != 0)
            rise();
    }
};

}  // namespace

node_hash leaf_hash(byte_view entry) { return sha256({kLeaf, entry}); }

node_hash parent_hash(const node_hash& left, const node_hash& right) { return sha256({kParent, left, right}); }

node_hash root_of(std::span<const node_hash> leaves) {
    if (leaves.empty())
        return sha256({});
    // Roots of full trees, the largest first; a carry merges equal ones.
    std::vector<node_hash> full;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        full.push_back(leaves[i]);
        for (std::size_t carry = i; (carry & 1U) != 0; carry >>= 1U) {
            const auto right = full.back();
            full.pop_back();
            full.back() = parent_hash(full.back(), right);
        }
    }
    auto root = full.back();
    for (auto left = full.rbegin() + 1; left != full.rend(); ++left)
        root = parent_hash(*left, root);
    return root;
}

Path inclusion_path(std::span<const node_hash> leaves, std::size_t index) {
    Path path;
    while (leaves.size() > 1) {
        const auto left = split(leaves.size());
        const bool goes_left = index < left;
        path.push_back(root_of(goes_left ? leaves.subspan(left) : leaves.first(left)));
        leaves = goes_left ? leaves.first(left) : leaves.subspan(left);
        index -= goes_left ? 0 : left;
    }
    std::ranges::reverse(path);
    return path;
}

Path consistency_path(std::span<const node_hash> leaves, std::size_t old_size) {
    Path path;
    bool is_whole_old_tree = true;
    while (old_size != 0 && old_size != leaves.size()) {
        const auto left = split(leaves.size());
        const bool goes_left = old_size <= left;
        path.push_back(root_of(goes_left ? leaves.subspan(left) : leaves.first(left)));
        leaves = goes_left ? leaves.first(left) : leaves.subspan(left);
        old_size -= goes_left ? 0 : left;
        is_whole_old_tree = is_whole_old_tree && goes_left;
    }
    if (!is_whole_old_tree)
        path.push_back(root_of(leaves));
    std::ranges::reverse(path);
    return path;
}

bool is_included(const node_hash& leaf, std::uint64_t index, std::uint64_t size, const Path& path,
                 const node_hash& root) {
    if (index >= size)
        return false;
    Position at{index, size - 1};
    auto node = leaf;
    for (const auto& sibling : path) {
        if (at.last == 0)
            return false;
        if (at.is_right() || at.index == at.last) {
            node = parent_hash(sibling, node);
            at.skip_left_edge();
        } else {
            node = parent_hash(node, sibling);
        }
        at.rise();
    }
    return at.last == 0 && node == root;
}

bool is_continued(const TreeHead& old_head, const TreeHead& new_head, const Path& path) {
    if (old_head.size == new_head.size)
        return path.empty() && old_head.root == new_head.root;
    if (old_head.size == 0 || old_head.size > new_head.size || path.empty())
        return false;
    Position at{old_head.size - 1, new_head.size - 1};
    while (at.is_right())
        at.rise();
    // An old tree that is full is a node of the new one by itself, and is not in the path.
    auto rest = std::span(path);
    auto old_root = old_head.root;
    if (!std::has_single_bit(old_head.size)) {
        old_root = path.front();
        rest = rest.subspan(1);
    }
    auto new_root = old_root;
    for (const auto& sibling : rest) {
        if (at.last == 0)
            return false;
        if (at.is_right() || at.index == at.last) {
            old_root = parent_hash(sibling, old_root);
            new_root = parent_hash(sibling, new_root);
            at.skip_left_edge();
        } else {
            new_root = parent_hash(new_root, sibling);
        }
        at.rise();
    }
    return at.last == 0 && old_root == old_head.root && new_root == new_head.root;
}

}  // namespace porchlight::public_log
