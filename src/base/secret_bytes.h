// Memory for secrets: wiped when it goes, guarded and locked by libsodium, not copyable, not printable.
// Any thread; one owner.
#pragma once

#include "base/bytes.h"

#include <string>

namespace porchlight {

class secret_bytes {
public:
    secret_bytes() = default;
    explicit secret_bytes(std::size_t size);
    explicit secret_bytes(byte_view copy_of);
    secret_bytes(secret_bytes&& other) noexcept;
    secret_bytes& operator=(secret_bytes&& other) noexcept;
    secret_bytes(const secret_bytes&) = delete;
    secret_bytes& operator=(const secret_bytes&) = delete;
    ~secret_bytes();

    std::uint8_t* data() { return m_data; }
    const std::uint8_t* data() const { return m_data; }
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    byte_view view() const { return {m_data, m_size}; }
    byte_span span() { return {m_data, m_size}; }
    secret_bytes clone() const { return secret_bytes(view()); }

private:
    void release();

    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

// In constant time; sizes may differ.
bool equal_secret(byte_view a, byte_view b);

// Overwrites what a container holds, its spare capacity included, and empties it.
void wipe(bytes& data);
void wipe(std::string& text);
void wipe(byte_span data);

}  // namespace porchlight
