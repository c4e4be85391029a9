#include "bridge/journal/file_journal.h"
#include "bridge/world/files.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

#include <unistd.h>

using namespace porchlight;
using namespace porchlight::bridge;

namespace {

constexpr std::int64_t kStart = 1'800'000'000;

struct Folder {
    std::filesystem::path path;
    Folder() {
        static int count = 0;
        path = std::filesystem::temp_directory_path() /
               ("porchlight-journal-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        make_folder(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

bool used(const std::expected<void, JournalError>& marked) { return !marked && marked.error() == JournalError::kUsed; }

}  // namespace

TEST_CASE("promise 6: a receipt prints once, whatever happens to the bridge between") {
    REQUIRE(start_crypto());
    const Folder folder;
    const auto first = random_array<16>();
    const auto second = random_array<16>();
    {
        const auto journal = FileJournal::open(folder.path);
        REQUIRE(journal);
        REQUIRE(journal->mark_used(first, kStart + 900, kStart));
        CHECK(used(journal->mark_used(first, kStart + 900, kStart)));
        REQUIRE(journal->finish(first, Outcome::kPrinted));
        CHECK(used(journal->mark_used(first, kStart + 900, kStart)));
        REQUIRE(journal->mark_used(second, kStart + 900, kStart));
    }
    // Killed here: the second was with the printer.
    const auto journal = FileJournal::open(folder.path);
    REQUIRE(journal);
    CHECK(used(journal->mark_used(first, kStart + 900, kStart)));
    CHECK(used(journal->mark_used(second, kStart + 900, kStart)));
    CHECK(journal->unfinished() == 1);
}

TEST_CASE("what nobody saw end stays so over restarts and past its receipt, until somebody has looked") {
    REQUIRE(start_crypto());
    const Folder folder;
    const auto id = random_array<16>();
    const auto open = [&] {
        auto journal = FileJournal::open(folder.path);
        REQUIRE(journal);
        return journal;
    };
    REQUIRE(open()->mark_used(id, kStart + 900, kStart));
    {
        const auto journal = open();
        CHECK(journal->unfinished() == 1);
        journal->prune(kStart + 90 * 24 * 3600);
        CHECK(journal->unfinished() == 1);
    }
    CHECK(open()->unfinished() == 1);
    REQUIRE(open()->settle(Outcome::kFailed));
    const auto journal = open();
    CHECK(journal->unfinished() == 0);
    CHECK(used(journal->mark_used(id, kStart + 900, kStart)));
    journal->prune(kStart + 2 * 900);
    CHECK(all_zero(*read_file(folder.path / "journal", kJournalBytes)));
}

TEST_CASE("an answer that could not be made durable was not given") {
    REQUIRE(start_crypto());
    MemoryJournal journal;
    const auto id = random_array<16>();
    REQUIRE(journal.mark_used(id, kStart + 900, kStart));
    journal.refuse_writes();
    const auto settled = journal.settle(Outcome::kPrinted);
    REQUIRE_FALSE(settled);
    CHECK(settled.error() == JournalError::kDisk);
    CHECK(journal.unfinished() == 1);
    journal.refuse_writes(false);
    REQUIRE(journal.settle(Outcome::kPrinted));
    CHECK(journal.unfinished() == 0);
}

TEST_CASE("the journal has one size, no request id, and forgets what has expired") {
    REQUIRE(start_crypto());
    const Folder folder;
    const auto journal = FileJournal::open(folder.path);
    REQUIRE(journal);
    const auto id = random_array<16>();
    REQUIRE(journal->mark_used(id, kStart + 900, kStart));
    REQUIRE(journal->finish(id, Outcome::kPrinted));
    auto stored = read_file(folder.path / "journal", kJournalBytes);
    REQUIRE(stored);
    CHECK(stored->size() == kJournalBytes);
    CHECK(std::string(as_text(*stored)).find(std::string(as_text(id))) == std::string::npos);
    journal->prune(kStart + 899);
    stored = read_file(folder.path / "journal", kJournalBytes);
    CHECK_FALSE(all_zero(*stored));
    journal->prune(kStart + 2 * 900);
    stored = read_file(folder.path / "journal", kJournalBytes);
    REQUIRE(stored);
    CHECK(all_zero(*stored));
}

TEST_CASE("a journal that cannot be read stops the bridge instead of starting anew") {
    REQUIRE(start_crypto());
    const Folder folder;
    REQUIRE(FileJournal::open(folder.path));
    REQUIRE(write_file(folder.path / "journal", as_bytes("short")));
    CHECK_FALSE(FileJournal::open(folder.path));
}

TEST_CASE("what could not be made durable is not printed, nor later") {
    REQUIRE(start_crypto());
    MemoryJournal journal;
    const auto id = random_array<16>();
    journal.refuse_writes();
    const auto marked = journal.mark_used(id, kStart + 900, kStart);
    REQUIRE_FALSE(marked);
    CHECK(marked.error() == JournalError::kDisk);
    CHECK(used(journal.mark_used(id, kStart + 900, kStart)));
}

TEST_CASE("a full journal refuses") {
    REQUIRE(start_crypto());
    MemoryJournal journal;
    for (std::size_t i = 0; i < kSlots; ++i)
        REQUIRE(journal.mark_used(random_array<16>(), kStart + 900, kStart));
    const auto marked = journal.mark_used(random_array<16>(), kStart + 900, kStart);
    REQUIRE_FALSE(marked);
    CHECK(marked.error() == JournalError::kFull);
}
