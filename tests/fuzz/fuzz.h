// What every fuzzer shares: a property that must hold, and the input as our types.
#pragma once

#include "base/bytes.h"
#include "base/crypto.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace porchlight::fuzz {

// libFuzzer keeps the input that ended the process.
inline void expect(bool holds) {
    if (!holds)
        std::abort();
}

inline byte_view input(const std::uint8_t* data, std::size_t size) {
    static const bool started = start_crypto();
    expect(started);
    return {data, size};
}

}  // namespace porchlight::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
