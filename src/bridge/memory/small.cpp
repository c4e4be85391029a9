#include "bridge/memory/small.h"

#include <malloc.h>

namespace porchlight::bridge {

void keep_memory_small() {
    constexpr int kLarge_bytes = 128 * 1024;
    ::mallopt(M_ARENA_MAX, 1);
    // The C library would raise it with the largest block that it has seen.
    ::mallopt(M_MMAP_THRESHOLD, kLarge_bytes);
    ::mallopt(M_TRIM_THRESHOLD, kLarge_bytes);
}

}  // namespace porchlight::bridge
