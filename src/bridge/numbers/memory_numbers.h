// The stock's twin in memory. Any thread.
#pragma once

#include "bridge/numbers/stock.h"

#include <atomic>

namespace porchlight::bridge {

class MemoryNumbers final : public NumberStock {
public:
    explicit MemoryNumbers(Chance chance = random_below) : NumberStock(std::move(chance)) {}
    // As a block of its own.
    void add_number(const std::string& service, const std::string& number) {
        add({random_array<sizeof(protocol::BlockId)>(), service, {number}});
    }
    // As a disk that is full: nothing can be made durable any more.
    void refuse_writes() { m_refuses = true; }

private:
    bool save(const std::string&, byte_view) override { return !m_refuses; }
    std::atomic<bool> m_refuses = false;
};

}  // namespace porchlight::bridge
