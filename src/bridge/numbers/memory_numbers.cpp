#include "bridge/numbers/memory_numbers.h"

namespace porchlight::bridge {

void MemoryNumbers::add(const std::string& service, const std::string& number) {
    const std::lock_guard lock(m_mutex);
    m_free[service].push_back(number);
}

std::size_t MemoryNumbers::left(const std::string& service) const {
    const std::lock_guard lock(m_mutex);
    const auto at = m_free.find(service);
    return at == m_free.end() ? 0 : at->second.size();
}

std::optional<std::string> MemoryNumbers::take(const std::string& service) {
    const std::lock_guard lock(m_mutex);
    const auto at = m_free.find(service);
    if (at == m_free.end() || at->second.empty())
        return std::nullopt;
    auto number = std::move(at->second.front());
    at->second.pop_front();
    return number;
}

void MemoryNumbers::give_back(const std::string& service, const std::string& number) {
    const std::lock_guard lock(m_mutex);
    m_free[service].push_front(number);
}

// Taken is gone already.
void MemoryNumbers::keep(const std::string&, const std::string&) {}

}  // namespace porchlight::bridge
