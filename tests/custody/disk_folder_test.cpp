#include "tests/custody/city.h"
#include "tests/custody/temporary_folder.h"

#include "custody/disk_folder.h"

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <catch2/catch_amalgamated.hpp>

#include <fstream>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace fs = std::filesystem;

namespace {

// What was synced, by name, in order.
std::vector<std::string>& synced() {
    static std::vector<std::string> names;
    return names;
}

}  // namespace

// In the place of the system's in this program, so that what reaches the disk can be told from what is on its way.
extern "C" int fsync(int file) {
    synced().push_back(fs::read_symlink("/proc/self/fd/" + std::to_string(file)).filename());
    return static_cast<int>(::syscall(SYS_fsync, file));
}

TEST_CASE("A secret is written for its owner alone, once") {
    const TemporaryFolder temporary;
    DiskFolder folder(temporary.path());
    folder.write_secret("a.key", as_bytes("secret")).value();
    CHECK(fs::status(temporary / "a.key").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(failure_of(folder.write_secret("a.key", as_bytes("other"))) == "exists");
    CHECK(equal_secret(folder.read_secret("a.key")->view(), as_bytes("secret")));
}

TEST_CASE("A secret that anybody else could read is refused") {
    const TemporaryFolder temporary;
    DiskFolder folder(temporary.path());
    folder.write_secret("a.key", as_bytes("secret")).value();
    for (const auto extra :
         {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write, fs::perms::others_write}) {
        fs::permissions(temporary / "a.key", fs::perms::owner_read | extra);
        CHECK(failure_of(folder.read_secret("a.key")) == "key_open_to_others");
    }
    fs::permissions(temporary / "a.key", fs::perms::owner_read);
    CHECK(folder.read_secret("a.key"));
}

TEST_CASE("What is no key file is refused without waiting for it") {
    const TemporaryFolder temporary;
    DiskFolder folder(temporary.path());
    CHECK(failure_of(folder.read_secret("none")) == "missing");
    REQUIRE(::mkfifo((temporary / "pipe").c_str(), S_IRUSR | S_IWUSR) == 0);
    CHECK(failure_of(folder.read_secret("pipe")) == "unreadable");
    CHECK(failure_of(folder.read("pipe", 10)) == "unreadable");
    fs::create_directory(temporary / "folder");
    CHECK(failure_of(folder.read_secret("folder")) == "unreadable");
    folder.write_secret("large.key", bytes(kMaxKeyFileBytes + 1)).value();
    CHECK(failure_of(folder.read_secret("large.key")) == "too_large");
}

TEST_CASE("A public file is replaced as a whole, and nothing is left beside it") {
    const TemporaryFolder temporary;
    DiskFolder folder(temporary.path());
    folder.write("out.json", "first").value();
    folder.write("out.json", "second").value();
    CHECK(folder.read("out.json", 100).value() == "second");
    CHECK(failure_of(folder.read("out.json", 5)) == "too_large");
    CHECK(folder.list().value() == std::vector<std::string>{"out.json"});
    CHECK(failure_of(folder.write("no/such/folder", "x")) == "not_written");
}

TEST_CASE("Every file below a folder is listed in order, and a link is named") {
    const TemporaryFolder temporary;
    DiskFolder folder(temporary.path());
    fs::create_directories(temporary / "b/c");
    folder.write("b/c/d.js", "1").value();
    folder.write("a.js", "2").value();
    CHECK(folder.list().value() == std::vector<std::string>{"a.js", "b/c/d.js"});
    fs::create_symlink("a.js", temporary / "link.js");
    const auto listed = folder.list();
    CHECK(failure_of(listed) == "release_path");
    CHECK(listed.error().about == "link.js");
    CHECK(failure_of(DiskFolder(temporary / "none").list()) == "missing");
    CHECK(failure_of(DiskFolder(temporary / "a.js").list()) == "unreadable");
}

TEST_CASE("A folder for keys is made for its owner alone") {
    const TemporaryFolder temporary;
    const DiskFolder folder(temporary.path() / "new" / "keys");
    folder.make().value();
    folder.make().value();
    CHECK(fs::status(temporary / "new/keys").permissions() == fs::perms::owner_all);
    std::ofstream(temporary / "file") << "x";
    CHECK(failure_of(DiskFolder(temporary / "file/keys").make()) == "not_written");
}

TEST_CASE("A secret that is replaced is whole, for its owner alone, and nothing is left beside it") {
    const TemporaryFolder folder;
    DiskFolder disk(folder.path());
    REQUIRE(disk.write_secret("a.share", as_bytes("old")));
    REQUIRE(disk.replace_secret("a.share", as_bytes("the new one")));
    CHECK(as_text(disk.read_secret("a.share").value().view()) == "the new one");
    CHECK(disk.list().value() == std::vector<std::string>{"a.share"});
    CHECK(disk.replace_secret("no/such/folder", as_bytes("x")).error().error == Error::kNotWritten);
}

TEST_CASE("What is written is on the disk with its name, before anything is erased that it was made from") {
    const TemporaryFolder temporary;
    const auto folder = temporary.path().filename().string();
    DiskFolder disk(temporary.path());
    const auto synced_by = [](auto write) {
        synced().clear();
        REQUIRE(write());
        return synced();
    };
    using Names = std::vector<std::string>;
    CHECK(synced_by([&] { return disk.write_secret("a.share", as_bytes("one")); }) == Names{"a.share", folder});
    CHECK(synced_by([&] { return disk.replace_secret("a.share", as_bytes("two")); }) ==
          Names{"a.share.part", folder, folder});
    const auto part = "a.json." + std::to_string(::getpid()) + ".part";
    CHECK(synced_by([&] { return disk.write("a.json", "{}"); }) == Names{part, folder});
    CHECK(synced_by([&] { return disk.erase_secret("a.share"); }) == Names{"a.share", folder});
}
