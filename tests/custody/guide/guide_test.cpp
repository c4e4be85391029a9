// A guide, against a terminal, a machine and commands that are only in memory.
#include "custody/guide/guide.h"
#include "base/crypto.h"
#include "custody/disk_folder.h"
#include "custody/guide/memory_terminal.h"
#include "custody/guide/scripts/scripts.h"
#include "custody/memory_folder.h"
#include "tests/custody/temporary_folder.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using porchlight::tests::TemporaryFolder;

namespace {

constexpr std::array<Question, 2> kAsked{{{"city", "Which city?"}, {"n", "How many?", AnswerKind::kNumber, "5"}}};
constexpr std::array<Waiting, 1> kWaited{{{"paper-*.txt", "{n}", "papers"}}};
constexpr std::array<Option, 3> kOptions{{{"dir", "{dir}"}, {"city", "{city}"}, {"in", "{all:paper-*.txt}"}}};
constexpr std::array<CommandLine, 1> kCommands{{{"make", kOptions}}};
constexpr std::array<Comparison, 1> kCompared{{{"paper-1.txt", "the paper"}}};
constexpr std::array<Step, 4> kSteps{{
    {.name = "ask", .title = "Ask", .text = "First.", .questions = kAsked},
    {.name = "make", .title = "Make", .text = "Then.", .waits = kWaited, .commands = kCommands, .after = "Pass it on."},
    {.name = "skip", .title = "Never", .text = "Not for {n}.", .skip_if = "{n}=2"},
    {.name = "look", .title = "Look", .text = "Last.", .compares = kCompared},
}};
constexpr Script kScript{"play", "A play", "In four acts.", kSteps};

struct Stage {
    MemoryFolder own;
    MemoryFolder table;
    Surroundings surroundings;
    std::vector<Surroundings> later;  // what is found from the second look on, one a look, and then `surroundings`
    std::vector<Arguments> ran;
    int status = 0;
    std::string shown;

    GuideEnd play(std::deque<std::string> answers, bool rehearsal = false, Reasons reasons = {}) {
        REQUIRE(start_crypto());
        MemoryTerminal terminal(std::move(answers));
        Guide guide(kScript, {own, table, "own", "table"},
                    {terminal, [] { return std::int64_t{1764244800}; },
                     [this](const Arguments& arguments) {
                         ran.push_back(arguments);
                         return status;
                     },
                     [this, looks = std::size_t{0}]() mutable {
                         const auto look = looks++;
                         return look == 0 || look > later.size() ? surroundings : later[look - 1];
                     }},
                    rehearsal, std::move(reasons));
        const auto end = guide.run();
        shown = terminal.shown();
        return end;
    }
    void put_papers() {
        REQUIRE(table.write("paper-1.txt", "one\n"));
        REQUIRE(table.write("paper-2.txt", "two\n"));
    }
    std::string minutes() const { return own.read("guide-play.minutes.txt", 1U << 20).value_or(""); }
    bool has_shown(std::string_view words) const { return shown.find(words) != std::string::npos; }
};

}  // namespace

TEST_CASE("A ceremony goes from its first step to its last, and its minutes say what was done") {
    Stage stage;
    stage.put_papers();
    CHECK(stage.play({"Lakehaven", "two", "2", "", "", "perhaps", "yes", ""}) == GuideEnd::kDone);
    REQUIRE(stage.ran.size() == 1);
    CHECK(stage.ran[0].command == "make");
    CHECK(stage.ran[0].options ==
          std::map<std::string, std::string, std::less<>>{
              {"dir", "own"}, {"city", "Lakehaven"}, {"in", "table/paper-1.txt,table/paper-2.txt"}});
    for (const auto* line : {"2025-11-27 12:00 UTC  A play: begun", "How many? 2", "make: done", "done: Make",
                             "compared aloud, the same for all: paper-1.txt: ", "A play: finished"})
        CHECK(stage.minutes().find(line) != std::string::npos);
    CHECK(stage.has_shown("Please type a number"));
    CHECK_FALSE(stage.has_shown("Never"));
    CHECK_FALSE(stage.own.exists("guide-play.json"));
}

TEST_CASE("A ceremony can be left at each question and taken up where it was") {
    const std::deque<std::string> answers{"Lakehaven", "2", "", "", "", "yes"};
    for (std::size_t left_at = 0; left_at < answers.size(); ++left_at) {
        Stage stage;
        stage.put_papers();
        auto first = std::deque<std::string>(answers.begin(), answers.begin() + static_cast<std::ptrdiff_t>(left_at));
        first.emplace_back("q");
        REQUIRE(stage.play(first) == GuideEnd::kLeft);
        REQUIRE(stage.has_shown("Take up again with the same command"));
        // Whatever was answered is not asked again; Enter goes past a step's last question.
        const std::size_t asked = std::min<std::size_t>(left_at, 2);
        std::deque<std::string> rest(answers.begin() + static_cast<std::ptrdiff_t>(asked), answers.end());
        if (left_at > 2)
            rest.pop_front();
        if (left_at > 3)
            rest.pop_front();
        CHECK(stage.play(rest) == GuideEnd::kDone);
        CHECK(stage.ran.size() == 1);
    }
}

TEST_CASE("A step waits until the files of all are on the table") {
    Stage stage;
    CHECK(stage.play({"Lakehaven", "2", "", "", ""}) == GuideEnd::kLeft);
    CHECK(stage.has_shown("0 of 2 are on the table: papers."));
    CHECK(stage.ran.empty());
}

TEST_CASE("A command is shown as a shell takes it, in lines that fit") {
    Stage stage;
    stage.put_papers();
    CHECK(stage.play({std::string(30, 'L'), "2", "", "", "", "yes"}) == GuideEnd::kDone);
    CHECK(stage.has_shown("  porchlight-custody make --dir \"own\" --city \"" + std::string(30, 'L') + "\" \\\n" +
                          "      --in \"table/paper-1.txt,table/paper-2.txt\"\n"));

    Stage crowded;
    const auto name = "paper-" + std::string(50, 'x');
    for (const auto* number : {"1", "2", "3"})
        REQUIRE(crowded.table.write(name + number + ".txt", "one\n"));
    REQUIRE(crowded.table.write("paper-1.txt", "one\n"));
    CHECK(crowded.play({"Lakehaven", "2", "", "", "", "yes"}) == GuideEnd::kDone);
    CHECK(crowded.has_shown("      --in \"table/paper-1.txt,\\\ntable/" + name + "1.txt,\\\ntable/" + name +
                            "2.txt,\\\ntable/" + name + "3.txt\"\n"));
}

TEST_CASE("A command that fails is tried again, and the step is not done before it succeeds") {
    Stage stage;
    stage.put_papers();
    stage.status = 3;
    CHECK(stage.play({"Lakehaven", "2", "", "", "", "", "q"}) == GuideEnd::kLeft);
    CHECK(stage.ran.size() == 2);
    CHECK(stage.minutes().find("make: not done, exit status 3") != std::string::npos);
    CHECK(stage.minutes().find("done: Make") == std::string::npos);
}

TEST_CASE("Words that differ stop a ceremony") {
    Stage stage;
    stage.put_papers();
    CHECK(stage.play({"Lakehaven", "2", "", "", "", "no"}) == GuideEnd::kRefused);
    CHECK(stage.minutes().find("NOT the same: paper-1.txt") != std::string::npos);
}

TEST_CASE("A machine with swap or a network is refused, or its reason is in the minutes") {
    Stage stage;
    stage.surroundings = {{"/swapfile"}, false, {"eth0"}};
    CHECK(stage.play({}) == GuideEnd::kRefused);
    CHECK(stage.has_shown("--allow-swap"));
    CHECK(stage.has_shown("eth0"));
    CHECK(stage.play({}, false, {{"allow-swap", "it is encrypted"}}) == GuideEnd::kRefused);
    CHECK(stage.minutes().empty());
    CHECK(stage.play({"q"}, false, {{"allow-swap", "it is encrypted"}, {"allow-network", "a test"}}) ==
          GuideEnd::kLeft);
    CHECK(stage.minutes().find("/swapfile. Allowed because: it is encrypted") != std::string::npos);
}

TEST_CASE("A step waits while a network is there that was not when the ceremony began") {
    const Surroundings plugged_in{{}, false, {"eth0"}};
    Stage stage;
    stage.put_papers();
    stage.later = {plugged_in, plugged_in};
    CHECK(stage.play({"Lakehaven", "2", "", "", "q"}) == GuideEnd::kLeft);
    CHECK(stage.ran.empty());
    CHECK(stage.has_shown("eth0"));
    CHECK(stage.has_shown("That was not so when this began."));
    CHECK(stage.minutes().find("eth0") != std::string::npos);
    CHECK(stage.play({"", "", "", "", "yes"}) == GuideEnd::kDone);
    CHECK(stage.ran.size() == 1);

    Stage allowed;
    allowed.put_papers();
    allowed.later = {plugged_in};
    CHECK(allowed.play({"Lakehaven", "2", "", "", "", "yes"}, false, {{"allow-network", "a test"}}) == GuideEnd::kDone);
}

TEST_CASE("A rehearsal marks the city, and neither takes what is the other's") {
    Stage stage;
    stage.put_papers();
    CHECK(stage.play({"Lakehaven", "2", "", "", "q"}, true) == GuideEnd::kLeft);
    CHECK(stage.play({"q"}, false) == GuideEnd::kRefused);
    CHECK(stage.play({"", "", "yes"}, true) == GuideEnd::kDone);
    CHECK(stage.ran[0].options["city"] == "REHEARSAL of Lakehaven");

    // What is signed and destroyed goes by one's own trust file.
    Stage own;
    own.put_papers();
    REQUIRE(own.own.write("trust.json", "{\"v\":1,\"city\":\"Lakehaven\"}\n"));
    CHECK(own.play({"Lakehaven", "2", "", ""}, true) == GuideEnd::kRefused);
    CHECK(own.has_shown("trust.json is real: a rehearsal must not touch it. Stop here, and take the other\nfolder."));
    CHECK(own.ran.empty());

    Stage real;
    real.put_papers();
    REQUIRE(real.table.write("invitation.txt", "{\"v\":1,\"city\":\"REHEARSAL of Lakehaven\"}\n"));
    CHECK(real.play({"Lakehaven", "2", "", ""}) == GuideEnd::kRefused);
    CHECK(real.has_shown("is of a rehearsal"));
    CHECK(real.ran.empty());
}

TEST_CASE("A paper that does not say of which city it is ends a guide, however it is written") {
    for (const auto& [text, rehearsal, says] :
         {std::tuple{"{\n  \"v\": 1,\n  \"city\": \"Lakehaven\"\n}\n", true, "trust.json is real"},
          std::tuple{"{\n  \"v\": 1,\n  \"city\": \"REHEARSAL of Lakehaven\"\n}\n", false,
                     "trust.json is of a rehearsal"},
          std::tuple{"{\"v\":1}\n", true, "trust.json does not say of which city it is. Stop here, and take it"},
          std::tuple{"{\"v\":1", false, "trust.json does not say of which city it is."},
          std::tuple{"", false, "trust.json does not say of which city it is."}}) {
        CAPTURE(text);
        Stage stage;
        stage.put_papers();
        REQUIRE(stage.own.write("trust.json", text));
        CHECK(stage.play({"Lakehaven", "2", "", ""}, rehearsal) == GuideEnd::kRefused);
        CHECK(stage.has_shown(says));
        CHECK(stage.ran.empty());
    }
    Stage lined;
    lined.put_papers();
    REQUIRE(lined.own.write("trust.json", "{\n  \"city\": \"Lakehaven\"\n}\n"));
    CHECK(lined.play({"Lakehaven", "2", "", "", "", "yes"}) == GuideEnd::kDone);
}

TEST_CASE("A folder that cannot be read whole ends a guide, and one that is away is waited for") {
    REQUIRE(start_crypto());
    const TemporaryFolder temporary;
    const auto play = [&](std::deque<std::string> answers, bool rehearsal) {
        DiskFolder own(temporary / "own");
        DiskFolder table(temporary / "table");
        MemoryTerminal terminal(std::move(answers));
        int ran = 0;
        Guide guide(kScript, {own, table, "own", "table"},
                    {terminal, [] { return std::int64_t{1764244800}; }, [&](const Arguments&) { return ran++; },
                     [] { return Surroundings(); }},
                    rehearsal, {});
        const auto end = guide.run();
        return std::tuple{end, ran, terminal.shown()};
    };
    REQUIRE(DiskFolder(temporary / "own").make());
    const auto away = play({"Lakehaven", "2", ""}, true);
    CHECK(std::get<GuideEnd>(away) == GuideEnd::kLeft);
    CHECK(std::get<std::string>(away).find("0 of 2 are on the table") != std::string::npos);

    DiskFolder table(temporary / "table");
    REQUIRE(table.make());
    for (const auto* name : {"paper-1.txt", "paper-2.txt"})
        REQUIRE(table.write(name, "one\n"));
    // The real folder, with a link beside its papers, is not taken for an empty one.
    REQUIRE(DiskFolder(temporary / "own").write("trust.json", "{\"city\":\"Lakehaven\"}\n"));
    for (const auto* folder : {"own", "table"}) {
        CAPTURE(folder);
        const auto link = temporary.path() / folder / "link";
        std::filesystem::create_symlink("nowhere", link);
        const auto [end, ran, shown] = play({"", "", ""}, true);
        CHECK(end == GuideEnd::kRefused);
        CHECK(ran == 0);
        CHECK(shown.find("link is no file or folder that can be read") != std::string::npos);
        std::filesystem::remove(link);
    }
}

TEST_CASE("No text of any ceremony is wider than the terminal, and each step has a name of its own") {
    for (const auto* script : all_scripts()) {
        std::set<std::string_view> names;
        for (const auto& step : script->steps) {
            CHECK(names.insert(step.name).second);
            CHECK_FALSE(step.title.empty());
            CHECK_FALSE(step.text.empty());
            CHECK(step.title.size() <= 56);
        }
        CHECK(script_of(script->name) == script);
    }
    CHECK(script_of("nothing") == nullptr);
}
