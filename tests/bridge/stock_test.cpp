// The stock of service numbers: drawn by chance, never twice, whatever happens between.
#include "bridge/numbers/file_numbers.h"
#include "bridge/numbers/memory_numbers.h"
#include "bridge/world/files.h"
#include "tests/support/vectors.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

#include <unistd.h>

using namespace porchlight;
using namespace porchlight::bridge;

namespace {

struct Folder {
    std::filesystem::path path;
    Folder() {
        static int count = 0;
        REQUIRE(start_crypto());
        path = std::filesystem::temp_directory_path() /
               ("porchlight-stock-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        make_folder(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path book(const std::string& service = "library") const {
        return path / "numbers" / (service + ".book");
    }
    std::unique_ptr<FileNumbers> open() const {
        auto out = FileNumbers::open(path);
        REQUIRE(out);
        return out;
    }
};

// `count` numbers of eight digits from `first` on.
protocol::NumberBlock block(const std::string& service, int first, int count) {
    protocol::NumberBlock out{random_array<sizeof(protocol::BlockId)>(), service, {}};
    for (int i = 0; i < count; ++i)
        out.numbers.push_back(std::to_string(10'000'000 + first + i));
    return out;
}

NumbersError error_of(const std::expected<std::string, NumbersError>& taken) {
    REQUIRE_FALSE(taken);
    return taken.error();
}

}  // namespace

TEST_CASE("each number of a block is used once, over every restart") {
    const Folder folder;
    const auto all = block("library", 0, 40);
    REQUIRE(folder.open()->add(all) == Stored::kYes);
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < all.numbers.size(); ++i) {
        const auto stock = folder.open();
        const auto number = stock->take("library");
        REQUIRE(number);
        REQUIRE(stock->keep("library", *number));
        kept.push_back(*number);
    }
    CHECK(error_of(folder.open()->take("library")) == NumbersError::kNoneLeft);
    CHECK_FALSE(std::ranges::is_sorted(kept));
    std::ranges::sort(kept);
    CHECK(kept == all.numbers);
}

TEST_CASE(
    "a bridge killed between taking and keeping has put the number on no card, and one killed after has lost it") {
    const Folder folder;
    REQUIRE(folder.open()->add(block("library", 0, 2)) == Stored::kYes);
    const auto first = folder.open()->take("library");
    REQUIRE(first);
    CHECK(folder.open()->left("library") == 2);
    {
        const auto stock = folder.open();
        const auto number = stock->take("library");
        REQUIRE(stock->keep("library", *number));
    }
    CHECK(folder.open()->left("library") == 1);
    // A write that was cut off leaves the file that was there before.
    REQUIRE(write_file(folder.path / "numbers" / "library.book.new.half", as_bytes("PLN1")));
    CHECK(folder.open()->left("library") == 1);
}

TEST_CASE("what is taken is nobody else's until it is given back") {
    REQUIRE(start_crypto());
    MemoryNumbers stock;
    REQUIRE(stock.add(block("library", 0, 2)) == Stored::kYes);
    const auto first = stock.take("library");
    const auto second = stock.take("library");
    REQUIRE(first);
    REQUIRE(second);
    CHECK(*first != *second);
    CHECK(error_of(stock.take("library")) == NumbersError::kNoneLeft);
    stock.give_back("library", *first);
    CHECK(*stock.take("library") == *first);
    // Given back after it was kept, by whatever fault: it stays used.
    REQUIRE(stock.keep("library", *first));
    stock.give_back("library", *first);
    CHECK(error_of(stock.take("library")) == NumbersError::kNoneLeft);
    CHECK(stock.keep("library", *first).error() == NumbersError::kDamaged);
}

TEST_CASE("two services draw from books of their own") {
    const Folder folder;
    const auto stock = folder.open();
    const auto same = block("library", 0, 1);
    auto other = block("transit", 0, 1);
    REQUIRE(stock->add(same) == Stored::kYes);
    CHECK(error_of(stock->take("transit")) == NumbersError::kNoneLeft);
    REQUIRE(stock->add(other) == Stored::kYes);
    const auto number = stock->take("library");
    REQUIRE(stock->keep("library", *number));
    CHECK(stock->left("transit") == 1);
    CHECK(*stock->take("transit") == *number);
}

TEST_CASE("draws are uniform: chi-square over a seeded source, 99 degrees of freedom") {
    REQUIRE(start_crypto());
    std::mt19937 source(20261126);
    MemoryNumbers stock(
        [&](std::uint32_t bound) { return std::uniform_int_distribution<std::uint32_t>(0, bound - 1)(source); });
    const auto all = block("library", 0, 100);
    REQUIRE(stock.add(all) == Stored::kYes);
    std::map<std::string, int> seen;
    constexpr int kDraws = 20'000;
    for (int i = 0; i < kDraws; ++i) {
        const auto number = stock.take("library");
        ++seen[*number];
        stock.give_back("library", *number);
    }
    double chi_square = 0;
    constexpr double kExpected = kDraws / 100.0;
    for (const auto& number : all.numbers)
        chi_square += (seen[number] - kExpected) * (seen[number] - kExpected) / kExpected;
    // 99.9 % of uniform sources lie below 148.2, and 0.1 % below 61.1.
    CHECK(chi_square < 148.2);
    CHECK(chi_square > 61.1);
}

TEST_CASE("the source is asked for a place among those that are free, and for nothing else") {
    REQUIRE(start_crypto());
    std::vector<std::uint32_t> bounds;
    MemoryNumbers stock([&](std::uint32_t bound) {
        bounds.push_back(bound);
        return bound - 1;
    });
    REQUIRE(stock.add(block("library", 0, 3)) == Stored::kYes);
    CHECK(*stock.take("library") == "10000002");
    CHECK(*stock.take("library") == "10000001");
    CHECK(*stock.take("library") == "10000000");
    CHECK(bounds == std::vector<std::uint32_t>{3, 2, 1});
}

TEST_CASE("a block that comes again adds nothing, even when its numbers are used and gone") {
    const Folder folder;
    const auto first = block("library", 0, 2);
    {
        const auto stock = folder.open();
        REQUIRE(stock->add(first) == Stored::kYes);
        for (int i = 0; i < 2; ++i)
            REQUIRE(stock->keep("library", *stock->take("library")));
        CHECK(stock->add(first) == Stored::kYes);
        CHECK(stock->left("library") == 0);
        REQUIRE(stock->add(block("library", 50, 3)) == Stored::kYes);
    }
    const auto stock = folder.open();
    CHECK(stock->left("library") == 3);
    CHECK(stock->add(first) == Stored::kYes);
    CHECK(stock->left("library") == 3);
    // The used ones have left the file: it does not tell what was printed before.
    const auto file = read_file(folder.book(), kMaxBookBytes);
    REQUIRE(file);
    CHECK(as_text(*file).find(first.numbers[0]) == std::string_view::npos);
    CHECK(as_text(*file).find("10000051") != std::string_view::npos);
}

TEST_CASE("what was taken stays taken while a block is added") {
    REQUIRE(start_crypto());
    MemoryNumbers stock;
    REQUIRE(stock.add(block("library", 0, 1)) == Stored::kYes);
    const auto number = stock.take("library");
    REQUIRE(stock.add(block("library", 50, 1)) == Stored::kYes);
    CHECK(*stock.take("library") == "10000050");
    CHECK(stock.keep("library", *number));
}

TEST_CASE("a block with a number that is there already, of another length, or beyond the room is not taken") {
    REQUIRE(start_crypto());
    MemoryNumbers stock;
    REQUIRE(stock.add(block("library", 0, 2)) == Stored::kYes);
    CHECK(stock.add(block("library", 1, 2)) == Stored::kNoRoom);
    CHECK(stock.add({random_array<16>(), "library", {"123"}}) == Stored::kNoRoom);
    for (int i = 1; i <= 6; ++i)
        REQUIRE(stock.add(block("library", i * 10'000, 10'000)) == Stored::kYes);
    CHECK(stock.add(block("library", 70'000, 10'000)) == Stored::kNoRoom);
    CHECK(stock.left("library") == 60'002);
}

TEST_CASE("a damaged book draws nothing and is not written over; the other services go on") {
    const Folder folder;
    {
        const auto stock = folder.open();
        REQUIRE(stock->add(block("library", 0, 9)) == Stored::kYes);
        REQUIRE(stock->add(block("transit", 0, 9)) == Stored::kYes);
    }
    const auto good = read_file(folder.book(), kMaxBookBytes);
    REQUIRE(good);
    for (std::size_t at = 0; at < good->size(); ++at) {
        auto bad = *good;
        bad[at] ^= 0x10;
        if (NumberBook::parse(bad))
            FAIL("a bit of byte " << at << " is not noticed");
    }
    auto bad = *good;
    bad[good->size() - sizeof(hash256) - 1] ^= 1;  // of the bits: a used number would be free again
    REQUIRE(write_file(folder.book(), bad));
    const auto stock = folder.open();
    CHECK(error_of(stock->take("library")) == NumbersError::kDamaged);
    CHECK(stock->add(block("library", 50, 3)) == Stored::kDamaged);
    CHECK(read_file(folder.book(), kMaxBookBytes) == bad);
    CHECK(stock->take("transit"));
    // Another service's book under this one's name is none of it either.
    std::filesystem::copy_file(folder.book("transit"), folder.book(),
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(error_of(folder.open()->take("library")) == NumbersError::kDamaged);
}

TEST_CASE("a disk that refuses keeps nothing, and the number is drawn no more") {
    REQUIRE(start_crypto());
    MemoryNumbers stock;
    REQUIRE(stock.add(block("library", 0, 2)) == Stored::kYes);
    const auto number = stock.take("library");
    stock.refuse_writes();
    CHECK(stock.keep("library", *number).error() == NumbersError::kNotDurable);
    CHECK(stock.left("library") == 1);
    CHECK(stock.add(block("library", 50, 2)) == Stored::kNotDurable);
    CHECK(stock.left("library") == 1);
}

TEST_CASE("Books are read, or refused, as the vectors say") {
    REQUIRE(start_crypto());
    for (const auto& vector : tests::vectors("number_book")) {
        INFO(vector.file);
        const auto input = vector.hex("input");
        const auto book = NumberBook::parse(input);
        CHECK((book ? "" : "malformed") == vector.error());
        if (!book)
            continue;
        std::vector<std::string> unused;
        for (std::size_t i = 0; i < book->size(); ++i)
            if (!book->is_used(i))
                unused.push_back(book->number(i));
        CHECK(book->service() == vector.text("service"));
        CHECK(unused == vector.fields.at("unused").get<std::vector<std::string>>());
    }
}
