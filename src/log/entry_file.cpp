#include "log/entry_file.h"

namespace porchlight::public_log {

std::expected<std::vector<std::string_view>, Error> read_entries(std::string_view file) {
    if (file.size() > kMaxFileBytes)
        return std::unexpected(Error::kFileSize);
    std::vector<std::string_view> lines;
    while (!file.empty()) {
        const auto end = file.find('\n');
        if (end == std::string_view::npos)
            return std::unexpected(Error::kFileMalformed);
        const auto line = file.substr(0, end);
        if (const auto entry = parse_entry(line); !entry)
            return std::unexpected(entry.error());
        lines.push_back(line);
        file.remove_prefix(end + 1);
    }
    return lines;
}

std::vector<node_hash> leaves_of(const std::vector<std::string_view>& lines) {
    std::vector<node_hash> leaves;
    leaves.reserve(lines.size());
    for (const auto line : lines)
        leaves.push_back(leaf_hash(as_bytes(line)));
    return leaves;
}

node_hash batch_root(const std::vector<hash256>& digests) {
    std::vector<node_hash> leaves;
    leaves.reserve(digests.size());
    for (const auto& digest : digests)
        leaves.push_back(leaf_hash(digest));
    return root_of(leaves);
}

}  // namespace porchlight::public_log
