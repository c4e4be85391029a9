#include "tests/custody/temporary_folder.h"
#include "tests/support/vectors.h"
#include "tests/verify/qr_picture.h"

#include "base/bytes.h"

#include <sys/wait.h>
#include <catch2/catch_amalgamated.hpp>

#include <fstream>
#include <sstream>

using namespace porchlight;
using namespace porchlight::tests;

namespace {

struct Run {
    int status = -1;
    std::string out;
    std::string complaints;
};

std::string quoted(const std::string& word) {
    std::string out = "'";
    for (const char c : word)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string content_of(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
}

// The files of a vector beside each other, and the real program as a process of its own.
struct Desk {
    explicit Desk(const std::string& file) {
        for (auto& one : vectors("verify"))
            if (one.file == file)
                vector = one;
        std::ofstream(folder / "trust.json") << vector.text("trust");
        std::ofstream(folder / "manifest.json") << vector.text("manifest");
    }

    std::string code() const { return std::string(as_text(vector.hex("input"))); }
    std::string typed(const char* member) const { return vector.fields.at("typed").at(member); }

    Run run(std::vector<std::string> words, const std::string& input = "") const {
        std::string line = quoted(std::getenv("PORCHLIGHT_VERIFY"));
        for (const auto& word : words)
            line += " " + quoted(word);
        std::ofstream(folder / "stdin") << input;
        line += " >" + quoted(folder / "stdout") + " 2>" + quoted(folder / "stderr") + " <" + quoted(folder / "stdin");
        const int status = std::system(line.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(folder / "stdout"),
                content_of(folder / "stderr")};
    }

    // With the list, on a day on which it is fresh.
    Run check(std::vector<std::string> words, const std::string& input = "",
              const std::string& on = "2030-01-01") const {
        for (const auto& word : {std::string("--trust"), folder / "trust.json", std::string("--manifest"),
                                 folder / "manifest.json", std::string("--on"), on})
            words.push_back(word);
        return run(std::move(words), input);
    }

    TemporaryFolder folder;
    Vector vector;
};

}  // namespace

TEST_CASE("The command says each verdict in one sentence and by its exit code") {
    const std::map<std::string, std::pair<int, std::string>> wanted{
        {"genuine.json", {0, "Genuine: made by the City of Lakehaven, valid until 2031-01-01.\n"}},
        {"does-not-expire.json", {0, "Genuine: made by the City of Lakehaven, does not expire.\n"}},
        {"altered.json", {1, "Altered: the city did not sign this code.\n"}},
        {"unknown-issuer.json", {1, "Unknown issuer: no key of the City of Lakehaven made this code.\n"}},
        {"withdrawn-issuer.json",
         {1, "Withdrawn: the City of Lakehaven no longer vouches for cards made with this key.\n"}},
        {"a-web-address.json", {1, "Not a card: this is not the code of a Porchlight card.\n"}},
    };
    for (const auto& [file, answer] : wanted) {
        INFO(file);
        const Desk desk(file);
        const auto checked = desk.check({"--code", desk.code()});
        CHECK(checked.status == answer.first);
        CHECK(checked.out == answer.second);
        CHECK(checked.complaints.empty());
    }
    const Desk expired("expired.json");
    const auto late = expired.check({"--code", expired.code()}, "", "2031-01-02");
    CHECK(late.status == 1);
    CHECK(late.out == "Expired: made by the City of Lakehaven, but valid only until 2031-01-01.\n");
}

TEST_CASE("The command compares what was typed, as options or from standard input") {
    const Desk desk("genuine.json");
    const std::vector<std::string> words{"--code", desk.code(),       "--name",   desk.typed("name"),
                                         "--dob",  desk.typed("dob"), "--number", desk.typed("number")};
    const auto matches = desk.check(words);
    CHECK(matches.status == 0);
    CHECK(matches.out.ends_with("Matches: the code was made for this name, date of birth and number.\n"));
    const auto lines = desk.typed("name") + "\n" + desk.typed("dob") + "\r\n" + desk.typed("number") + "\n";
    const auto asked = desk.check({"--code", "-", "--ask"}, desk.code() + "\n" + lines);
    CHECK(asked.status == 0);
    CHECK(asked.out == matches.out);
    const auto other =
        desk.check({"--code", desk.code(), "--ask"}, "Somebody Else\n1990-03-12\n" + desk.typed("number"));
    CHECK(other.status == 1);
    CHECK(other.out.find("Does not match") != std::string::npos);
    const auto mistyped =
        desk.check({"--code", desk.code(), "--ask"}, desk.typed("name") + "\n1990-03-12\n7K3MQ9TX2BVFS");
    CHECK(mistyped.status == 3);
    CHECK(mistyped.out.ends_with("Not compared: the number is mistyped, look at the card again.\n"));
}

TEST_CASE("The command reads the card's code from pictures, whichever way they lie and whatever lies beside it") {
    const Desk desk("genuine.json");
    for (const std::string type : {"png", "jpeg"})
        for (const int quarter_turns : {0, 1, 2, 3}) {
            INFO(type << " " << quarter_turns);
            const auto picture = desk.folder / "card";
            write_qr_picture(picture, type, {"https://lakehaven.example/library", desk.code()}, quarter_turns);
            CHECK(desk.check({"--image", picture}).status == 0);
        }
    const auto picture = desk.folder / "other";
    write_qr_picture(picture, "png", {"https://lakehaven.example/library"});
    CHECK(desk.check({"--image", picture}).out.starts_with("Not a card"));
}

TEST_CASE("A picture without a code, no picture and no file are each told apart, with an exit code of their own") {
    const Desk desk("genuine.json");
    const auto empty = desk.folder / "empty.png";
    write_qr_picture(empty, "png", {});
    const auto without = desk.check({"--image", empty});
    CHECK(without.status == 3);
    CHECK(without.complaints.find("No code was found") != std::string::npos);
    CHECK(desk.check({"--image", desk.folder / "trust.json"}).complaints.find("not a picture") != std::string::npos);
    CHECK(desk.check({"--image", desk.folder / "missing.png"}).complaints.find("cannot be read") != std::string::npos);
    CHECK(desk.run({"--code", desk.code()}).status == 2);
}

TEST_CASE("Without a list signed by the pinned custodians nothing is checked, and an old list is told") {
    const Desk desk("genuine.json");
    const auto old = desk.check({"--code", desk.code()}, "", "2030-06-01");
    CHECK(old.status == 4);
    CHECK(old.out.starts_with("Genuine"));
    CHECK(old.complaints.find("good through 2030-03-16") != std::string::npos);
    auto forged = desk.vector.text("manifest");
    forged.replace(forged.find("\"signature\":\"") + 13, 2, "AA");
    std::ofstream(desk.folder / "manifest.json") << forged;
    const auto refused = desk.check({"--code", desk.code()});
    CHECK(refused.status == 3);
    CHECK(refused.out.empty());
    CHECK(refused.complaints.find("not signed by the custodians") != std::string::npos);
    CHECK(desk.run({"--code", "x", "--trust", desk.folder / "nothing", "--manifest", desk.folder / "nothing"}).status ==
          3);
}
