// Service numbers in memory, first in, first out. Any thread.
#pragma once

#include "bridge/numbers/service_numbers.h"

#include <deque>
#include <map>
#include <mutex>

namespace porchlight::bridge {

class MemoryNumbers final : public ServiceNumbers {
public:
    void add(const std::string& service, const std::string& number);
    std::size_t left(const std::string& service) const;

    std::optional<std::string> take(const std::string& service) override;
    void give_back(const std::string& service, const std::string& number) override;
    void keep(const std::string& service, const std::string& number) override;

private:
    mutable std::mutex m_mutex;
    std::map<std::string, std::deque<std::string>> m_free;
};

}  // namespace porchlight::bridge
