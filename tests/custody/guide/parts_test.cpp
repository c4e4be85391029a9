// The parts of the guided mode: layout, answers, patterns, memory, surroundings, words.
#include "base/crypto.h"
#include "custody/folding.h"
#include "custody/guide/answers.h"
#include "custody/guide/machine.h"
#include "custody/guide/memory.h"
#include "custody/guide/pattern.h"
#include "custody/guide/spoken_words.h"
#include "custody/guide/surroundings.h"
#include "custody/layout.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;

TEST_CASE("Text is broken at 80 columns, counted in letters and not in bytes") {
    std::string text;
    for (int i = 0; i < 60; ++i)
        text += "fünf ";
    std::istringstream lines(wrapped(text, 4));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        CHECK(line.starts_with("    fünf"));
        CHECK(std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }) <=
              80);
    }
    CHECK(count == 4);
    CHECK(wrapped("  as it is") == "  as it is\n");
    CHECK(heading("Step").size() == 81);
}

TEST_CASE("What is written is folded line by line, in whatever pieces it comes") {
    const std::string sentence =
        "porchlight-custody: custody/epoch-1-sharing-1-custodian-2.share is there already and is "
        "never written over; use an empty folder (exists).\n";
    for (const std::size_t piece : {1U, 7U, 1000U}) {
        std::stringbuf shown;
        FoldingBuffer folding(shown);
        std::ostream out(&folding);
        for (std::size_t at = 0; at < sentence.size(); at += piece)
            out << sentence.substr(at, piece);
        CHECK(shown.str() == wrapped(sentence));
        CHECK(shown.str().find("already\nand is never") != std::string::npos);
        out << "line 1: " << std::flush;
        CHECK(shown.str().ends_with("line 1: "));
        const auto before = shown.str();
        out << sentence << "  " << sentence;
        CHECK(shown.str() == before + wrapped(sentence + "  " + sentence));
    }
}

TEST_CASE("A text stands beside its label whole, whatever it begins with and however long its words are") {
    CHECK(labelled("  order  ", "CV-2031-2") == "  order  CV-2031-2\n");
    CHECK(labelled("  order  ", " two  spaces") == "  order  two  spaces\n");
    CHECK(labelled("  order  ", "") == "  order  \n");
    const std::string margin(9, ' ');
    std::string sentence;
    for (int i = 0; i < 30; ++i)
        sentence += "fünf ";
    const auto lines = labelled("  order  ", sentence + "Ende");
    CHECK(lines.starts_with("  order  fünf"));
    CHECK(lines.find("fünf\n" + margin + "fünf") != std::string::npos);
    CHECK(lines.ends_with("Ende\n"));
    std::string word;
    for (int i = 0; i < 80; ++i)
        word += "ü";
    CHECK(labelled("  order  ", "a " + word) ==
          "  order  a\n" + margin + word.substr(0, 142) + "\n" + margin + word.substr(142) + "\n");
}

namespace {

// A terminal that remembers where the last bytes came from.
class WatchedBuffer final : public std::stringbuf {
public:
    const char* where = nullptr;

protected:
    std::streamsize xsputn(const char* text, std::streamsize size) override {
        where = text;
        return std::stringbuf::xsputn(text, size);
    }
};

}  // namespace

TEST_CASE("Records are not folded, and no piece of them is held back") {
    const std::string name(60, 'a');
    const auto record = name + " " + name;
    std::stringbuf shown;
    FoldingBuffer folding(shown);
    std::ostream out(&folding);
    out << "held until its line's end";
    {
        const Unfolded as_they_are(out);
        CHECK(shown.str() == "held until its line's end");
        out << record;
        CHECK(shown.str().ends_with(record));
        out << "\r\n";
        CHECK(shown.str().ends_with(record + "\r\n"));
        out.setstate(std::ios_base::badbit);
    }
    CHECK(out.bad());
    out.clear();
    out << record << "\n";
    CHECK(shown.str().ends_with(name + "\n" + name + "\n"));

    std::stringbuf file;
    std::ostream plain(&file);
    {
        const Unfolded as_they_are(plain);
        plain << record;
    }
    plain << "\n";
    CHECK(file.str() == record + "\n");
}

TEST_CASE("What was held back is wiped when it is written") {
    WatchedBuffer shown;
    FoldingBuffer folding(shown);
    std::ostream out(&folding);
    const std::string text = "a line that must go, longer than any small buffer";
    out << text << std::flush;
    CHECK(shown.str() == text);
    CHECK(std::string_view(shown.where, text.size()).find_first_not_of('\0') == std::string_view::npos);
}

TEST_CASE("Answers are what was asked for") {
    CHECK(checked_answer(AnswerKind::kText, "  Ana Lee ") == "Ana Lee");
    CHECK_FALSE(checked_answer(AnswerKind::kText, "  "));
    CHECK_FALSE(checked_answer(AnswerKind::kText, "a\x1b[2J"));
    CHECK_FALSE(checked_answer(AnswerKind::kText, std::string(513, 'a')));
    CHECK(checked_answer(AnswerKind::kNumber, "5") == "5");
    for (const auto* wrong : {"0", "-1", "five", "5 of", "4294967296"})
        CHECK_FALSE(checked_answer(AnswerKind::kNumber, wrong));
    CHECK(checked_answer(AnswerKind::kDate, "2028-02-29") == "2028-02-29");
    CHECK_FALSE(checked_answer(AnswerKind::kDate, "2027-02-29"));
    CHECK((is_yes(" yes ") && is_no("n") && is_leaving("q")));
    CHECK_FALSE((is_yes("") || is_no("nobody") || is_leaving("question")));
}

TEST_CASE("Files are found by a pattern, and texts filled in") {
    CHECK(matches("1-join-*.txt", "1-join-custodian-3-ana.txt"));
    CHECK_FALSE(matches("1-join-*.txt", "1-join.txt"));
    CHECK_FALSE(matches("ab*ba", "aba"));
    CHECK(matches("invitation.txt", "invitation.txt"));
    CHECK(fill("{a}/x-{b}.txt {", [](std::string_view name) { return std::string(name) + "!"; }) == "a!/x-b!.txt {");
    CHECK(slug("Ana María Lee-2") == "ana-mar-a-lee-2");
}

TEST_CASE("Where somebody is in a ceremony comes back, and nothing else is taken for it") {
    const GuideMemory memory{"create", true, {{"city", "REHEARSAL of Lakehaven"}, {"n", "5"}}, {"present", "join"}};
    const auto text = to_text(memory);
    CHECK(parse_memory(text) == memory);
    CHECK(memory.is_done("join"));
    CHECK_FALSE(memory.is_done("deal"));
    for (const auto* wrong : {"", "{}", "[]", R"({"v":2,"ceremony":"a","rehearsal":true,"answers":{},"done":[]})",
                              R"({"v":1,"ceremony":"a","rehearsal":1,"answers":{},"done":[]})",
                              R"({"v":1,"ceremony":"a","rehearsal":true,"answers":{"a":1},"done":[]})",
                              R"({"v":1,"ceremony":"a","rehearsal":true,"answers":{},"done":[1]})"})
        CHECK_FALSE(parse_memory(wrong));
    CHECK_FALSE(parse_memory(text.substr(0, text.size() / 2)));
    CHECK(is_rehearsal(rehearsal_name("Lakehaven")));
    CHECK_FALSE(is_rehearsal("Lakehaven"));
}

TEST_CASE("Swap, core dumps and a network are objected to, each until a reason is given") {
    const auto swaps = parse_swaps("Filename\tType\tSize\n/dev/sda2   partition 1 0 -2\n/swapfile file 2 0 -3\n");
    CHECK(swaps == std::vector<std::string>{"/dev/sda2", "/swapfile"});
    CHECK(parse_swaps("Filename\tType\tSize\n").empty());
    CHECK(parse_swaps("").empty());
    const auto all = objections({swaps, true, {"eth0"}});
    REQUIRE(all.size() == 3);
    CHECK(all[0].what.find("/swapfile") != std::string::npos);
    CHECK(without_reason(all, {{"allow-swap", "it is encrypted"}, {"allow-network", ""}}).size() == 2);
    CHECK(objections({}).empty());
    CHECK_NOTHROW(surroundings_of_machine());
}

TEST_CASE("Words follow from the first line of a file alone") {
    REQUIRE(start_crypto());
    const auto words = spoken_words("one line\nsignature 1\n");
    REQUIRE(words);
    CHECK(std::ranges::count(*words, ' ') == 7);
    CHECK(words == "poppy cherry wheat boat market drum elephant lotus");  // @noble/hashes says so
    CHECK(spoken_words("one line\nsignature 2\n") == words);
    CHECK(spoken_words("one linf\nsignature 1\n") != words);
    CHECK(spoken_words("one line") != words);
}
