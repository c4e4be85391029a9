// Reading CBOR (RFC 8949) that somebody else wrote, as far as WebAuthn uses it: integers, byte strings, texts, maps
// and what can be skipped; no indefinite lengths. Nothing is copied; every call gives nothing where the next item is
// of another kind or cut off, and what follows is then not to be read.
// Any thread.
#pragma once

#include "base/bytes.h"

#include <optional>

namespace porchlight::server {

class CborReader {
public:
    explicit CborReader(byte_view in) : m_rest(in) {}

    std::optional<std::int64_t> integer();
    std::optional<byte_view> byte_string();
    std::optional<std::string_view> text();
    // The number of pairs that follow.
    std::optional<std::uint64_t> map();
    // One item of any kind, at most kMaxCborDepth deep.
    bool skip();
    byte_view rest() const { return m_rest; }

private:
    struct Head {
        unsigned major = 0;
        std::uint64_t value = 0;
    };

    std::optional<Head> head();
    std::optional<std::uint64_t> head_of(unsigned major);
    std::optional<byte_view> take(std::uint64_t size);
    bool skip(unsigned depth);

    byte_view m_rest;
};

constexpr unsigned kMaxCborDepth = 8;

}  // namespace porchlight::server
