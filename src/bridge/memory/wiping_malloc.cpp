// free() and realloc() that overwrite what they give back, for the whole process: Pango, cairo, CUPS and the JSON
// parser copy what an applicant typed, and none of them wipes. Replaces the C library's functions as its manual
// allows ("Replacing malloc"); operator delete calls them. Any thread; no state.
#include <cstddef>
#include <cstring>

#include <malloc.h>

// NOLINTBEGIN(readability-identifier-naming, cppcoreguidelines-no-malloc): these are the C library's own names.
extern "C" {

void __libc_free(void* memory);
void* __libc_malloc(std::size_t size);

void free(void* memory) {
    if (memory == nullptr)
        return;
    explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

// Never in place by the C library: it might move, and leave the old block as it was.
void* realloc(void* memory, std::size_t size) {
    if (memory == nullptr)
        return __libc_malloc(size);
    if (size == 0) {
        free(memory);
        return nullptr;
    }
    const std::size_t had = malloc_usable_size(memory);
    if (size <= had && size > had / 2)
        return memory;
    void* moved = __libc_malloc(size);
    if (moved == nullptr)
        return nullptr;
    std::memcpy(moved, memory, had < size ? had : size);
    free(memory);
    return moved;
}

}  // extern "C"
// NOLINTEND(readability-identifier-naming, cppcoreguidelines-no-malloc)
