// A kiosk's numbers of one service, and which of them are used: a set of bits in the order of the numbers, which is
// no order of time (FORMAT.md). Values; one thread at a time.
#pragma once

#include "protocol/numbers.h"

#include <optional>
#include <set>

namespace porchlight::bridge {

constexpr std::size_t kMaxBookNumbers = 65'536;
constexpr std::size_t kMaxBookBlocks = 4'096;
constexpr std::size_t kMaxBookBytes = 4 * 1024 * 1024;

class NumberBook {
public:
    NumberBook() = default;
    explicit NumberBook(std::string service) : m_service(std::move(service)) {}
    // Nothing if it is not, byte for byte, what write() writes.
    static std::optional<NumberBook> parse(byte_view in);
    bytes write() const;

    const std::string& service() const { return m_service; }
    std::size_t size() const { return m_numbers.size(); }
    const std::string& number(std::size_t index) const { return m_numbers[index]; }
    bool is_used(std::size_t index) const { return m_used[index]; }
    std::optional<std::size_t> find(const std::string& number) const;
    void set_used(std::size_t index) { m_used[index] = true; }

    // Was this block taken before, even if all its numbers are used?
    bool knows(const protocol::BlockId& id) const { return m_blocks.contains(id); }
    // With the block's numbers beside those that are not used yet; the used ones go. Nothing if there is no room, the
    // numbers have another length, or one is in the book already.
    std::optional<NumberBook> with(const protocol::NumberBlock& block) const;

private:
    std::string m_service;
    std::set<protocol::BlockId> m_blocks;
    std::vector<std::string> m_numbers;  // ascending
    std::vector<bool> m_used;
};

}  // namespace porchlight::bridge
