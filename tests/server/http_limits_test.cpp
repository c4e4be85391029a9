#include "tests/server/support/server_process.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <ctime>

using namespace porchlight;
using namespace porchlight::server::test;

namespace {

struct Fixture {
    City city;
    TestKiosk kiosk;
    ServerData data{city, kiosk};
    ServerProcess server{data};
    std::uint16_t port = server.port();
    std::string host = "127.0.0.1:" + std::to_string(port);
};

}  // namespace

TEST_CASE("health answers GET and HEAD", "[server][http]") {
    Fixture f;
    CHECK(http(f.port, "GET", "/healthz").body == "ok\n");
    const auto head = http(f.port, "HEAD", "/healthz");
    CHECK(head.status == 200);
    CHECK(head.headers.at("content-length") == "3");
    CHECK(head.body.empty());
}

TEST_CASE("every answer says what time the server's clock shows, so that a kiosk can tell when its own is wrong",
          "[server][http]") {
    Fixture f;
    for (const auto* path : {"/healthz", "/nothing", "/v1/challenge"}) {
        std::tm told{};
        const auto answer = http(f.port, "GET", path);
        REQUIRE(::strptime(answer.headers.at("date").c_str(), "%a, %d %b %Y %H:%M:%S GMT", &told) != nullptr);
        CHECK(std::abs(::timegm(&told) - std::time(nullptr)) <= 5);
    }
}

TEST_CASE("every answer carries the strict headers", "[server][http]") {
    Fixture f;
    for (const auto* path : {"/healthz", "/desk/", "/desk", "/v1/manifest", "/nothing", "/desk/api/waiting"}) {
        const auto answer = http(f.port, "GET", path);
        INFO(path);
        const auto& policy = answer.headers.at("content-security-policy");
        CHECK(policy.starts_with("default-src 'none'; script-src 'self'"));
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
        CHECK(policy.find("require-trusted-types-for 'script'") != std::string::npos);
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(answer.headers.at("cross-origin-opener-policy") == "same-origin");
        CHECK(answer.headers.at("cross-origin-embedder-policy") == "require-corp");
        CHECK(answer.headers.at("cross-origin-resource-policy") == "same-origin");
        CHECK(answer.headers.at("permissions-policy").find("camera=()") != std::string::npos);
        CHECK(answer.headers.at("referrer-policy") == "no-referrer");
        CHECK(answer.headers.at("x-content-type-options") == "nosniff");
        CHECK(answer.headers.at("cache-control") == "no-store");
        CHECK_FALSE(answer.headers.contains("server"));
    }
}

TEST_CASE("what is not there and what is not allowed have their own errors", "[server][http]") {
    Fixture f;
    CHECK(http(f.port, "GET", "/nothing").error() == "not_found");
    CHECK(http(f.port, "GET", "/desk/../porchlight.db").error() == "not_found");
    CHECK(http(f.port, "GET", "/v1/files/" + std::string(64, '0')).error() == "not_found");
    CHECK(http(f.port, "GET", "/v1/files/../porchlight.db").error() == "not_found");
    CHECK(http(f.port, "GET", "/v1/release").error() == "not_found");
    CHECK(http(f.port, "DELETE", "/healthz").error() == "method");
    CHECK(http(f.port, "GET", "/v1/kiosk").error() == "method");
    CHECK(http(f.port, "POST", "/v1/manifest").error() == "method");
    CHECK(http(f.port, "DELETE", "/healthz").headers.at("allow") == "GET, HEAD");
    CHECK(http(f.port, "GET", "/v1/kiosk").headers.at("allow") == "POST");
    CHECK(http(f.port, "GET", "/desk/api/sign-in").headers.at("allow") == "POST");
    CHECK_FALSE(http(f.port, "GET", "/nothing").headers.contains("allow"));
}

TEST_CASE("a request for another site is refused", "[server][http]") {
    Fixture f;
    const auto answer = http(f.port, "GET", "/healthz", "", {{"Host", "evil.example"}});
    CHECK(answer.status == 421);
    CHECK(answer.error() == "host");
    CHECK(http(f.port, "GET", "/healthz", "", {{"Host", "localhost:" + std::to_string(f.port)}}).status == 200);
    CHECK(HttpClient(f.port).raw("GET /healthz HTTP/1.1\r\n\r\n").error() == "malformed");
}

TEST_CASE("headers and start lines beyond their limits are refused", "[server][http]") {
    Fixture f;
    const auto large = http(f.port, "GET", "/healthz", "", {{"X-Large", std::string(9000, 'a')}});
    CHECK(large.status == 431);
    CHECK(large.error() == "header_too_large");
    CHECK(http(f.port, "GET", "/healthz?" + std::string(2100, 'a')).error() == "header_too_large");
    CHECK(http(f.port, "GET", "/healthz?" + std::string(1900, 'a')).status == 200);
    // What is wrong beyond the limit changes no answer, or it would depend on how the bytes are cut.
    CHECK(HttpClient(f.port).raw("GET /" + std::string(2100, 'a') + "\r#\r\n").error() == "header_too_large");
}

TEST_CASE("a body without a length, or with too much of it, is refused", "[server][http]") {
    Fixture f;
    const std::string head = "POST /v1/kiosk HTTP/1.1\r\nHost: " + f.host + "\r\n";
    CHECK(HttpClient(f.port).raw(head + "\r\n").error() == "length_required");
    CHECK(HttpClient(f.port).raw(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n").error() ==
          "length_required");
    CHECK(HttpClient(f.port).raw(head + "Content-Length: 99999999999\r\n\r\n").error() == "too_large");
    CHECK(HttpClient(f.port).raw(head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello").error() == "malformed");
    const auto megabytes = http(f.port, "POST", "/desk/api/sign-in", std::string(4U << 20, 'x'));
    CHECK(megabytes.status == 413);
    CHECK(megabytes.error() == "too_large");
}

TEST_CASE("what two programs could read differently is refused", "[server][http]") {
    Fixture f;
    const auto host = "Host: " + f.host + "\r\n";
    const auto body = "Content-Type: application/octet-stream\r\n" + host;
    const std::pair<const char*, std::string> cases[] = {
        {"a bare line feed", "GET /healthz HTTP/1.1\n" + host + "\r\n"},
        {"a bare line feed between fields", "GET /healthz HTTP/1.1\r\n" + host.substr(0, host.size() - 2) + "\n\r\n"},
        {"a bare carriage return", "GET /healthz HTTP/1.1\r\nX: a\rb\r\n" + host + "\r\n"},
        {"a folded line", "GET /healthz HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n"},
        {"a folded first line", "GET /healthz HTTP/1.1\r\n X: a\r\n" + host + "\r\n"},
        {"a space before the colon", "GET /healthz HTTP/1.1\r\n" + host + "X : a\r\n\r\n"},
        {"a field without a name", "GET /healthz HTTP/1.1\r\n" + host + ": a\r\n\r\n"},
        {"a line without a colon", "GET /healthz HTTP/1.1\r\n" + host + "X\r\n\r\n"},
        {"a byte of no text", "GET /healthz HTTP/1.1\r\n" + host + "X: a\x01\r\n\r\n"},
        {"an absolute target", "GET http://" + f.host + "/healthz HTTP/1.1\r\n" + host + "\r\n"},
        {"an authority", "CONNECT " + f.host + " HTTP/1.1\r\n" + host + "\r\n"},
        {"an asterisk", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n"},
        {"two spaces", "GET  /healthz HTTP/1.1\r\n" + host + "\r\n"},
        {"another version", "GET /healthz HTTP/2.0\r\n" + host + "\r\n"},
        {"no version", "GET /healthz\r\n" + host + "\r\n"},
        {"an empty line first", "\r\nGET /healthz HTTP/1.1\r\n" + host + "\r\n"},
        {"two hosts", "GET /healthz HTTP/1.1\r\n" + host + host + "\r\n"},
        {"the same length twice",
         "POST /v1/kiosk HTTP/1.1\r\n" + body + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"},
        {"a list of lengths", "POST /v1/kiosk HTTP/1.1\r\n" + body + "Content-Length: 5, 5\r\n\r\nhello"},
        {"a signed length", "POST /v1/kiosk HTTP/1.1\r\n" + body + "Content-Length: +5\r\n\r\nhello"},
        {"a length in hex", "POST /v1/kiosk HTTP/1.1\r\n" + body + "Content-Length: 0x5\r\n\r\nhello"},
        {"a length and a coding",
         "POST /v1/kiosk HTTP/1.1\r\n" + body + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"a coding and a length",
         "POST /v1/kiosk HTTP/1.1\r\n" + body + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
        {"a coding in HTTP/1.0", "POST /v1/kiosk HTTP/1.0\r\n" + body + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    };
    for (const auto& [name, bytes] : cases) {
        INFO(name);
        HttpClient client(f.port);
        const auto answer = client.raw(bytes);
        CHECK(answer.status == 400);
        CHECK(answer.error() == "malformed");
        // And nothing that follows on the connection is read as a request.
        CHECK(client.raw(request_text(f.port, "GET", "/healthz", "", {})).status == 0);
    }
    for (const auto* coding : {"chunked", "gzip", "gzip, chunked", "identity", "xchunked"})
        CHECK(HttpClient(f.port)
                  .raw("POST /v1/kiosk HTTP/1.1\r\n" + body + "Transfer-Encoding: " + coding + "\r\n\r\n5\r\nhello\r\n")
                  .error() == "length_required");
    std::string many = "GET /healthz HTTP/1.1\r\n" + host;
    for (int i = 0; i < 64; ++i)
        many += "X: a\r\n";
    CHECK(HttpClient(f.port).raw(many + "\r\n").error() == "header_too_large");
}

TEST_CASE("a body waits for leave only where there is nothing wrong with its head", "[server][http]") {
    Fixture f;
    const std::string head = "POST /desk/api/sign-out HTTP/1.1\r\nHost: " + f.host + "\r\nOrigin: http://" + f.host +
                             "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ";
    HttpClient good(f.port);
    CHECK(good.raw(head + "2\r\n\r\n").status == 100);
    CHECK(good.raw("{}").status == 204);
    CHECK(HttpClient(f.port).raw(head + "1000000\r\n\r\n").status == 413);
}

TEST_CASE("a client that has ended its side is answered, and one that is gone is forgotten", "[server][http]") {
    Fixture f;
    HttpClient client(f.port);
    client.send(request_text(f.port, "GET", "/healthz", "", {}));
    client.end_sending();
    CHECK(client.receive().status == 200);
    CHECK(client.receive().status == 0);
    for (int i = 0; i < 50; ++i)
        HttpClient(f.port).reset_after("POST /v1/kiosk HTTP/1.1\r\nHost: " + f.host +
                                       "\r\nContent-Length: 1280\r\n\r\nPLK1");
    CHECK(http(f.port, "GET", "/healthz").status == 200);
}

TEST_CASE("what is no HTTP is malformed", "[server][http]") {
    Fixture f;
    CHECK(HttpClient(f.port).raw("hello there\r\n\r\n").error() == "malformed");
    CHECK(HttpClient(f.port).raw(std::string("\x16\x03\x01\x02\x00\x01", 6) + std::string(600, '\n')).error() ==
          "malformed");
    CHECK(http(f.port, "GET", "/healthz").status == 200);
}

TEST_CASE("a connection serves one request after the other, also when they come at once", "[server][http]") {
    Fixture f;
    HttpClient client(f.port);
    const auto one = request_text(f.port, "GET", "/v1/challenge", "", {});
    for (int i = 0; i < 3; ++i)
        CHECK(client.raw(one).body.size() == 24);
    CHECK(HttpClient(f.port).raw(one + one + one).status == 200);
}

TEST_CASE("a request that never ends is ended after ten seconds, and others do not wait for it", "[server][http]") {
    Fixture f;
    HttpClient slow(f.port);
    HttpClient slow_body(f.port);
    const auto start = std::chrono::steady_clock::now();
    slow.send("GET /healthz HTTP/1.1\r\nHost: ");
    slow_body.send("POST /v1/kiosk HTTP/1.1\r\nHost: " + f.host +
                   "\r\nContent-Type: application/octet-stream\r\nContent-Length: 1280\r\n\r\nPLK1");
    HttpClient slow_later(f.port);
    CHECK(slow_later.raw(request_text(f.port, "GET", "/healthz", "", {})).status == 200);
    slow_later.send("GET /healthz HTTP/1.1\r\nHost: ");
    CHECK(http(f.port, "GET", "/healthz").status == 200);
    CHECK(slow.receive().error() == "timeout");
    CHECK(slow_body.receive().status == 408);
    CHECK(slow_later.receive().error() == "timeout");
    const auto took = std::chrono::steady_clock::now() - start;
    CHECK(took > std::chrono::seconds(9));
    CHECK(took < std::chrono::seconds(14));
}

TEST_CASE("where there is no room, whoever has been silent for longest gives way", "[server][http]") {
    Fixture f;
    std::vector<std::unique_ptr<HttpClient>> idle;
    for (int i = 0; i < 520; ++i)
        idle.push_back(std::make_unique<HttpClient>(f.port));
    const auto one = request_text(f.port, "GET", "/healthz", "", {});
    CHECK(HttpClient(f.port).raw(one).status == 200);
    CHECK(idle.front()->raw(one).status == 0);
    CHECK(idle.back()->raw(one).status == 200);
}

TEST_CASE("where everybody is being answered, a newcomer is told that there is no room", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    const auto version = json::parse(desk.waiting().body)["version"].get<std::uint64_t>();
    const auto held = request_text(f.port, "GET", "/desk/api/waiting?after=" + std::to_string(version), "",
                                   {{"Cookie", desk.cookie()}});
    {
        std::vector<std::unique_ptr<HttpClient>> waiting;
        for (int i = 0; i < 520; ++i) {
            waiting.push_back(std::make_unique<HttpClient>(f.port));
            waiting.back()->send(held);
        }
        const auto answer = HttpClient(f.port).raw(request_text(f.port, "GET", "/healthz", "", {}));
        CHECK(answer.status == 429);
        CHECK(answer.error() == "too_many");
    }
    int status = 0;
    for (int i = 0; i < 300 && status != 200; ++i)
        status = http(f.port, "GET", "/healthz").status;
    CHECK(status == 200);
}

TEST_CASE("the log knows starts, stops and counts of refusals, and nothing of who or what", "[server][http]") {
    City city;
    TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const auto request = kiosk.request(city);
    ServerProcess server(data);
    REQUIRE(ask(server.port(), kiosk, request));
    const DeskClient desk(server.port());
    REQUIRE(desk.approve(request).status == 200);
    REQUIRE(ask(server.port(), kiosk, request)->state == protocol::AnswerState::kApproved);
    http(server.port(), "GET", "/nothing");
    http(server.port(), "GET", "/nothing");
    REQUIRE(server.end_with(SIGTERM) == 0);
    const auto log = text_of(data.log());
    CHECK(log.find(" event=start\n") != std::string::npos);
    CHECK(log.find(" event=stop\n") != std::string::npos);
    CHECK(log.find(" event=refused not_found=2\n") != std::string::npos);
    for (const auto& unwanted :
         std::initializer_list<std::string>{"127.0.0.1", "demo", "North", "Kiosk 1", "lighthouse", "approved", "/v1/",
                                            desk.cookie(), to_hex(request.request)})
        CHECK(log.find(unwanted) == std::string::npos);
    // Days, never hours.
    CHECK(log.find(':') == std::string::npos);
}
