#include "bridge/numbers/number_book.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'N', '1'};
constexpr std::size_t kWidthAt = 4;
constexpr std::size_t kBlockCountAt = 8;
constexpr std::size_t kNumberCountAt = 12;
constexpr std::size_t kServiceAt = 16;
constexpr std::size_t kServiceBytes = 32;
constexpr std::size_t kHeaderBytes = kServiceAt + kServiceBytes;

struct Head {
    std::size_t width = 0;  // of a number
    std::size_t blocks = 0;
    std::size_t numbers = 0;
    std::string service;

    std::size_t numbers_at() const { return kHeaderBytes + blocks * sizeof(protocol::BlockId); }
    std::size_t bits_at() const { return numbers_at() + numbers * width; }
    std::size_t digest_at() const { return bits_at() + (numbers + 7) / 8; }
};

std::optional<Head> read_head(byte_view in) {
    if (in.size() < kHeaderBytes + sizeof(hash256) || in.size() > kMaxBookBytes ||
        !std::equal(kMagic.begin(), kMagic.end(), in.begin()))
        return std::nullopt;
    const auto service = as_text(in.subspan(kServiceAt, kServiceBytes));
    Head out{in[kWidthAt], get_u32(in.subspan(kBlockCountAt)), get_u32(in.subspan(kNumberCountAt)),
             std::string(service.substr(0, service.find('\0')))};
    const bool has_width = out.numbers == 0 ? out.width == 0 : out.width > 0 && out.width <= kServiceBytes;
    if (!has_width || out.blocks > kMaxBookBlocks || out.numbers > kMaxBookNumbers ||
        in.size() != out.digest_at() + sizeof(hash256))
        return std::nullopt;
    return out;
}

void put(bytes& out, std::size_t at, byte_view value) {
    std::ranges::copy(value, out.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

std::optional<NumberBook> NumberBook::parse(byte_view in) {
    const auto head = read_head(in);
    if (!head)
        return std::nullopt;
    NumberBook out(head->service);
    for (std::size_t i = 0; i < head->blocks; ++i)
        out.m_blocks.insert(
            to_array<sizeof(protocol::BlockId)>(in.subspan(kHeaderBytes + i * sizeof(protocol::BlockId))));
    for (std::size_t i = 0; i < head->numbers; ++i) {
        out.m_numbers.emplace_back(as_text(in.subspan(head->numbers_at() + i * head->width, head->width)));
        out.m_used.push_back(((in[head->bits_at() + i / 8] >> (i % 8)) & 1) != 0);
    }
    // Order, spare bits, padding and digest are good when they are what would be written.
    const bool ascends = std::ranges::adjacent_find(out.m_numbers, std::ranges::greater_equal()) == out.m_numbers.end();
    return ascends && std::ranges::equal(out.write(), in) ? std::optional(std::move(out)) : std::nullopt;
}

bytes NumberBook::write() const {
    const Head head{m_numbers.empty() ? 0 : m_numbers.front().size(), m_blocks.size(), m_numbers.size(), m_service};
    bytes out(head.digest_at() + sizeof(hash256));
    put(out, 0, kMagic);
    out[kWidthAt] = static_cast<std::uint8_t>(head.width);
    put_u32(byte_span(out).subspan(kBlockCountAt), static_cast<std::uint32_t>(head.blocks));
    put_u32(byte_span(out).subspan(kNumberCountAt), static_cast<std::uint32_t>(head.numbers));
    put(out, kServiceAt, as_bytes(std::string_view(m_service).substr(0, kServiceBytes)));
    auto at = kHeaderBytes;
    for (const auto& id : m_blocks) {
        put(out, at, id);
        at += id.size();
    }
    for (std::size_t i = 0; i < m_numbers.size(); ++i) {
        put(out, head.numbers_at() + i * head.width, as_bytes(m_numbers[i]));
        if (m_used[i])
            out[head.bits_at() + i / 8] |= static_cast<std::uint8_t>(1U << (i % 8));
    }
    put(out, head.digest_at(), hash(byte_view(out).first(head.digest_at())));
    return out;
}

std::optional<std::size_t> NumberBook::find(const std::string& number) const {
    const auto at = std::ranges::lower_bound(m_numbers, number);
    if (at == m_numbers.end() || *at != number)
        return std::nullopt;
    return static_cast<std::size_t>(at - m_numbers.begin());
}

std::optional<NumberBook> NumberBook::with(const protocol::NumberBlock& block) const {
    NumberBook out(m_service);
    out.m_blocks = m_blocks;
    out.m_blocks.insert(block.id);
    for (std::size_t i = 0; i < m_numbers.size(); ++i)
        if (!m_used[i])
            out.m_numbers.push_back(m_numbers[i]);
    const bool same_width = out.m_numbers.empty() || out.m_numbers.front().size() == block.numbers.front().size();
    const bool repeats =
        std::ranges::any_of(block.numbers, [this](const auto& number) { return find(number).has_value(); });
    out.m_numbers.insert(out.m_numbers.end(), block.numbers.begin(), block.numbers.end());
    if (!same_width || repeats || out.m_numbers.size() > kMaxBookNumbers || out.m_blocks.size() > kMaxBookBlocks)
        return std::nullopt;
    std::ranges::sort(out.m_numbers);
    out.m_used.assign(out.m_numbers.size(), false);
    return out;
}

}  // namespace porchlight::bridge
