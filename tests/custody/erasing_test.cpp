#include "custody/erasing.h"

#include "tests/custody/city.h"
#include "tests/custody/temporary_folder.h"

#include <catch2/catch_amalgamated.hpp>

#include <fcntl.h>
#include <unistd.h>
#include <fstream>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace fs = std::filesystem;

namespace {

void put(const std::string& path, const std::string& content) { std::ofstream(path) << content; }

// What is left under the bytes of a file that has no name any more.
std::string left_in(int file, std::size_t size) {
    std::string out(size, '\0');
    out.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::pread(file, out.data(), size, 0))));
    return out;
}

}  // namespace

TEST_CASE("An erased file has no name any more, and other bytes under its old one") {
    const TemporaryFolder folder;
    const auto path = folder / "epoch.share";
    const std::string secret = "a share that nobody is to read again " + std::string(9000, 'x');
    put(path, secret);
    const int held = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(left_in(held, secret.size()) == secret);
    REQUIRE(erase_file(path));
    CHECK_FALSE(fs::exists(path));
    const auto left = left_in(held, secret.size());
    CHECK(left.size() == secret.size());
    CHECK(left.find("a share") == std::string::npos);
    CHECK(left.find("xxxxxxxx") == std::string::npos);
    ::close(held);
}

TEST_CASE("What is no file of its own, or has a second name, is left as it was") {
    const TemporaryFolder folder;
    CHECK(failure_of(erase_file(folder / "nothing")) == "missing");
    CHECK(failure_of(erase_file(folder.path())) != "");
    put(folder / "share", "share");
    fs::create_symlink(folder / "share", folder / "link");
    CHECK(failure_of(erase_file(folder / "link")) == "not_written");
    fs::create_hard_link(folder / "share", folder / "twin");
    CHECK(failure_of(erase_file(folder / "share")) == "not_written");
    std::string content;
    std::ifstream(folder / "share") >> content;
    CHECK(content == "share");
}
