// The commands of the program, in this process: on a machine that is said to be as a test wants it.
#include "custody/commands.h"
#include "custody/disk_folder.h"
#include "tests/custody/temporary_folder.h"

#include "base/crypto.h"

#include <catch2/catch_amalgamated.hpp>

#include <iostream>
#include <regex>
#include <set>
#include <sstream>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace fs = std::filesystem;

namespace {

struct Run {
    int status = -1;
    std::string complaints;
};

// What it says on standard error is taken, between assertions: within one, the framework takes it.
Run run_here(const Arguments& arguments, Surroundings (*surroundings)(), Caller caller = Caller::kPerson) {
    const std::ostringstream said;
    auto* const before = std::cerr.rdbuf(said.rdbuf());
    const int status = run_command(arguments, caller, surroundings);
    std::cerr.rdbuf(before);
    return {status, said.str()};
}

Arguments create_in(const std::string& dir, const Reasons& reasons = {}) {
    Arguments out{"create", {{"dir", dir}, {"city", "City of Lakehaven"}}};
    out.options.insert(reasons.begin(), reasons.end());
    return out;
}

Surroundings alone() { return {}; }
Surroundings with_swap() { return {{"/dev/sda2"}, false, {}}; }
Surroundings with_core_dumps() { return {{}, true, {}}; }
Surroundings in_network() { return {{}, false, {"eth0"}}; }
Surroundings with_all() { return {{"/dev/sda2"}, true, {"eth0"}}; }

// The commands of the list in custody/FORMAT.md, Where secrets are touched; "ceremony-…" stands for all such.
std::set<std::string> listed(const std::vector<const Command*>& commands) {
    const auto text = DiskFolder(std::getenv("PORCHLIGHT_ROOT")).read("src/custody/FORMAT.md", 1U << 20).value();
    const auto from = text.find("\n## Where secrets are touched\n");
    REQUIRE(from != std::string::npos);
    const auto open = text.find('(', from);
    const auto list = text.substr(open, text.find(')', open) - open);
    std::set<std::string> out;
    const std::regex name("`([a-z-]+)((?:…)?)`");
    for (std::sregex_iterator at(list.begin(), list.end(), name), end; at != end; ++at)
        for (const auto* command : commands)
            if (at->length(2) == 0 ? command->name == (*at)[1].str() : command->name.starts_with((*at)[1].str()))
                out.insert(std::string(command->name));
            else if (at->length(2) == 0)
                CHECK(std::ranges::count(commands, (*at)[1].str(), &Command::name) == 1);
    return out;
}

}  // namespace

TEST_CASE("The commands that touch secrets are those of the list, and no other") {
    const auto commands = all_commands();
    std::set<std::string> touching;
    for (const auto* command : commands)
        if (command->touches == Touches::kSecrets)
            touching.insert(std::string(command->name));
    CHECK(touching == listed(commands));
    CHECK(touching.contains("ceremony-deal"));
    CHECK(touching.contains("sign-manifest"));
    CHECK_FALSE(touching.contains("fingerprint"));
}

TEST_CASE("No command touches a secret with swap, core dumps or a network, unless a reason is given") {
    REQUIRE(start_crypto());
    struct Case {
        Surroundings (*surroundings)();
        std::string option;
        std::string what;
    };
    for (const auto& [surroundings, option, what] :
         {Case{&with_swap, "allow-swap", "swap: /dev/sda2."}, Case{&with_core_dumps, "allow-core-dumps", "A crash"},
          Case{&in_network, "allow-network", "in a network: eth0."}}) {
        CAPTURE(option);
        const TemporaryFolder folder;
        const auto keys = folder / "keys";
        for (const std::string reason : {"", "a test"}) {
            const Reasons reasons = reason.empty() ? Reasons() : Reasons{{option, reason}};
            const auto done = run_here(create_in(keys, reasons), surroundings);
            CHECK(done.status == (reason.empty() ? 3 : 0));
            CHECK((done.complaints.find(what) != std::string::npos) == reason.empty());
            CHECK(fs::exists(keys) == !reason.empty());
        }
    }
    const TemporaryFolder folder;
    CHECK(run_here(create_in(folder / "a"), &alone).status == 0);
    const Reasons two{{"allow-swap", "a test"}, {"allow-network", "a test"}};
    CHECK(run_here(create_in(folder / "b", two), &with_all).status == 3);
    CHECK(run_here({"fingerprint", {{"dir", folder / "a"}}}, &with_all).status == 0);
    // A guide has asked already.
    CHECK(run_here(create_in(folder / "c"), &with_all, Caller::kGuide).status == 0);
}

TEST_CASE("Every command that touches secrets refuses before it does anything") {
    for (const auto* command : all_commands()) {
        if (command->touches != Touches::kSecrets)
            continue;
        CAPTURE(command->name);
        Arguments arguments{std::string(command->name), {}};
        for (const auto option : command->needed)
            arguments.options[std::string(option)] = "/nowhere/at/all";
        const auto done = run_here(arguments, &in_network);
        CHECK(done.status == 3);
        CHECK(done.complaints.find("This machine is in a network: eth0.") != std::string::npos);
        CHECK(done.complaints.find("nowhere") == std::string::npos);
    }
}
