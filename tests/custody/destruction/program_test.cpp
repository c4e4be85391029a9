// Hold, release, destroy and status with the real program, on a city whose one custodian holds the whole key.
#include "tests/custody/city.h"
#include "tests/custody/reasons.h"
#include "tests/custody/temporary_folder.h"

#include "custody/disk_folder.h"
#include "custody/statements/shelf.h"

#include <sys/wait.h>
#include <catch2/catch_amalgamated.hpp>

#include <ctime>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace fs = std::filesystem;

namespace {

std::string content_of(const std::string& path) { return DiskFolder("").read(path, 1U << 20).value(); }

struct Run {
    int status = -1;
    std::string out;
    std::string complaints;
};

// A city whose epoch is due on the day when it is made.
struct DueCity {
    TemporaryFolder folder;
    std::string keys = folder / "keys";
    std::string papers = folder / "papers";

    DueCity() {
        fs::create_directory(papers);
        const auto today = date_of_unix_seconds(std::time(nullptr)).text();
        const auto programme = std::string(std::getenv("PORCHLIGHT_ROOT")) + "/assets/programs/lakehaven.json";
        REQUIRE(run({"create", "--dir", keys, "--city", "City of Lakehaven", "--epoch-end", today, "--epoch-destroy",
                     today, "--schedule", "LIB-2026-04"})
                    .status == 0);
        REQUIRE(run({"sign-manifest", "--dir", keys, "--programme", programme, "--serial", "1", "--out",
                     papers + "/manifest.json"})
                    .status == 0);
    }
    Run run(const std::vector<std::string>& words, const std::string& typed = "") const {
        DiskFolder("").write(folder / "typed", typed).value();
        std::string line = "'" + std::string(std::getenv("PORCHLIGHT_CUSTODY")) + "'";
        for (const auto& word : allowed(words))
            line += " '" + word + "'";
        line += " >'" + (folder / "stdout") + "' 2>'" + (folder / "stderr") + "' <'" + (folder / "typed") + "'";
        const int status = std::system(line.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(folder / "stdout"),
                content_of(folder / "stderr")};
    }
    Run destroy(const std::string& typed, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"destroy", "--dir", keys,    "--statements",       papers,
                                       "--epoch", "1",     "--out", papers + "/gone.json"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words, typed);
    }
    std::string status() const { return run({"status", "--dir", keys, "--statements", papers}).out; }
    Run hold() const {
        return run({"hold", "--dir", keys, "--epoch", "1", "--order", "CV-7", "--authority", "County court", "--out",
                    papers + "/hold.json"});
    }
};

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("The program destroys a share that is due, under the schedule of its epoch, typed again, and says so") {
    const DueCity city;
    CHECK(says(city.status(), "state       due"));
    CHECK(says(city.status(), "schedule    LIB-2026-04"));
    for (const std::string other : {"\n", "LIB-2026-05\n"}) {
        const auto none = city.destroy(other);
        CHECK(none.status == 3);
        CHECK(says(none.complaints, "(schedule)"));
    }
    REQUIRE(fs::exists(city.keys + "/epoch.share"));
    REQUIRE_FALSE(fs::exists(city.papers + "/gone.json"));
    const auto done = city.destroy("LIB-2026-04\n");
    REQUIRE(done.status == 0);
    CHECK(says(done.out, "under the approved retention schedule LIB-2026-04"));
    CHECK(says(done.out, "What no program can promise"));
    CHECK_FALSE(fs::exists(city.keys + "/epoch.share"));
    CHECK(says(city.status(), "state       destroyed"));
    CHECK(city.destroy("LIB-2026-04\n").status == 3);
}

TEST_CASE("A hold stops the program, and its release lets it go on") {
    const DueCity city;
    REQUIRE(city.hold().status == 0);
    CHECK(says(city.status(), "state       on hold"));
    const auto stopped = city.destroy("LIB-2026-04\n");
    CHECK(stopped.status == 3);
    CHECK(says(stopped.complaints, "the order CV-7 of County court (on_hold)"));
    CHECK(fs::exists(city.keys + "/epoch.share"));
    REQUIRE(city.run({"release-hold", "--dir", city.keys, "--hold", city.papers + "/hold.json", "--order", "CV-8",
                      "--authority", "County court", "--out", city.papers + "/release.json"})
                .status == 0);
    const auto shown = city.run({"sign-statement", "--dir", city.keys, "--in", city.papers + "/release.json"});
    CHECK(shown.status == 0);
    CHECK(says(shown.out, "Signed by 1 of the 1 custodians"));
    CHECK(city.destroy("LIB-2026-04\n").status == 0);
}

TEST_CASE("promise_4 the program destroys no other file than the share that it says is gone") {
    const DueCity city;
    const auto share = city.keys + "/epoch.share";
    const auto refuses = [&](const std::string& file, const std::vector<std::string>& more, const std::string& code) {
        CAPTURE(file);
        const auto before = content_of(file);
        const auto done = city.destroy("LIB-2026-04\n", more);
        CHECK(done.status == 3);
        CHECK(says(done.complaints, "give the right file with --share, or --share none"));
        CHECK(says(done.complaints, code));
        CHECK(content_of(file) == before);
        CHECK_FALSE(fs::exists(city.papers + "/gone.json"));
    };
    const auto other = city.folder / "other";
    REQUIRE(city.run({"create", "--dir", other, "--city", "City of Lakehaven"}).status == 0);
    refuses(other + "/epoch.share", {"--share", other + "/epoch.share"}, "(share_sharing)");
    refuses(city.keys + "/custodian.key", {"--share", city.keys + "/custodian.key"}, "(key_kind)");
    // Under the usual name too.
    fs::rename(share, city.folder / "own");
    fs::copy(other + "/epoch.share", share);
    refuses(share, {}, "(share_sharing)");
    fs::remove(share);
    REQUIRE(DiskFolder("").write_secret(share, as_bytes("notes of the clerk\n")));
    refuses(share, {}, "(key_malformed)");
    CHECK(city.destroy("LIB-2026-04\n", {"--share", city.folder / "own"}).status == 0);
    CHECK_FALSE(fs::exists(city.folder / "own"));
}

TEST_CASE("A share that is gone already is said to be gone") {
    const DueCity city;
    fs::remove(city.keys + "/epoch.share");
    CHECK(says(city.destroy("LIB-2026-04\n").complaints, "(missing)"));
    const auto done = city.run({"destroy", "--dir", city.keys, "--statements", city.papers, "--epoch", "1", "--out",
                                city.papers + "/gone.json", "--schedule", "LIB-2026-04", "--share", "none"});
    CHECK(done.status == 0);
    CHECK(says(done.out, "No file was touched"));
    CHECK(says(city.status(), "state       destroyed"));
}
