#include "server/command_line.h"
#include "tests/server/support/server_process.h"
#include "tests/server/support/soon.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <set>

using namespace porchlight;
using namespace porchlight::server::test;
using protocol::AnswerState;

namespace {

constexpr std::chrono::seconds kSoon{6};

namespace fs = std::filesystem;

std::expected<server::Command, std::string> read(std::vector<const char*> arguments) {
    return server::read_command(arguments);
}

// A release of two files, one of them with a brotli body.
struct TestRelease {
    explicit TestRelease(const fs::path& folder, std::uint32_t serial = 1) : root(folder / "web") {
        fs::create_directories(root / "fonts");
        write_text(root / "index.html", "<!doctype html>");
        write_text(root / "index.html.br", "compressed");
        write_text(root / "fonts" / "a.woff2", "font");
        const auto body = [&](const char* name) {
            const auto content = text_of(root / name);
            return protocol::FileBody{content.size(), hash(as_bytes(content))};
        };
        page = body("index.html");
        packed = body("index.html.br");
        protocol::Release release{serial, {}};
        release.files.push_back({"index.html", "text/html", page, packed});
        release.files.push_back({"fonts/a.woff2", "font/woff2", body("fonts/a.woff2"), std::nullopt});
        protocol::SignedDocument document{protocol::to_text(release), {}};
        protocol::add_signature(document, protocol::kReleaseContext, signing_key::generate());
        text = protocol::to_text(document);
        write_text(folder / "release.json", text);
        file = folder / "release.json";
    }

    CommandResult import(const ServerData& data) const {
        return run_command({"import-release", "--data", data.data().string(), file.string(), "--root", root.string()});
    }

    fs::path root;
    fs::path file;
    std::string text;
    protocol::FileBody page;
    protocol::FileBody packed;
};

}  // namespace

TEST_CASE("a command line is read whole or refused with a reason", "[server]") {
    const auto serve = read({"serve", "--data", "d", "--desk", "w", "--port", "0", "--batch", "5"});
    REQUIRE(serve);
    CHECK(serve->port == 0);
    CHECK(serve->batch == 5);
    CHECK(read({})->name == server::CommandName::kHelp);
    CHECK_FALSE(read({"dance"}));
    CHECK_FALSE(read({"serve", "--data", "d"}));
    CHECK_FALSE(read({"serve", "--data", "d", "--desk", "w", "--port", "99999"}));
    CHECK_FALSE(read({"serve", "--data", "d", "--desk", "w", "--batch", "0"}));
    CHECK_FALSE(read({"serve", "--data", "d", "--desk", "w", "--epoch", "1"}));
    CHECK_FALSE(read({"serve", "--data", "d", "--data", "e", "--desk", "w"}));
    CHECK_FALSE(read({"serve", "--data"}));
    CHECK_FALSE(read({"import-manifest", "--data", "d"}));
    const auto deal = read({"deal-numbers", "--data", "d", "--service", "library", "--site", "North", "--count", "50"});
    REQUIRE(deal);
    CHECK(deal->count == 50);
    CHECK(deal->kiosk.empty());
    CHECK_FALSE(read({"deal-numbers", "--data", "d", "--service", "library", "--site", "North", "--count", "0"}));
    CHECK_FALSE(read({"import-numbers", "--data", "d", "--service", "library"}));
}

TEST_CASE("the server's data is for its own user only", "[server]") {
    const City city;
    const TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const ServerProcess server(data);
    for (const auto& entry : fs::recursive_directory_iterator(data.data())) {
        INFO(entry.path());
        CHECK((entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    }
}

TEST_CASE("only one server serves a data folder, and none on a public address", "[server]") {
    const City city;
    const TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const ServerProcess server(data);
    const std::vector<std::string> serve = {"serve",  "--data", data.data().string(), "--desk", data.desk().string(),
                                            "--port", "0"};
    const auto second = run_command(serve);
    CHECK(second.status == 1);
    CHECK(second.output.find("serves") != std::string::npos);
    auto open = serve;
    open.insert(open.end(), {"--listen", "0.0.0.0"});
    const auto refused = run_command(open);
    CHECK(refused.status == 1);
    CHECK(refused.output.find("--tls-cert") != std::string::npos);
}

TEST_CASE("a release is taken whole, with files that are those it lists, and served byte for byte", "[server][http]") {
    const City city;
    const TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const TestRelease release(data.folder.path());
    const ServerProcess server(data);

    SECTION("a changed file is refused, and nothing is in force") {
        write_text(release.root / "fonts" / "a.woff2", "fonT");
        const auto imported = release.import(data);
        CHECK(imported.status == 1);
        CHECK(imported.output.find("a.woff2") != std::string::npos);
        CHECK(http(server.port(), "GET", "/v1/release").status == 404);
    }
    SECTION("a missing file is refused") {
        fs::remove(release.root / "index.html.br");
        CHECK(release.import(data).status == 1);
    }
    SECTION("a running server notices it") {
        REQUIRE(release.import(data).status == 0);
        REQUIRE(soon([&] { return http(server.port(), "GET", "/v1/release").status == 200; }, kSoon));
        CHECK(http(server.port(), "GET", "/v1/release").body == release.text);
        CHECK(http(server.port(), "GET", "/v1/files/" + to_hex(release.page.digest)).body == "<!doctype html>");
        const auto packed = http(server.port(), "GET", "/v1/files/" + to_hex(release.packed.digest));
        CHECK(packed.body == "compressed");
        CHECK_FALSE(packed.headers.contains("content-encoding"));
        CHECK(http(server.port(), "GET", "/v1/manifest").body == text_of(data.folder.path() / "manifest.json"));
    }
}

TEST_CASE("a running server notices a new kiosk, librarian and manifest soon", "[server][http]") {
    City city;
    const TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const ServerProcess server(data);
    const auto at = data.data().string();
    const TestKiosk fresh("Kiosk 2");
    CHECK_FALSE(ask(server.port(), fresh, fresh.request(city)));
    REQUIRE(run_command({"add-kiosk", "--data", at, "--name", fresh.name, "--site", fresh.site, "--key",
                         to_hex(fresh.key.public_half)})
                .status == 0);
    CHECK(soon([&] { return ask(server.port(), fresh, fresh.request(city)).has_value(); }, kSoon));
    REQUIRE(run_command({"add-staff", "--demo", "--data", at, "--name", "ana", "--site", "North Branch"}, "lantern\n")
                .status == 0);
    CHECK(soon([&] { return !DeskClient(server.port(), "ana", "lantern").cookie().empty(); }, kSoon));
    const auto manifest = data.folder.path() / "manifest-2.json";
    write_text(manifest, city.manifest(2));
    REQUIRE(run_command({"import-manifest", "--data", at, manifest.string()}).status == 0);
    CHECK(soon([&] { return http(server.port(), "GET", "/v1/manifest").body == city.manifest(2); }, kSoon));
    CHECK(run_command({"import-manifest", "--data", at, (data.folder.path() / "manifest.json").string()}).status == 1);
}

TEST_CASE("what is imported wrongly is refused with a sentence", "[server]") {
    const City city;
    const TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const auto at = data.data().string();
    const auto bad = data.folder.path() / "bad.json";
    write_text(bad, "{}");
    const auto manifest = run_command({"import-manifest", "--data", at, bad.string()});
    CHECK(manifest.status == 1);
    CHECK(manifest.output.starts_with("porchlight-server: The file "));
    CHECK(run_command({"import-manifest", "--data", at, "nowhere.json"}).status == 1);
    CHECK(run_command({"add-kiosk", "--data", at, "--name", "K", "--site", "S", "--key", "12"}).status == 1);
    CHECK(run_command({"add-staff", "--demo", "--data", at, "--name", "a\tb", "--site", "S"}, "lantern\n").status == 1);
    CHECK(run_command({"add-staff", "--demo", "--data", at, "--name", "ana", "--site", "S"}, "\n").status == 1);
    CHECK(run_command({"export", "--data", "/nowhere", "--epoch", "1", "--out", "x"}).status == 1);
    write_text(data.folder.path() / "keys" / "issuer.key", "{}");
    CHECK(run_command({"init", "--data", at, "--keys", (data.folder.path() / "keys").string()}).status == 1);
}

TEST_CASE("a day's end shuffles the spool, and its bytes are gone from the server's files", "[server][http][promise]") {
    const City city;
    const TestKiosk kiosk;
    const ServerData data(city, kiosk);
    std::vector<protocol::KioskRequest> requests;
    {
        // Twelve hours west and fourteen hours east of Greenwich: between them it is always another day.
        ServerProcess server(data, {"--batch", "5"}, "WEST12");
        const DeskClient desk(server.port());
        for (int i = 0; i < 5; ++i) {
            requests.push_back(kiosk.request(city));
            REQUIRE(ask(server.port(), kiosk, requests.back()));
            REQUIRE(desk.approve(requests.back()).status == 200);
        }
        REQUIRE(server.end_with(SIGKILL) != 0);
    }
    REQUIRE(query_number(data, "SELECT count(*) FROM spool") == 5);
    ServerProcess server(data, {"--batch", "5"}, "EAST-14");
    CHECK(soon([&] { return query_number(data, "SELECT count(*) FROM records") == 5; }, kSoon));
    CHECK(query_number(data, "SELECT count(*) FROM spool") == 0);
    REQUIRE(server.end_with(SIGTERM) == 0);
    const auto content = bytes_in_folder(data.data());
    for (const auto& request : requests) {
        CHECK(occurrences(content, request.sealed) == 1);
        CHECK(occurrences(content, request.request) == 0);
        CHECK(occurrences(content, request.payload_hash) == 0);
    }
}

TEST_CASE("an export is whole, in the order of digests, and can be made while the server runs", "[server][http]") {
    const City city;
    const TestKiosk kiosk;
    const ServerData data(city, kiosk);
    ServerProcess server(data);
    const DeskClient desk(server.port());
    std::set<hash256> digests;
    for (int i = 0; i < 7; ++i) {
        const auto request = kiosk.request(city);
        REQUIRE(ask(server.port(), kiosk, request));
        REQUIRE(desk.approve(request).status == 200);
        digests.insert(hash(request.sealed));
    }
    const auto file = data.folder.path() / "export.plx";
    REQUIRE(run_command({"export", "--data", data.data().string(), "--epoch", "1", "--out", file.string()}).status ==
            0);
    const auto content = text_of(file);
    const auto view = as_bytes(content);
    REQUIRE(content.size() == 16 + 7 * envelope::kEnvelopeBytes);
    CHECK(content.starts_with("PLX1"));
    CHECK(get_u32(view.subspan(4)) == 1);
    CHECK(get_u64(view.subspan(8)) == 7);
    auto at = digests.begin();
    for (std::size_t i = 0; i < 7; ++i, ++at)
        CHECK(hash(view.subspan(16 + i * envelope::kEnvelopeBytes, envelope::kEnvelopeBytes)) == *at);
}

TEST_CASE("the process dumps no core", "[server]") {
    const City city;
    const TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const ServerProcess server(data);
    const auto limits = text_of("/proc/" + std::to_string(server.pid()) + "/limits");
    const auto line = limits.substr(limits.find("Max core file size"));
    CHECK(line.substr(0, line.find('\n')).find(" 0 ") != std::string::npos);
}
