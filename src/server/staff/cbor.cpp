#include "server/staff/cbor.h"

namespace porchlight::server {
namespace {

enum Major : unsigned { kUnsigned, kNegative, kBytes, kText, kArray, kMap, kTag, kSimple };

constexpr unsigned kFirstLong = 24;  // the value is in 1, 2, 4 or 8 bytes that follow
constexpr unsigned kLastLong = 27;

}  // namespace

std::optional<byte_view> CborReader::take(std::uint64_t size) {
    if (size > m_rest.size())
        return std::nullopt;
    const auto out = m_rest.first(static_cast<std::size_t>(size));
    m_rest = m_rest.subspan(out.size());
    return out;
}

std::optional<CborReader::Head> CborReader::head() {
    const auto first = take(1);
    if (!first)
        return std::nullopt;
    const unsigned initial = first->front();
    Head out{initial >> 5U, initial & 31U};
    if (out.value < kFirstLong)
        return out;
    if (out.value > kLastLong)
        return std::nullopt;
    const auto more = take(std::uint64_t{1} << (out.value - kFirstLong));
    if (!more)
        return std::nullopt;
    out.value = 0;
    for (const auto byte : *more)
        out.value = (out.value << 8U) | byte;
    return out;
}

std::optional<std::uint64_t> CborReader::head_of(unsigned major) {
    const auto found = head();
    if (!found || found->major != major)
        return std::nullopt;
    return found->value;
}

std::optional<std::int64_t> CborReader::integer() {
    const auto found = head();
    if (!found || found->major > kNegative || found->value > INT64_MAX)
        return std::nullopt;
    const auto value = static_cast<std::int64_t>(found->value);
    return found->major == kUnsigned ? value : -1 - value;
}

std::optional<byte_view> CborReader::byte_string() {
    const auto size = head_of(kBytes);
    return size ? take(*size) : std::nullopt;
}

std::optional<std::string_view> CborReader::text() {
    const auto size = head_of(kText);
    const auto found = size ? take(*size) : std::nullopt;
    if (!found)
        return std::nullopt;
    return as_text(*found);
}

std::optional<std::uint64_t> CborReader::map() { return head_of(kMap); }

bool CborReader::skip() { return skip(0); }

bool CborReader::skip(unsigned depth) {
    const auto found = head();
    if (!found || depth > kMaxCborDepth)
        return false;
    std::uint64_t items = 0;
    switch (found->major) {
        case kBytes:
        case kText: return take(found->value).has_value();
        case kArray: items = found->value; break;
        case kMap: items = found->value > m_rest.size() ? UINT64_MAX : 2 * found->value; break;
        case kTag: items = 1; break;
        default: return true;
    }
    // Each item has at least a byte: a number that is larger than what is left is not counted through.
    if (items > m_rest.size())
        return false;
    for (; items > 0; --items)
        if (!skip(depth + 1))
            return false;
    return true;
}

}  // namespace porchlight::server
