// How the server is reached, and what it says of itself, against the real program.
#include "tests/server/support/server_process.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <filesystem>

using namespace porchlight;
using namespace porchlight::server::test;

namespace {

struct Fixture {
    City city;
    TestKiosk kiosk;
    ServerData data{city, kiosk};

    CommandResult run(const char* command, std::vector<std::string> options) const {
        options.insert(options.begin(), {command, "--data", data.data().string(), "--desk", data.desk().string()});
        return run_command(options);
    }
};

// A self-signed certificate of OpenSSL's own program.
bool make_certificate(const std::filesystem::path& folder, const std::string& days) {
    const auto command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days " + days +
                         " -subj /CN=localhost -keyout " + (folder / "tls.key").string() + " -out " +
                         (folder / "tls.crt").string() + " 2>/dev/null";
    return std::system(command.c_str()) == 0;
}

}  // namespace

TEST_CASE("a server is ready once its store has answered, and until its manifest ends", "[server][http]") {
    const Fixture f;
    const ServerProcess server(f.data);
    HttpAnswer answer;
    const auto ends = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (answer.status != 200 && std::chrono::steady_clock::now() < ends)
        answer = http(server.port(), "GET", "/readyz");
    CHECK(answer.status == 200);
    CHECK(answer.body == R"({"complaints":[],"ready":true})");
}

TEST_CASE("a server beyond this machine needs TLS and a name", "[server]") {
    const Fixture f;
    REQUIRE(make_certificate(f.data.folder.path(), "30"));
    const auto certificate = (f.data.folder.path() / "tls.crt").string();
    const auto key = (f.data.folder.path() / "tls.key").string();
    const auto says = [&](const std::vector<std::string>& options, const char* what) {
        auto all = options;
        all.insert(all.end(), {"--port", "0"});
        const auto result = f.run("serve", all);
        return result.status == 1 && result.output.find(what) != std::string::npos;
    };
    CHECK(says({"--listen", "0.0.0.0"}, "--tls-cert"));
    CHECK(says({"--listen", "0.0.0.0", "--behind-proxy", "https://cards.example"}, "127.0.0.1"));
    CHECK(says({"--listen", "0.0.0.0", "--tls-cert", certificate, "--tls-key", key}, "--host"));
    CHECK(says({"--tls-cert", certificate}, "go together"));
    CHECK(says({"--tls-cert", key, "--tls-key", key}, "no certificate"));
    CHECK(says({"--tls-cert", certificate, "--tls-key", certificate}, "not the key"));
    CHECK(says({"--behind-proxy", "http://cards.example"}, "https://"));
    CHECK(says({"--behind-proxy", "https://Cards.example"}, "https://"));
}

TEST_CASE("behind a proxy, the server goes by its public address", "[server][http]") {
    const Fixture f;
    const ServerProcess server(f.data, {"--behind-proxy", "https://cards.example"});
    const auto health = http(server.port(), "GET", "/healthz", "", {{"Host", "cards.example"}});
    CHECK(health.status == 200);
    CHECK(health.headers.at("strict-transport-security") == "max-age=63072000");
    const auto sign_in = [&](const char* origin) {
        return http(server.port(), "POST", "/desk/api/sign-in", R"({"name":"demo","password":"lighthouse"})",
                    {{"Host", "cards.example"}, {"Origin", origin}, {"Content-Type", "application/json"}});
    };
    CHECK(sign_in("http://cards.example").error() == "origin");
    CHECK(sign_in("https://other.example").error() == "origin");
    const auto signed_in = sign_in("https://cards.example");
    REQUIRE(signed_in.status == 204);
    const auto cookie = signed_in.headers.at("set-cookie");
    CHECK(cookie.starts_with("__Host-porchlight_desk="));
    CHECK(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict"));
    const Headers with_cookie = {{"Host", "cards.example"}, {"Cookie", cookie.substr(0, cookie.find(';'))}};
    CHECK(http(server.port(), "GET", "/desk/api/waiting", "", with_cookie).status == 200);
    const auto value = cookie.substr(std::string_view("__Host-").size(), cookie.find(';') - 7);
    CHECK(http(server.port(), "GET", "/desk/api/waiting", "", {{"Host", "cards.example"}, {"Cookie", value}}).status ==
          401);
}

TEST_CASE("an address may have only so many connections, of which the silent give way", "[server][http]") {
    const Fixture f;
    const ServerProcess server(f.data, {"--per-address", "3"});
    const auto one = request_text(server.port(), "GET", "/healthz", "", {});
    HttpClient first(server.port());
    HttpClient second(server.port());
    HttpClient third(server.port());
    CHECK(HttpClient(server.port()).raw(one).status == 200);
    CHECK(first.raw(one).status == 0);
    CHECK(third.raw(one).status == 200);
}

TEST_CASE("check says in sentences what is wrong, and what will be soon", "[server]") {
    const Fixture f;
    const auto found = [](const CommandResult& result, const std::string& what) {
        return result.output.find(what) != std::string::npos;
    };
    const auto well = f.run("check", {});
    CHECK(well.status == 0);
    CHECK(found(well, "There is no release"));

    REQUIRE(make_certificate(f.data.folder.path(), "7"));
    const auto certificate = (f.data.folder.path() / "tls.crt").string();
    CHECK(found(f.run("check", {"--tls-cert", certificate, "--tls-key", (f.data.folder.path() / "tls.key").string()}),
                "ends on"));
    CHECK(f.run("check", {"--listen", "0.0.0.0"}).status == 1);

    std::filesystem::permissions(f.data.data() / "keys" / "issuer.key", std::filesystem::perms(0644));
    const auto open = f.run("check", {});
    CHECK(open.status == 1);
    CHECK(found(open, "chmod go="));
    std::filesystem::permissions(f.data.data() / "keys" / "issuer.key", std::filesystem::perms(0600));

    const City other;
    other.write_keys(f.data.data() / "keys");
    std::filesystem::permissions(f.data.data() / "keys" / "issuer.key", std::filesystem::perms(0600));
    CHECK(found(f.run("check", {}), "names other keys"));
    std::filesystem::remove(f.data.data() / "keys" / "receipt.key");
    CHECK(found(f.run("check", {}), "receipt.key cannot be read"));
    std::filesystem::remove(f.data.data() / "porchlight.db");
    CHECK(found(f.run("check", {}), "no database"));
}
