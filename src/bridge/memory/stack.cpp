#include "bridge/memory/stack.h"

#include <cstring>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kDepth_bytes = 256 * 1024;  // deeper than shaping, drawing and parsing go

}  // namespace

[[gnu::noinline]] void wipe_stack() {
    char below[kDepth_bytes];
    explicit_bzero(below, sizeof below);
}

}  // namespace porchlight::bridge
