// Memory that is overwritten with zeros before it is given back.
//
// Why: what this folder lays out holds an applicant's name. Every container in
// it that sees characters, or glyphs from which they could be read, uses this
// allocator, so that nothing freed is left in the heap. libsodium is not
// linked here, so the wipe is our own and not optimised away.
//
// Threads: as the container that uses it; the functions share no state.
// Units: bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace porchlight::text {

/// Overwrites `size` bytes at `data` with zeros; the compiler may not drop it.
void wipe(void* data, std::size_t size) noexcept;

/// std::allocator that wipes what it gives back.
template <typename T>
struct WipingAllocator {
    using value_type = T;

    WipingAllocator() = default;
    template <typename U>
    WipingAllocator(const WipingAllocator<U>&) noexcept {}

    T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }
    void deallocate(T* data, std::size_t count) noexcept {
        const auto raw = std::as_writable_bytes(std::span(data, count));
        wipe(raw.data(), raw.size());
        std::allocator<T>{}.deallocate(data, count);
    }
    bool operator==(const WipingAllocator&) const = default;
};

/// A vector whose memory is wiped when it grows, shrinks or ends.
template <typename T>
using WipedVector = std::vector<T, WipingAllocator<T>>;

}  // namespace porchlight::text
