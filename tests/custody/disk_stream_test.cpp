#include "tests/custody/temporary_folder.h"

#include "custody/disk_folder.h"
#include "custody/disk_stream.h"

#include <sys/stat.h>
#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

constexpr std::size_t kLarge = 200'000;  // several buffers

bytes counted(std::size_t size) {
    bytes out(size);
    for (std::size_t i = 0; i < size; ++i)
        out[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
    return out;
}

template <class Result>
std::string failure_code(const Result& result) {
    return result ? std::string() : std::string(code(result.error().error));
}

}  // namespace

TEST_CASE("What is written in pieces of any size is read back in pieces of any size, twice") {
    const TemporaryFolder folder;
    const auto path = folder / "large";
    const auto content = counted(kLarge);
    {
        const auto sink = DiskSink::create(path).value();
        for (std::size_t at = 0; at < kLarge; at += 1'000)
            REQUIRE(sink->write(byte_view(content).subspan(at, 1'000)));
        CHECK_FALSE(DiskFolder("").exists(path));
        REQUIRE(sink->keep());
    }
    struct stat status{};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    const auto source = DiskSource::open(path).value();
    CHECK(source->size() == kLarge);
    for (const std::size_t piece : {std::size_t{16}, std::size_t{100'000}}) {
        bytes read(kLarge);
        for (std::size_t at = 0; at < kLarge; at += piece)
            REQUIRE(source->read(byte_span(read).subspan(at, piece)));
        CHECK(read == content);
        byte_array<1> more{};
        CHECK_FALSE(source->read(more));
        REQUIRE(source->rewind());
    }
}

TEST_CASE("What is not kept leaves nothing, and nothing is written over") {
    const TemporaryFolder folder;
    const auto path = folder / "answer";
    {
        const auto sink = DiskSink::create(path).value();
        CHECK(sink->write(counted(kLarge)));
    }
    CHECK(DiskFolder(folder.path()).list().value().empty());
    DiskFolder("").write(path, "there").value();
    CHECK(failure_code(DiskSink::create(path)) == "exists");
    CHECK(failure_code(DiskSink::create(folder / "no/such/folder")) == "not_written");
}

TEST_CASE("A source is a regular file that is there") {
    const TemporaryFolder folder;
    CHECK(failure_code(DiskSource::open(folder / "nothing")) == "missing");
    CHECK(failure_code(DiskSource::open(folder.path().string())) == "unreadable");
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(failure_code(DiskSource::open(folder / "pipe")) == "unreadable");
}

TEST_CASE("A file that becomes shorter while it is read ends the reading") {
    const TemporaryFolder folder;
    const auto path = folder / "large";
    DiskFolder("").write(path, as_text(counted(kLarge))).value();
    const auto source = DiskSource::open(path).value();
    bytes half(kLarge / 2);
    REQUIRE(source->read(half));
    REQUIRE(::truncate(path.c_str(), kLarge / 2) == 0);
    CHECK_FALSE(source->read(half));
}
