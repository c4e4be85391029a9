#include "custody/memory_folder.h"

namespace porchlight::custody {

bool MemoryFolder::exists(const std::string& name) const { return m_files.contains(name); }

Result<secret_bytes> MemoryFolder::read_secret(const std::string& name) const {
    const auto at = m_files.find(name);
    if (at == m_files.end())
        return failure(Error::kMissing, name);
    if (at->second.open_to_others)
        return failure(Error::kKeyOpenToOthers, name);
    if (at->second.content.size() > kMaxKeyFileBytes)
        return failure(Error::kTooLarge, name);
    return secret_bytes(as_bytes(at->second.content));
}

Result<void> MemoryFolder::write_secret(const std::string& name, byte_view content) {
    if (exists(name))
        return failure(Error::kExists, name);
    if (!take_write())
        return failure(Error::kNotWritten, name);
    auto& file = m_files[name] = {std::string(as_text(content)), false};
    if (m_damages_secrets && !file.content.empty())
        file.content.back() = static_cast<char>(file.content.back() ^ 1);
    return {};
}

Result<void> MemoryFolder::replace_secret(const std::string& name, byte_view content) {
    if (!take_write())
        return failure(Error::kNotWritten, name);
    m_files[name] = {std::string(as_text(content)), false};
    return {};
}

Result<std::string> MemoryFolder::read(const std::string& name, std::size_t max_bytes) const {
    const auto at = m_files.find(name);
    if (at == m_files.end())
        return failure(Error::kMissing, name);
    if (at->second.content.size() > max_bytes)
        return failure(Error::kTooLarge, name);
    return at->second.content;
}

Result<void> MemoryFolder::write(const std::string& name, std::string_view content) {
    if (!take_write())
        return failure(Error::kNotWritten, name);
    m_files[name] = {std::string(content), true};
    return {};
}

void MemoryFolder::remove(const std::string& name) { m_files.erase(name); }

Result<void> MemoryFolder::erase_secret(const std::string& name) {
    if (m_files.erase(name) == 0)
        return failure(Error::kMissing, name);
    return {};
}

Result<std::vector<std::string>> MemoryFolder::list() const {
    std::vector<std::string> names;
    names.reserve(m_files.size());
    for (const auto& [name, file] : m_files)
        names.push_back(name);
    return names;
}

bool MemoryFolder::take_write() {
    if (m_writes_left == 0)
        return false;
    --m_writes_left;
    return true;
}

}  // namespace porchlight::custody
