#include "tests/custody/city.h"
#include "tests/custody/reasons.h"
#include "tests/custody/temporary_folder.h"

#include "base/json.h"
#include "custody/disk_folder.h"
#include "custody/guide/machine.h"
#include "protocol/manifest.h"

#include <sys/wait.h>
#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace fs = std::filesystem;

namespace {

struct Run {
    int status = -1;
    std::string out;
    std::string complaints;
};

std::string quoted(const std::string& word) { return "'" + word + "'"; }

std::string content_of(const std::string& path) { return DiskFolder("").read(path, 1U << 20).value(); }

// The real program, with its standard output and error.
Run run_as_it_is(const TemporaryFolder& folder, const std::vector<std::string>& words) {
    std::string line = quoted(std::getenv("PORCHLIGHT_CUSTODY"));
    for (const auto& word : words)
        line += " " + quoted(word);
    line += " >" + quoted(folder / "stdout") + " 2>" + quoted(folder / "stderr") + " </dev/null";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(folder / "stdout"), content_of(folder / "stderr")};
}

// On a machine that may be in a network.
Run run(const TemporaryFolder& folder, const std::vector<std::string>& words) {
    return run_as_it_is(folder, allowed(words));
}

struct CityOnDisk {
    TemporaryFolder folder;
    std::string keys = folder / "keys";

    CityOnDisk() { REQUIRE(run(folder, {"create", "--dir", keys, "--city", "City of Lakehaven"}).status == 0); }
    KeyFile share() const { return load_key(DiskFolder(keys), KeyKind::kEpoch).value(); }
    std::string write_export(const bytes& content) {
        DiskFolder("").write(folder / "export.plx", as_text(content)).value();
        return folder / "export.plx";
    }
};

}  // namespace

TEST_CASE("The program makes keys once, for their owner alone") {
    const CityOnDisk city;
    for (const auto* name : {"epoch.share", "custodian.key", "release.key", "issuer.key", "receipt.key"})
        CHECK(fs::status(fs::path(city.keys) / name).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    const auto again = run(city.folder, {"create", "--dir", city.keys, "--city", "City of Lakehaven"});
    CHECK(again.status == 3);
    CHECK(again.complaints.find("(exists)") != std::string::npos);
}

TEST_CASE("The program signs the demo programme, and refuses to publish a folder of keys") {
    const CityOnDisk city;
    const std::string programme = std::string(std::getenv("PORCHLIGHT_ROOT")) + "/assets/programs/lakehaven.json";
    const auto out = city.folder / "manifest.json";
    const auto done = run(city.folder, {"sign-manifest", "--dir", city.keys, "--programme", programme, "--serial", "5",
                                        "--out", out, "--days", "1"});
    REQUIRE(done.status == 0);
    const auto trust = protocol::parse_trust(content_of(city.keys + "/trust.json")).value();
    const auto manifest = protocol::open_manifest(protocol::parse_document(content_of(out)).value(), trust, 0).value();
    CHECK(manifest.serial == 5);
    CHECK(manifest.epoch.key == city.share().public_half);
    CHECK(run(city.folder, {"sign-release", "--dir", city.keys, "--root", city.keys, "--serial", "1", "--out", out})
              .complaints.find("custodian.key has an ending") != std::string::npos);
}

TEST_CASE("The program signs a programme by points too, and says in one sentence where one has a fault") {
    const CityOnDisk city;
    const std::string programs = std::string(std::getenv("PORCHLIGHT_ROOT")) + "/assets/programs/";
    auto programme = json::parse(content_of(programs + "tamarack-mere.json"));
    const auto file = city.folder / "programme.json";
    const auto sign = [&] {
        DiskFolder("").write(file, programme.dump()).value();
        return run(city.folder, {"sign-manifest", "--dir", city.keys, "--programme", file, "--serial", "1", "--out",
                                 city.folder / "manifest.json"});
    };
    CHECK(sign().complaints.find("(city_differs)") != std::string::npos);
    programme["city"] = "City of Lakehaven";
    CHECK(sign().status == 0);
    programme["documents"]["needs"][2]["text"].erase("es");
    const auto refused = sign();
    CHECK(refused.status == 3);
    CHECK(refused.complaints ==
          "porchlight-custody: the programme file: documents.needs[2].text has nothing for the language es "
          "(programme).\n");
}

TEST_CASE("The program changes the key that signs cards, and withdraws the old one") {
    const CityOnDisk city;
    const std::string programme = std::string(std::getenv("PORCHLIGHT_ROOT")) + "/assets/programs/lakehaven.json";
    const auto first = city.folder / "first.json";
    const auto second = city.folder / "second.json";
    const auto old = to_hex(load_key(DiskFolder(city.keys), KeyKind::kIssuer)->public_half);
    const auto sign = [&](const std::string& out, const std::vector<std::string>& more) {
        std::vector<std::string> words{"sign-manifest", "--dir", city.keys, "--programme", programme, "--out", out};
        words.insert(words.end(), more.begin(), more.end());
        return run(city.folder, words);
    };
    REQUIRE(sign(first, {"--serial", "1"}).status == 0);
    const auto renewed = run(city.folder, {"new-issuer", "--dir", city.keys});
    REQUIRE(renewed.status == 0);
    CHECK(renewed.out.find(to_hex(load_key(DiskFolder(city.keys), KeyKind::kIssuer)->public_half)) !=
          std::string::npos);
    CHECK(fs::status(fs::path(city.keys) / "issuer.key").permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(sign(second, {"--serial", "2", "--previous", first, "--withdraw", "nonsense"}).status == 2);
    REQUIRE(sign(second, {"--serial", "2", "--previous", first, "--withdraw", old}).status == 0);
    const auto trust = protocol::parse_trust(content_of(city.keys + "/trust.json")).value();
    const auto manifest =
        protocol::open_manifest(protocol::parse_document(content_of(second)).value(), trust, 0).value();
    REQUIRE(manifest.issuers.size() == 2);
    CHECK(to_hex(manifest.issuers[1].key) == old);
    CHECK(manifest.issuers[1].withdrawn);
    CHECK(run(city.folder, {"new-issuer", "--dir", city.folder / "nowhere"}).status == 3);
}

TEST_CASE("The program opens an export in each format, and names what does not open") {
    CityOnDisk city;
    const auto share = city.share();
    std::vector<envelope::Envelope> all{sealed_record({1, "Zoë O’Neil", "1990-03-12"}, share)};
    const auto file = city.write_export(export_of(all));
    const auto open = [&](const std::string& format) {
        return run(city.folder, {"open", "--dir", city.keys, "--in", file, "--format", format});
    };
    CHECK(open("table").out.find("Zoë O’Neil") != std::string::npos);
    CHECK(open("csv").out == "digest,name,dob\r\n" + to_hex(hash(all[0])) + ",Zoë O’Neil,1990-03-12\r\n");
    const auto line = json::parse(open("jsonl").out);
    CHECK(line.at("name") == "Zoë O’Neil");
    CHECK(line.at("dob") == "1990-03-12");
    CHECK(open("xml").status == 2);

    all.push_back(sealed_text("nonsense", share));
    city.write_export(export_of(all));
    const auto mixed = open("jsonl");
    CHECK(mixed.status == 1);
    CHECK(mixed.complaints.find("record " + to_hex(hash(all[1])) + ": record_malformed\n") != std::string::npos);
    CHECK(json::parse(mixed.out).at("name") == "Zoë O’Neil");
    CHECK(mixed.complaints.find("Zoë") == std::string::npos);
}

TEST_CASE("The program opens nothing with a key that others can read, or of a damaged export") {
    CityOnDisk city;
    const auto file = city.write_export(export_of({}));
    const std::vector<std::string> open{"open", "--dir", city.keys, "--in", file};
    CHECK(run(city.folder, open).status == 0);
    fs::permissions(city.keys + "/epoch.share", fs::perms::group_read, fs::perm_options::add);
    const auto refused = run(city.folder, open);
    CHECK(refused.status == 3);
    CHECK(refused.complaints.find("(key_open_to_others)") != std::string::npos);
    fs::permissions(city.keys + "/epoch.share", fs::perms::group_read, fs::perm_options::remove);
    city.write_export(bytes(100));
    CHECK(run(city.folder, open).complaints.find("(export_magic)") != std::string::npos);
}

TEST_CASE("The program asks the machine before it touches a secret") {
    const TemporaryFolder folder;
    const std::vector<std::string> create{"create", "--dir", folder / "keys", "--city", "City of Lakehaven"};
    auto surroundings = surroundings_of_machine();
    surroundings.core_dumps = false;  // which the program forbids itself
    const auto in_the_way = objections(surroundings);
    const auto plain = run_as_it_is(folder, create);
    CHECK(plain.status == (in_the_way.empty() ? 0 : 3));
    CHECK(fs::exists(folder / "keys") == in_the_way.empty());
    for (const auto& objection : in_the_way)
        CHECK(plain.complaints.find("porchlight-custody: " + advice_on(objection) + "\n") != std::string::npos);
    fs::remove_all(folder / "keys");
    REQUIRE(run(folder, create).status == 0);
    CHECK(run_as_it_is(folder, {"fingerprint", "--dir", folder / "keys"}).status == 0);
}

TEST_CASE("promise_3 one alone opens nothing where the trust file names several, or cannot be read") {
    CityOnDisk city;
    const auto file = city.write_export(export_of({sealed_record({1, "Zoë O’Neil", "1990-03-12"}, city.share())}));
    const auto open = [&] { return run(city.folder, {"open", "--dir", city.keys, "--in", file}); };
    CHECK(open().status == 0);
    const auto path = city.keys + "/trust.json";
    auto trust = protocol::parse_trust(content_of(path)).value();
    trust.custodians.keys.push_back(trust.releases.keys.front());
    for (const std::size_t threshold : {1, 2}) {
        trust.custodians.threshold = threshold;
        REQUIRE(DiskFolder("").write(path, protocol::to_text(trust)));
        const auto refused = open();
        CHECK(refused.status == 3);
        CHECK(refused.out.empty());
        CHECK(refused.complaints.find("use request, answer and combine (trust)") != std::string::npos);
    }
    REQUIRE(DiskFolder("").write(path, "{}\n"));
    CHECK(open().status == 3);
}

TEST_CASE("The program says in one sentence what is wrong with its command line") {
    const TemporaryFolder folder;
    const auto complaint = [&](const std::vector<std::string>& words) {
        const auto done = run_as_it_is(folder, words);
        CHECK(done.status == 2);
        CHECK(done.out.empty());
        return done.complaints;
    };
    CHECK(complaint({"bogus"}).find("no command \"bogus\"") != std::string::npos);
    CHECK(complaint({"open"}).find("open needs --dir") != std::string::npos);
    CHECK(complaint({"open", "--dir"}).find("--dir needs a value") != std::string::npos);
    CHECK(complaint({"open", "dir"}).find("do not understand \"dir\"") != std::string::npos);
    CHECK(complaint({"create", "--dir", "x", "--dir", "y"}).find("--dir is there twice") != std::string::npos);
    CHECK(complaint({"create", "--dir", "x", "--city", "y", "--k", "2"}).find("does not know --k") !=
          std::string::npos);
    CHECK(run(folder, {"help"}).status == 0);
    CHECK(run(folder, {}).out.find("sign-manifest") != std::string::npos);
}
