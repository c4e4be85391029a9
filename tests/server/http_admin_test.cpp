// Administration against the real program: who may, what each request answers, and that it holds at once.
#include "tests/server/support/server_process.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

constexpr const char* kPassword = "lamp light";

struct Fixture {
    City city;
    TestKiosk kiosk;
    ServerData data{city, kiosk};
    std::string admin_name = add("ada", "administrator");
    std::string lead_name = add("lea", "site-lead");
    ServerProcess server{data};
    std::uint16_t port = server.port();
    DeskClient admin{port, admin_name, kPassword};

    // An account of a demonstration.
    std::string add(const std::string& name, const std::string& role) const {
        const auto added = run_command({"add-staff", "--demo", "--data", data.data().string(), "--name", name, "--site",
                                        kiosk.site, "--role", role},
                                       std::string(kPassword) + '\n');
        REQUIRE(added.status == 0);
        return name;
    }
    HttpAnswer get(const std::string& name, const std::string& cookie) const {
        return http(port, "GET", "/admin/api/" + name, "", {{"Cookie", cookie}});
    }
    HttpAnswer post(const std::string& name, const json& body, const std::string& cookie) const {
        return post_text(name, body.dump(), {{"Cookie", cookie}, {"Content-Type", "application/json"}});
    }
    HttpAnswer post_text(const std::string& name, const std::string& body, Headers headers) const {
        headers.emplace_back("Origin", "http://127.0.0.1:" + std::to_string(port));
        return http(port, "POST", "/admin/api/" + name, body, headers);
    }
    json named() const { return {{"site", kiosk.site}, {"name", kiosk.name}}; }
};

}  // namespace

TEST_CASE("both pages and what they share are served, and nothing else of the folder", "[server][http][admin]") {
    const Fixture f;
    CHECK(http(f.port, "GET", "/admin/").body.find("Administration") != std::string::npos);
    CHECK(http(f.port, "GET", "/admin").headers.at("location") == "/admin/");
    CHECK(http(f.port, "GET", "/desk/").body.find("Desk") != std::string::npos);
    CHECK(http(f.port, "GET", "/desk/admin/index.html").error() == "not_found");
    CHECK(http(f.port, "GET", "/admin/../porchlight.db").error() == "not_found");
}

TEST_CASE("without a session, or with a librarian's, administration is refused", "[server][http][admin]") {
    const Fixture f;
    const DeskClient librarian(f.port);
    for (const auto* name : {"sites", "kiosks", "numbers", "records", "releases", "printers", "counts"}) {
        CHECK(f.get(name, "").error() == "sign_in");
        CHECK(f.get(name, librarian.cookie()).error() == "role");
        CHECK(f.get(name, f.admin.cookie()).status == 200);
    }
    CHECK(f.post("kiosks/suspend", f.named(), "").error() == "sign_in");
    CHECK(f.post("kiosks/suspend", f.named(), librarian.cookie()).error() == "role");
    const DeskClient lead(f.port, f.lead_name, kPassword);
    CHECK(f.get("kiosks", lead.cookie()).status == 200);
    CHECK(f.get("numbers", lead.cookie()).error() == "role");
    CHECK(f.post("kiosks/suspend", f.named(), lead.cookie()).error() == "role");
}

TEST_CASE("a post of another origin, another type or another form changes nothing", "[server][http][admin]") {
    const Fixture f;
    const Headers cookie = {{"Cookie", f.admin.cookie()}};
    CHECK(http(f.port, "POST", "/admin/api/kiosks/remove", f.named().dump(),
               {{"Cookie", f.admin.cookie()}, {"Origin", "http://evil.example"}, {"Content-Type", "application/json"}})
              .error() == "origin");
    CHECK(f.post_text("kiosks/remove", f.named().dump(), cookie).error() == "content_type");
    CHECK(f.post("kiosks/remove", {{"name", f.kiosk.name}}, f.admin.cookie()).error() == "malformed");
    for (const auto* name : {"sites", "kiosks/code", "kiosks/suspend", "kiosks/resume", "kiosks/remove",
                             "people/invite", "people/remove", "numbers/import", "numbers/deal"})
        CHECK(f.post(name, {{"more", 1}}, f.admin.cookie()).error() == "malformed");
    CHECK(json::parse(f.get("kiosks", f.admin.cookie()).body)["kiosks"].size() == 1);
}

TEST_CASE("a kiosk that is suspended on the page may not ask from the answer on", "[server][http][admin]") {
    const Fixture f;
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, request));
    REQUIRE(f.post("kiosks/suspend", f.named(), f.admin.cookie()).status == 204);
    const auto post = [&] {
        return kiosk_post(f.port, f.kiosk.bytes_of(f.kiosk.request(f.city), fetch_challenge(f.port)));
    };
    CHECK(post().error() == "suspended");
    REQUIRE(f.post("kiosks/resume", f.named(), f.admin.cookie()).status == 204);
    CHECK(post().status == 200);
    REQUIRE(f.post("kiosks/remove", f.named(), f.admin.cookie()).status == 204);
    CHECK(post().error() == "unknown_kiosk");
    CHECK(f.post("kiosks/remove", f.named(), f.admin.cookie()).error() == "gone");
}

TEST_CASE("an account that is invited on the page signs in, and is signed out when it is removed",
          "[server][http][admin]") {
    const Fixture f;
    const auto invited =
        f.post("people/invite", {{"name", "ben"}, {"site", f.kiosk.site}, {"role", "librarian"}}, f.admin.cookie());
    REQUIRE(invited.status == 200);
    const auto code = json::parse(invited.body)["code"];
    CHECK(desk_post(f.port, "invitation", json({{"name", "ben"}, {"code", code}}).dump()).status == 200);
    CHECK(f.post("people/invite", {{"name", "ben"}, {"site", f.kiosk.site}, {"role", "librarian"}}, f.admin.cookie())
              .error() == "account_exists");
    const DeskClient librarian(f.port);
    REQUIRE(librarian.waiting().status == 200);
    REQUIRE(f.post("people/remove", {{"name", "demo"}}, f.admin.cookie()).status == 204);
    CHECK(librarian.waiting().error() == "sign_in");
}

TEST_CASE("a long list is read from administrators alone", "[server][http][admin]") {
    const Fixture f;
    const std::string list(200'000, 'x');
    const json body = {{"service", "library"}, {"list", list}};
    const DeskClient lead(f.port, f.lead_name, kPassword);
    // Refused by its head: the client has not sent a byte of the body.
    const auto refused_by_head = [&](const std::string& cookie) {
        const auto host = "127.0.0.1:" + std::to_string(f.port);
        return HttpClient(f.port)
            .raw("POST /admin/api/numbers/import HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
                 "\r\nContent-Type: application/json\r\nContent-Length: 200000\r\nCookie: " + cookie + "\r\n\r\n")
            .error();
    };
    CHECK(refused_by_head("") == "sign_in");
    CHECK(refused_by_head(lead.cookie()) == "role");
    CHECK(f.post("numbers/import", body, f.admin.cookie()).error() == "gone");  // the test's programme has no services
    const json too_long = {{"service", "library"}, {"list", std::string(1 << 20, 'x')}};
    CHECK(f.post("numbers/import", too_long, f.admin.cookie()).error() == "too_large");
}
