// Signing in and the care of accounts against the real program: commands, requests, what lies on the disk.
#include "server/staff/totp.h"
#include "tests/server/support/authenticator.h"
#include "tests/server/support/server_process.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <csignal>
#include <thread>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

struct Fixture {
    City city;
    TestKiosk kiosk;
    ServerData data{city, kiosk};

    std::string invite(const std::string& name, const std::string& role = "librarian") const {
        const auto said = run_command(
            {"add-staff", "--data", data.data().string(), "--name", name, "--site", kiosk.site, "--role", role});
        REQUIRE(said.status == 0);
        return code_in(said.output);
    }
    static std::string code_in(const std::string& output) {
        const auto at = output.rfind(": ");
        REQUIRE(at != std::string::npos);
        return output.substr(at + 2, 19);
    }
};

std::string cookie_of(const HttpAnswer& answer) {
    const auto at = answer.headers.find("set-cookie");
    if (answer.status != 204 || at == answer.headers.end())
        return "";
    const auto& text = at->second;
    return text.substr(0, text.find(';'));
}

HttpAnswer begin(std::uint16_t port, const std::string& name, const std::string& code) {
    return desk_post(port, "invitation", json({{"name", name}, {"code", code}}).dump());
}

bytes from_base32(const std::string& text) {
    const std::string symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    bytes out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        held = (held << 5U) | static_cast<std::uint32_t>(symbols.find(c));
        bits += 5;
        if (bits < 8)
            continue;
        bits -= 8;
        out.push_back(static_cast<std::uint8_t>(held >> bits));
    }
    return out;
}

// Ahead of the clock by a step, which a server takes: it may have started within this one.
std::string code_of(const bytes& secret) {
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    return totp_code(secret, totp_step(now.count()) + 1);
}

// An account with a password of ten symbols and an app, signed in.
struct Enrolled {
    Enrolled(std::uint16_t port, const std::string& name, const std::string& code) {
        const auto first = json::parse(begin(port, name, code).body);
        secret = from_base32(first["secret"].get<std::string>());
        typed = code_of(secret);
        const auto answer =
            desk_post(port, "enroll/app",
                      json({{"ticket", first["ticket"]}, {"password", "lamp light"}, {"code", typed}}).dump());
        INFO(answer.body);
        cookie = cookie_of(answer);
        REQUIRE_FALSE(cookie.empty());
    }
    bytes secret;
    std::string typed;
    std::string cookie;
};

}  // namespace

TEST_CASE("an invitation of the command line signs in once, with a password that no administrator knows",
          "[server][http][staff]") {
    Fixture f;
    const auto code = f.invite("ana");
    const ServerProcess server(f.data);
    const auto port = server.port();
    CHECK(begin(port, "ana", "XXXX-XXXX-XXXX-XXXX").error() == "invitation");
    const Enrolled ana(port, "ana", code);
    CHECK(http(port, "GET", "/desk/api/waiting?after=0", "", {{"Cookie", ana.cookie}}).status == 200);
    CHECK(begin(port, "ana", code).error() == "invitation");
    const auto files = bytes_in_folder(f.data.data());
    CHECK(occurrences(files, ana.secret) == 0);
    CHECK(occurrences(files, as_bytes("lamp light")) == 0);
    CHECK(occurrences(files, as_bytes(code)) == 0);
    const auto answer = desk_post(port, "sign-in", R"({"name":"ana","password":"lamp light"})");
    REQUIRE(answer.status == 200);
    CHECK(answer.headers.find("set-cookie") == answer.headers.end());
    const auto ticket = json::parse(answer.body)["ticket"].get<std::string>();
    CHECK(desk_post(port, "sign-in/code", json({{"ticket", ticket}, {"code", ana.typed}}).dump()).error() == "code");
}

TEST_CASE("accounts outlive the server, and no code of before it is good after", "[server][http][staff]") {
    Fixture f;
    const auto code = f.invite("ana");
    bytes secret;
    {
        const ServerProcess server(f.data);
        secret = Enrolled(server.port(), "ana", code).secret;
    }
    const ServerProcess server(f.data);
    const auto answer = desk_post(server.port(), "sign-in", R"({"name":"ana","password":"lamp light"})");
    REQUIRE(answer.status == 200);
    const auto ticket = json::parse(answer.body)["ticket"].get<std::string>();
    const auto typed = code_of(secret);
    CHECK_FALSE(cookie_of(desk_post(server.port(), "sign-in/code", json({{"ticket", ticket}, {"code", typed}}).dump()))
                    .empty());
    CHECK(std::filesystem::status(f.data.data() / "keys" / "staff.key").permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("a server whose key of people's secrets is lost says so, and makes no other", "[server][http][staff]") {
    Fixture f;
    const auto code = f.invite("ana");
    {
        const ServerProcess server(f.data);
        const Enrolled ana(server.port(), "ana", code);
    }
    const auto key = f.data.data() / "keys" / "staff.key";
    REQUIRE(std::filesystem::remove(key));
    const auto at = f.data.data().string();
    const auto served = run_command({"serve", "--data", at, "--desk", f.data.desk().string(), "--port", "0"});
    CHECK(served.status == 1);
    CHECK(served.output.find("staff.key is missing") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(key));
    REQUIRE(run_command({"reset-staff", "--data", at, "--name", "ana"}).status == 0);
    const ServerProcess server(f.data);
}

TEST_CASE("a passkey is made and used over HTTP, for this server's own origin", "[server][http][staff]") {
    Fixture f;
    const auto code = f.invite("ana");
    const ServerProcess server(f.data);
    const auto port = server.port();
    const RelyingParty party{"http://127.0.0.1:" + std::to_string(port), "127.0.0.1"};
    const TestAuthenticator authenticator(KeyKind::kEs256);
    const auto first = json::parse(begin(port, "ana", code).body);
    const auto made =
        authenticator.registration({.challenge = *from_hex(first["challenge"].get<std::string>()), .party = party});
    CHECK_FALSE(cookie_of(desk_post(port, "enroll/passkey",
                                    json({{"ticket", first["ticket"]},
                                          {"client_data", to_hex(made.client_data)},
                                          {"attestation", to_hex(made.attestation)}})
                                        .dump()))
                    .empty());
    const auto post = [&](const RelyingParty& said) {
        const auto asked = json::parse(desk_post(port, "passkey", "{}").body)["challenge"].get<std::string>();
        const auto assertion = authenticator.assertion({.challenge = *from_hex(asked), .party = said});
        return desk_post(port, "passkey/sign-in",
                         json({{"id", to_hex(assertion.id)},
                               {"client_data", to_hex(assertion.client_data)},
                               {"authenticator_data", to_hex(assertion.authenticator_data)},
                               {"signature", to_hex(assertion.signature)}})
                             .dump());
    };
    CHECK(post({"http://127.0.0.1:1", "127.0.0.1"}).error() == "passkey");
    CHECK(post({party.origin, "localhost"}).error() == "passkey");
    CHECK_FALSE(cookie_of(post(party)).empty());
}

TEST_CASE("behind a proxy, a passkey is for the server's public address", "[server][http][staff]") {
    Fixture f;
    const auto code = f.invite("ana");
    const ServerProcess server(f.data, {"--behind-proxy", "https://cards.example"});
    const RelyingParty party{"https://cards.example", "cards.example"};
    const TestAuthenticator authenticator(KeyKind::kEdDsa);
    const auto post = [&](const std::string& name, const json& message) {
        return http(server.port(), "POST", "/desk/api/" + name, message.dump(),
                    {{"Host", "cards.example"}, {"Origin", party.origin}, {"Content-Type", "application/json"}});
    };
    const auto enroll = [&](const RelyingParty& said) {
        const auto first = json::parse(post("invitation", {{"name", "ana"}, {"code", code}}).body);
        const auto made =
            authenticator.registration({.challenge = *from_hex(first["challenge"].get<std::string>()), .party = said});
        return post("enroll/passkey", {{"ticket", first["ticket"]},
                                       {"client_data", to_hex(made.client_data)},
                                       {"attestation", to_hex(made.attestation)}});
    };
    CHECK(enroll({"http://cards.example", "cards.example"}).error() == "passkey");
    CHECK(cookie_of(enroll(party)).starts_with("__Host-porchlight_desk="));
    const auto asked = json::parse(post("passkey", json::object()).body)["challenge"].get<std::string>();
    const auto assertion = authenticator.assertion({.challenge = *from_hex(asked), .party = party});
    const auto signed_in = post("passkey/sign-in", {{"id", to_hex(assertion.id)},
                                                    {"client_data", to_hex(assertion.client_data)},
                                                    {"authenticator_data", to_hex(assertion.authenticator_data)},
                                                    {"signature", to_hex(assertion.signature)}});
    const auto cookie = cookie_of(signed_in);
    CHECK(cookie.starts_with("__Host-porchlight_desk="));
    CHECK(http(server.port(), "GET", "/desk/api/waiting", "", {{"Host", "cards.example"}, {"Cookie", cookie}}).status ==
          200);
}

TEST_CASE("a site lead resets a librarian; a librarian sees nobody", "[server][http][staff]") {
    Fixture f;
    const auto code = f.invite("lead", "site-lead");
    const ServerProcess server(f.data);
    const auto port = server.port();
    const Enrolled lead(port, "lead", code);
    const DeskClient demo(port);
    CHECK(http(port, "GET", "/desk/api/people", "", {{"Cookie", demo.cookie()}}).error() == "role");
    CHECK(http(port, "GET", "/desk/api/people").error() == "sign_in");
    CHECK(desk_post(port, "people/reset", R"({"name":"lead"})", demo.cookie()).error() == "role");
    const auto people = json::parse(http(port, "GET", "/desk/api/people", "", {{"Cookie", lead.cookie}}).body);
    REQUIRE(people["people"].size() == 2);
    CHECK(
        people["people"][0] ==
        json({{"name", "demo"}, {"site", "North Branch"}, {"role", "librarian"}, {"state", "active"}, {"may", true}}));
    CHECK(people["people"][1]["may"] == false);
    const auto reset = desk_post(port, "people/reset", R"({"name":"demo"})", lead.cookie);
    REQUIRE(reset.status == 200);
    CHECK(demo.waiting().error() == "sign_in");
    CHECK(desk_post(port, "sign-in", R"({"name":"demo","password":"lighthouse"})").error() == "sign_in");
    CHECK(begin(port, "demo", json::parse(reset.body)["code"]).status == 200);
}

TEST_CASE("the commands of accounts say what they did, and refuse what is wrong", "[server][staff]") {
    Fixture f;
    const auto at = f.data.data().string();
    f.invite("ana");
    CHECK(run_command({"add-staff", "--data", at, "--name", "ana", "--site", "North Branch"}).status == 1);
    CHECK(run_command({"add-staff", "--data", at, "--name", "ben", "--site", "S", "--role", "boss"}).status == 1);
    CHECK(run_command({"add-staff", "--data", at, "--name", "a\tb", "--site", "S"}).status == 1);
    CHECK(run_command({"reset-staff", "--data", at, "--name", "demo"}).status == 0);
    CHECK(run_command({"reset-staff", "--data", at, "--name", "nobody"}).status == 1);
    CHECK(run_command({"unlock-staff", "--data", at, "--name", "demo"}).status == 0);
    CHECK(run_command({"unlock-staff", "--data", at, "--name", "nobody"}).status == 1);
    CHECK(run_command({"remove-staff", "--data", at, "--name", "demo"}).status == 0);
    CHECK(run_command({"remove-staff", "--data", at, "--name", "demo"}).status == 1);
    CHECK(query_number(f.data, "SELECT count(*) FROM staff") == 1);
    write_text(f.data.data() / "keys" / "staff.key", "damaged");
    const auto served = run_command({"serve", "--data", at, "--desk", f.data.desk().string(), "--port", "0"});
    CHECK(served.status == 1);
    CHECK(served.output.find("staff.key") != std::string::npos);
}
