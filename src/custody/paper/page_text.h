// A share file as the text of a page (custody/FORMAT.md, On paper): lines of 24 symbols, each with a check word, and
// the text of the page's code. Pure functions, any thread. What it carries is encrypted under the passphrase already.
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::custody {

constexpr std::size_t kMaxPaperShareBytes = 260;
constexpr std::size_t kLineBytes = 15;
constexpr std::size_t kLineSymbols = 24;
constexpr std::size_t kGroupSymbols = 4;
constexpr std::size_t kPageCheckBytes = 8;
constexpr std::size_t kPageLengthBytes = 2;
constexpr std::size_t kMaxPageLines =
    (kPageLengthBytes + kMaxPaperShareBytes + kPageCheckBytes + kLineBytes - 1) / kLineBytes;
constexpr std::string_view kCodePrefix = "PORCHLIGHT SHARE 1 ";

struct PageLine {
    std::string symbols;  // kLineSymbols of kSymbolAlphabet
    std::string_view word;
};

struct PageText {
    std::string_view word;  // the page's own
    std::vector<PageLine> lines;
};

// Nothing for a file of no byte, or of more than kMaxPaperShareBytes.
std::optional<PageText> page_text(byte_view share);

// "0123 4567 …", as printed and typed.
std::string grouped(const PageLine& line);
// "page WORD", then each line as "01 0123 4567 … word".
std::string typed_form(const PageText& page);
// What the QR code says: of its alphanumeric characters alone.
std::string code_form(const PageText& page);

// What follows is for page_text.cpp and page_reader.cpp.

// The bytes of all lines, check included; the share's size has been checked.
bytes page_payload(byte_view share);
std::string symbols_of(byte_view line);
// Nothing for what is not kLineSymbols symbols; small letters, O, I, L and dashes are taken as they are meant.
std::optional<byte_array<kLineBytes>> bytes_of_symbols(std::string_view symbols);
// Which word ends this line. number: from 1; page: the number of the page's word.
std::uint8_t check_of_line(byte_view line, unsigned number, std::uint8_t page);
// As which other number a line that ends so would fit; 0: none.
unsigned fitting_number(byte_view line, std::uint8_t word, std::uint8_t page);

std::string_view word_of(std::uint8_t number);
// Any case; nothing for what is not on the list.
std::optional<std::uint8_t> number_of_word(std::string_view word);

}  // namespace porchlight::custody
