#include "custody/paper/page_text.h"

#include "base/crypto.h"
#include "base/symbols.h"

#include <algorithm>
#include <array>

namespace porchlight::custody {
namespace {

constexpr std::array<std::string_view, 256> kWords{
#include "protocol/word_list.inc"
};

constexpr std::string_view kPageContext = "porchlight page v1";
constexpr unsigned kBitsPerSymbol = 5;
constexpr unsigned kBitsPerByte = 8;
constexpr unsigned kSymbolMask = 0x1f;

// Multiplication by x in GF(256), modulo x^8 + x^4 + x^3 + x^2 + 1.
constexpr std::uint8_t times_x(std::uint8_t value) {
    const unsigned doubled = static_cast<unsigned>(value) << 1U;
    return static_cast<std::uint8_t>((doubled & 0x100U) != 0 ? doubled ^ 0x11dU : doubled);
}

// value · x^power
constexpr std::uint8_t weighted(std::uint8_t value, std::size_t power) {
    for (std::size_t i = 0; i < power; ++i)
        value = times_x(value);
    return value;
}

std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string_view word_of(std::uint8_t number) { return kWords[number]; }

std::optional<std::uint8_t> number_of_word(std::string_view word) {
    std::string small(word);
    std::ranges::transform(small, small.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const auto* const at = std::ranges::find(kWords, std::string_view(small));
    if (at == kWords.end())
        return std::nullopt;
    return static_cast<std::uint8_t>(at - kWords.begin());
}

std::string symbols_of(byte_view line) {
    std::string out;
    unsigned held = 0;
    unsigned bits = 0;
    for (const auto byte : line) {
        held = (held << kBitsPerByte) | byte;
        for (bits += kBitsPerByte; bits >= kBitsPerSymbol;) {
            bits -= kBitsPerSymbol;
            out += kSymbolAlphabet[(held >> bits) & kSymbolMask];
        }
        held &= (1U << bits) - 1;
    }
    return out;
}

std::optional<byte_array<kLineBytes>> bytes_of_symbols(std::string_view symbols) {
    byte_array<kLineBytes> out{};
    std::size_t count = 0;
    for (const char typed : symbols) {
        if (typed == '-')
            continue;
        const auto value = symbol_value(typed);
        if (!value || count == kLineSymbols)
            return std::nullopt;
        for (unsigned bit = 0; bit < kBitsPerSymbol; ++bit)
            if (((*value >> (kBitsPerSymbol - 1 - bit)) & 1U) != 0) {
                const auto at = count * kBitsPerSymbol + bit;
                out[at / kBitsPerByte] |= static_cast<std::uint8_t>(0x80U >> (at % kBitsPerByte));
            }
        ++count;
    }
    return count == kLineSymbols ? std::optional(out) : std::nullopt;
}

std::uint8_t check_of_line(byte_view line, unsigned number, std::uint8_t page) {
    std::uint8_t sum = 0;
    std::size_t place = 0;
    for (const char symbol : symbols_of(line))
        sum ^= weighted(static_cast<std::uint8_t>(symbol_value(symbol).value_or(0)), ++place);
    sum ^= weighted(static_cast<std::uint8_t>(number), ++place);
    return static_cast<std::uint8_t>(sum ^ weighted(page, ++place));
}

unsigned fitting_number(byte_view line, std::uint8_t word, std::uint8_t page) {
    for (unsigned number = 1; number <= kMaxPageLines; ++number)
        if (check_of_line(line, number, page) == word)
            return number;
    return 0;
}

bytes page_payload(byte_view share) {
    const auto used = kPageLengthBytes + share.size() + kPageCheckBytes;
    bytes out((used + kLineBytes - 1) / kLineBytes * kLineBytes);
    put_u16(out, static_cast<std::uint16_t>(share.size()));
    std::ranges::copy(share, out.begin() + kPageLengthBytes);
    const auto check = hash({as_bytes(kPageContext), byte_view(out).first(kPageLengthBytes), share});
    std::copy_n(check.begin(), kPageCheckBytes, out.end() - static_cast<std::ptrdiff_t>(kPageCheckBytes));
    return out;
}

std::optional<PageText> page_text(byte_view share) {
    if (share.empty() || share.size() > kMaxPaperShareBytes)
        return std::nullopt;
    const auto payload = page_payload(share);
    const auto page = payload[payload.size() - kPageCheckBytes];
    PageText out{word_of(page), {}};
    for (auto rest = byte_view(payload); !rest.empty(); rest = rest.subspan(kLineBytes)) {
        const auto line = rest.first(kLineBytes);
        const auto number = static_cast<unsigned>(out.lines.size() + 1);
        out.lines.push_back({symbols_of(line), word_of(check_of_line(line, number, page))});
    }
    return out;
}

std::string grouped(const PageLine& line) {
    std::string out;
    for (std::size_t i = 0; i < line.symbols.size(); ++i) {
        if (i > 0 && i % kGroupSymbols == 0)
            out += ' ';
        out += line.symbols[i];
    }
    return out;
}

std::string typed_form(const PageText& page) {
    std::string out = "page " + std::string(page.word) + "\n";
    for (std::size_t i = 0; i < page.lines.size(); ++i)
        out += two_digits(i + 1) + " " + grouped(page.lines[i]) + " " + std::string(page.lines[i].word) + "\n";
    return out;
}

std::string code_form(const PageText& page) {
    std::string out(kCodePrefix);
    for (const auto& line : page.lines)
        out += line.symbols;
    return out;
}

}  // namespace porchlight::custody
