#include "base/secret_bytes.h"

#include <sodium.h>

#include <cstdlib>
#include <cstring>
#include <utility>

namespace porchlight {

secret_bytes::secret_bytes(std::size_t size) : m_size(size) {
    if (size == 0)
        return;
    if (sodium_init() < 0)
        std::abort();
    m_data = static_cast<std::uint8_t*>(sodium_malloc(size));
    if (m_data == nullptr)
        std::abort();  // No memory for a secret: nothing sensible can follow.
    std::memset(m_data, 0, size);
}

secret_bytes::secret_bytes(byte_view copy_of) : secret_bytes(copy_of.size()) {
    if (m_size != 0)
        std::memcpy(m_data, copy_of.data(), m_size);
}

secret_bytes::secret_bytes(secret_bytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

secret_bytes& secret_bytes::operator=(secret_bytes&& other) noexcept {
    if (this != &other) {
        release();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

secret_bytes::~secret_bytes() { release(); }

void secret_bytes::release() {
    sodium_free(m_data);  // Wipes first.
    m_data = nullptr;
    m_size = 0;
}

bool equal_secret(byte_view a, byte_view b) {
    return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

void wipe(bytes& data) {
    data.resize(data.capacity());
    wipe(byte_span(data));
    data.clear();
}

void wipe(std::string& text) {
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

void wipe(byte_span data) {
    if (!data.empty())
        sodium_memzero(data.data(), data.size());
}

}  // namespace porchlight
