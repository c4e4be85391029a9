#include "base/running_hash.h"

#include <sodium.h>

#include <cstring>

namespace porchlight {
namespace {

using State = crypto_generichash_state;

}  // namespace

running_hash::running_hash() {
    static_assert(sizeof(State) == kStateBytes && alignof(State) <= kStateAlignment);
    State state;
    crypto_generichash_init(&state, nullptr, 0, sizeof(hash256));
    std::memcpy(m_state.data(), &state, sizeof state);
}

void running_hash::update(byte_view piece) {
    crypto_generichash_update(reinterpret_cast<State*>(m_state.data()), piece.data(), piece.size());
}

hash256 running_hash::value() const {
    State state;
    std::memcpy(&state, m_state.data(), sizeof state);
    hash256 out;
    crypto_generichash_final(&state, out.data(), out.size());
    return out;
}

}  // namespace porchlight
