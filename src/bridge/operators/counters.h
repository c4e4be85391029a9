// How many cards this kiosk has printed, for whoever looks after its printer (FORMAT.md, Counters). A count says
// nothing about who or when. CardCounter is the interface; FileCounter keeps the counts in the bridge's folder,
// MemoryCounter nowhere. Any thread.
#pragma once

#include "base/bytes.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

namespace porchlight::bridge {

struct Counters {
    std::uint64_t printed = 0;         // since the kiosk was enrolled
    std::uint64_t since_cleaning = 0;  // at most printed
    friend bool operator==(const Counters&, const Counters&) = default;
};

constexpr std::size_t kCountersBytes = 32;
bytes write_counters(const Counters& counters);
// Nothing if it is not, byte for byte, what write_counters writes.
std::optional<Counters> parse_counters(byte_view in);

class CardCounter {
public:
    virtual ~CardCounter() = default;
    // A card was printed. A disk that refuses is said in the log: the card is out all the same.
    void raise();
    // False if the disk refuses.
    bool set_cleaned();
    Counters now() const;

protected:
    explicit CardCounter(const Counters& counters) : m_counters(counters) {}

private:
    virtual bool save(byte_view counters) = 0;

    mutable std::mutex m_mutex;
    Counters m_counters;
};

class MemoryCounter final : public CardCounter {
public:
    explicit MemoryCounter(const Counters& counters = {}) : CardCounter(counters) {}
    // As a disk that is full.
    void refuse_writes() { m_refuses = true; }

private:
    bool save(byte_view) override { return !m_refuses; }
    bool m_refuses = false;
};

class FileCounter final : public CardCounter {
public:
    // folder/counters. One that is not there, or damaged (that is said in the log), counts from zero.
    static std::unique_ptr<FileCounter> open(const std::filesystem::path& folder);

private:
    FileCounter(const Counters& counters, std::filesystem::path path)
        : CardCounter(counters), m_path(std::move(path)) {}
    bool save(byte_view counters) override;

    std::filesystem::path m_path;
};

}  // namespace porchlight::bridge
