// The journal's slots: a fixed number of 32 bytes each, whatever has happened. Pure but for randomness.
//
//   0  24  tag: BLAKE2b of the request id under the journal's key, cut
//  24   1  state: 0 free, 1 used, 2 printed, 3 failed
//  25   3  zero
//  28   4  expiry in quarters of an hour since 1970, rounded up, big-endian
#pragma once

#include "bridge/journal/journal.h"

#include <optional>

namespace porchlight::bridge {

constexpr std::size_t kSlotBytes = 32;
constexpr std::size_t kSlots = 256;
constexpr std::size_t kJournalBytes = kSlotBytes * kSlots;

enum class SlotState : std::uint8_t { kFree = 0, kUsed = 1, kPrinted = 2, kFailed = 3 };

using SlotTag = byte_array<24>;

class Slots {
public:
    Slots() : m_bytes(kJournalBytes) {}
    // Nothing if it is not kJournalBytes of this form.
    static std::optional<Slots> parse(byte_view in);

    std::optional<std::size_t> find(const SlotTag& tag) const;
    // A free slot, by chance: the order of slots is no order of time.
    std::optional<std::size_t> free_slot() const;
    void fill(std::size_t slot, const SlotTag& tag, std::int64_t expiry);
    void set_state(std::size_t slot, SlotState state);
    // Of those that are used and not finished.
    std::size_t used() const;
    void settle(SlotState ended);
    // True if something went. Used ones stay until somebody has looked.
    bool prune(std::int64_t now);

    byte_view view() const { return m_bytes; }

private:
    explicit Slots(bytes content) : m_bytes(std::move(content)) {}
    byte_span slot(std::size_t index) { return byte_span(m_bytes).subspan(index * kSlotBytes, kSlotBytes); }
    byte_view slot(std::size_t index) const { return byte_view(m_bytes).subspan(index * kSlotBytes, kSlotBytes); }
    SlotState state(std::size_t index) const { return static_cast<SlotState>(slot(index)[24]); }

    bytes m_bytes;
};

}  // namespace porchlight::bridge
