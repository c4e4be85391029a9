#include "bridge/journal/slots.h"

#include "base/secret_bytes.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kStateAt = 24;
constexpr std::size_t kExpiryAt = 28;
constexpr std::int64_t kQuarter_s = 15 * 60;

}  // namespace

std::optional<Slots> Slots::parse(byte_view in) {
    if (in.size() != kJournalBytes)
        return std::nullopt;
    Slots out(bytes(in.begin(), in.end()));
    for (std::size_t i = 0; i < kSlots; ++i)
        if (out.slot(i)[kStateAt] > static_cast<std::uint8_t>(SlotState::kFailed))
            return std::nullopt;
    return out;
}

std::optional<std::size_t> Slots::find(const SlotTag& tag) const {
    for (std::size_t i = 0; i < kSlots; ++i)
        if (state(i) != SlotState::kFree && std::ranges::equal(slot(i).first(tag.size()), tag))
            return i;
    return std::nullopt;
}

std::optional<std::size_t> Slots::free_slot() const {
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < kSlots; ++i)
        if (state(i) == SlotState::kFree)
            free.push_back(i);
    if (free.empty())
        return std::nullopt;
    return free[random_below(static_cast<std::uint32_t>(free.size()))];
}

void Slots::fill(std::size_t index, const SlotTag& tag, std::int64_t expiry) {
    auto out = slot(index);
    std::ranges::copy(tag, out.begin());
    put_u32(out.subspan(kExpiryAt), static_cast<std::uint32_t>((expiry + kQuarter_s - 1) / kQuarter_s));
    set_state(index, SlotState::kUsed);
}

void Slots::set_state(std::size_t index, SlotState state) { slot(index)[kStateAt] = static_cast<std::uint8_t>(state); }

std::size_t Slots::used() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < kSlots; ++i)
        count += state(i) == SlotState::kUsed ? 1 : 0;
    return count;
}

void Slots::settle(SlotState ended) {
    for (std::size_t i = 0; i < kSlots; ++i)
        if (state(i) == SlotState::kUsed)
            set_state(i, ended);
}

bool Slots::prune(std::int64_t now) {
    bool changed = false;
    for (std::size_t i = 0; i < kSlots; ++i)
        if (state(i) != SlotState::kFree && state(i) != SlotState::kUsed &&
            static_cast<std::int64_t>(get_u32(slot(i).subspan(kExpiryAt))) * kQuarter_s <= now) {
            wipe(slot(i));
            changed = true;
        }
    return changed;
}

}  // namespace porchlight::bridge
