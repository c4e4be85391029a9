#include "base/crypto.h"
#include "custody/paper/page_reader.h"
#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

bytes share_of(std::size_t size) {
    bytes out(size);
    random_bytes(out);
    return out;
}

std::vector<PageFault> faults_of(std::string_view text) {
    const auto read = read_page(text);
    return read ? std::vector<PageFault>() : read.error();
}

std::string replaced(std::string text, std::size_t at, char by) {
    text[at] = by;
    return text;
}

}  // namespace

TEST_CASE("A share comes back from its lines and from its code, whatever its size") {
    REQUIRE(start_crypto());
    for (std::size_t size = 1; size <= kMaxPaperShareBytes; ++size) {
        const auto share = share_of(size);
        const auto page = page_text(share);
        REQUIRE(page);
        CHECK(page->lines.size() <= kMaxPageLines);
        CHECK(read_page(typed_form(*page)) == share);
        CHECK(read_page(code_form(*page)) == share);
    }
    CHECK_FALSE(page_text({}));
    CHECK_FALSE(page_text(share_of(kMaxPaperShareBytes + 1)));
}

TEST_CASE("Pages are read, or refused, as the vectors say") {
    for (const auto& vector : vectors("share_page")) {
        INFO(vector.file);
        const auto read = read_page(as_text(vector.hex("input")));
        CHECK((read ? "" : code(read.error().front().error)) == vector.error());
        if (read)
            CHECK(*read == vector.hex("share"));
        else
            CHECK(read.error().front().line == vector.fields.at("line").get<unsigned>());
        if (read && vector.file.find("-as-") == std::string::npos && vector.file.find("-code") == std::string::npos &&
            vector.file.find("-any-") == std::string::npos)
            CHECK(typed_form(page_text(*read).value()) == as_text(vector.hex("input")));
    }
}

TEST_CASE("Any one wrong symbol of a page is found, and its line is named") {
    const auto text = typed_form(page_text(share_of(150)).value());
    unsigned line = 0;
    std::size_t column = 0;
    std::size_t tried = 0;
    for (std::size_t at = 0; at < text.size(); ++at, ++column) {
        if (text[at] == '\n') {
            ++line;
            column = 0;
        }
        const bool in_symbols = line > 0 && column > 3 && column < 33 && text[at] != ' ';
        if (!in_symbols)
            continue;
        for (const char other : {'0', '7', 'Z'}) {
            if (other == text[at])
                continue;
            const auto faults = faults_of(replaced(text, at, other));
            REQUIRE(faults.size() == 1);
            CHECK(faults[0].line == line);
            CHECK((faults[0].error == PageError::kLineCheck || faults[0].error == PageError::kLinePlace));
            ++tried;
        }
    }
    CHECK(tried > 11 * 24 * 2);
}

TEST_CASE("Any two symbols of a line that changed places are found") {
    const auto page = page_text(share_of(40)).value();
    for (std::size_t i = 0; i < kLineSymbols; ++i)
        for (std::size_t j = i + 1; j < kLineSymbols; ++j) {
            auto changed = page;
            std::swap(changed.lines[1].symbols[i], changed.lines[1].symbols[j]);
            if (changed.lines[1].symbols == page.lines[1].symbols)
                continue;
            const auto faults = faults_of(typed_form(changed));
            REQUIRE(faults.size() == 1);
            CHECK(faults[0].line == 2);
        }
}

TEST_CASE("Two lines that changed places are named, each with the place where it belongs") {
    auto page = page_text(share_of(190)).value();
    std::swap(page.lines[2], page.lines[9]);
    CHECK(faults_of(typed_form(page)) ==
          std::vector<PageFault>{{PageError::kLinePlace, 3, 10}, {PageError::kLinePlace, 10, 3}});
}

TEST_CASE("All wrong lines of a page are named at once") {
    auto page = page_text(share_of(190)).value();
    page.lines[0].word = "nowhere";
    page.lines[4].symbols += "0";
    page.lines[11].symbols[3] = '*';
    CHECK(faults_of(typed_form(page)) ==
          std::vector<PageFault>{{PageError::kLineWord, 1}, {PageError::kLineLength, 5}, {PageError::kLineSymbol, 12}});
    CHECK(sentence({PageError::kLinePlace, 3, 10}).starts_with("Line 3 does not fit here, but would as line 10"));
}

TEST_CASE("A page is typed line by line, and a line that was refused is typed again") {
    const auto share = share_of(33);
    const auto page = page_text(share).value();
    TypedPage typed;
    CHECK(typed.take_line(1, grouped(page.lines[0])).error() == PageFault{PageError::kPageWord});
    CHECK(typed.take_word("lantern jaw") == std::unexpected(PageFault{PageError::kPageWord}));
    REQUIRE(typed.take_word(page.word));
    CHECK_FALSE(typed.line_count());
    CHECK(typed.first_missing() == 1);
    const auto line = [&](std::size_t i) { return grouped(page.lines[i]) + " " + std::string(page.lines[i].word); };
    CHECK(typed.take_line(1, line(1)).error() == PageFault{PageError::kLinePlace, 1, 2});
    REQUIRE(typed.take_line(1, line(0)));
    CHECK(typed.line_count() == 3U);
    REQUIRE(typed.take_line(2, "2 " + line(1)));
    CHECK(typed.share() == std::unexpected(PageFault{PageError::kLineMissing, 3}));
    REQUIRE(typed.take_line(3, line(2)));
    CHECK_FALSE(typed.first_missing());
    CHECK(typed.share() == share);
}
