// Enrolment, suspension and removal against the real program: the operator's commands, GET /v1/trust, POST /v1/enroll.
#include "protocol/enrolment.h"
#include "protocol/numbers.h"
#include "protocol/trust.h"
#include "tests/server/support/server_process.h"
#include "tests/server/support/soon.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <future>

using namespace porchlight;
using namespace porchlight::server::test;
using protocol::AnswerState;

namespace {

constexpr std::chrono::seconds kSoon{20};

struct Fixture {
    City city;
    TestKiosk kiosk;
    ServerData data{city, kiosk};
    std::string trust = protocol::to_text(
        protocol::Trust{"City of Lakehaven", {1, {city.custodian.public_half}}, {1, {random_array<32>()}}});

    Fixture() {
        write_text(data.folder.path() / "keys" / "trust.json", trust);
        REQUIRE(command("init", {"--keys", (data.folder.path() / "keys").string()}).status == 0);
        REQUIRE(command("add-site", {"North Branch"}).status == 0);
    }
    CommandResult command(const std::string& name, std::vector<std::string> options = {}) const {
        options.insert(options.begin(), {name, "--data", data.data().string()});
        return run_command(options);
    }
    CommandResult of_kiosk(const std::string& name, const std::string& kiosk_name = "Kiosk 1") const {
        return command(name, {"--site", "North Branch", "--name", kiosk_name});
    }
    protocol::EnrolmentCode code(const std::string& name) const {
        const auto made = of_kiosk("enroll-code", name);
        INFO(made.output);
        REQUIRE(made.output.starts_with("code: "));
        return protocol::parse_code(made.output.substr(6, made.output.find('\n') - 6)).value();
    }
};

HttpAnswer enroll(std::uint16_t port, const protocol::EnrolmentCode& code, const signing_key& kiosk) {
    const auto body = protocol::write_enrolment(fetch_challenge(port), *protocol::key_of(code), kiosk);
    return http(port, "POST", "/v1/enroll", std::string(as_text(body)), {{"Content-Type", "application/octet-stream"}});
}

}  // namespace

TEST_CASE("a machine with a code is a kiosk as soon as it is answered", "[server][http]") {
    const Fixture f;
    const ServerProcess server(f.data);
    const auto code = f.code("Kiosk 2");
    CHECK(http(server.port(), "GET", "/v1/trust").body == f.trust);
    CHECK(code.fingerprint == protocol::fingerprint_of(f.trust));
    const TestKiosk fresh("Kiosk 2");
    const auto enrolled = enroll(server.port(), code, fresh.key);
    REQUIRE(enrolled.status == 200);
    CHECK(protocol::parse_enrolled(enrolled.body)->name == "Kiosk 2");
    CHECK(ask(server.port(), fresh, fresh.request(f.city))->state == AnswerState::kWaiting);
    CHECK(f.command("kiosks").output == "North Branch: Kiosk 1\nNorth Branch: Kiosk 2\n");
    CHECK(f.command("sites").output == "North Branch\n");

    CHECK(enroll(server.port(), code, fresh.key).status == 200);
    const auto again = enroll(server.port(), code, signing_key::generate());
    CHECK(again.status == 409);
    CHECK(again.error() == "code_used");
    const auto unknown = enroll(server.port(), protocol::new_code(code.fingerprint), signing_key::generate());
    CHECK(unknown.status == 403);
    CHECK(unknown.error() == "code_unknown");
}

TEST_CASE("a code is of use at no other server, and not after its end", "[server][http]") {
    const Fixture here;
    const Fixture there;
    const ServerProcess server(here.data);
    CHECK(enroll(server.port(), there.code("Kiosk 2"), signing_key::generate()).error() == "code_unknown");
    const auto code = here.code("Kiosk 2");
    query_number(here.data, "UPDATE enrolment_codes SET expires = 1 RETURNING 1");
    const auto late = enroll(server.port(), code, signing_key::generate());
    CHECK(late.status == 409);
    CHECK(late.error() == "code_expired");
}

TEST_CASE("what an operator orders wrongly about kiosks is refused with a sentence", "[server]") {
    const Fixture f;
    const auto refused = [](const CommandResult& result, const std::string& what) {
        INFO(result.output);
        CHECK(result.status == 1);
        CHECK(result.output.find(what) != std::string::npos);
    };
    refused(f.command("enroll-code", {"--site", "South Branch", "--name", "K"}), "no site South Branch");
    refused(f.of_kiosk("enroll-code", "Kiosk 1"), "remove it first");
    refused(f.of_kiosk("enroll-code", "a\tb"), "printable");
    refused(f.command("add-site", {"a\tb"}), "printable");
    for (const auto* command : {"suspend-kiosk", "resume-kiosk", "remove-kiosk"})
        refused(f.of_kiosk(command, "Kiosk 7"), "no kiosk Kiosk 7 at North Branch");
    CHECK(f.command("enroll-code", {"--site", "North Branch", "--name", "K", "--hours", "0"}).status == 2);
    std::filesystem::remove(f.data.data() / "trust.json");
    refused(f.of_kiosk("enroll-code", "Kiosk 2"), "has no trust file");
    const ServerProcess server(f.data);
    CHECK(http(server.port(), "GET", "/v1/trust").status == 404);
}

TEST_CASE("a kiosk that is suspended while it waits is told so at once, and taken from the desk", "[server][http]") {
    const Fixture f;
    const ServerProcess server(f.data);
    const auto request = f.kiosk.request(f.city);
    const auto post = [&](int wait) {
        return kiosk_post(server.port(), f.kiosk.bytes_of(request, fetch_challenge(server.port())), wait);
    };
    REQUIRE(post(0).status == 200);
    const DeskClient desk(server.port());
    const bool is_suspended = GENERATE(true, false);
    auto held = std::async(std::launch::async, [&] { return post(25); });
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(f.of_kiosk(is_suspended ? "suspend-kiosk" : "remove-kiosk").status == 0);
    const auto answer = held.get();
    CHECK(answer.status == 403);
    CHECK(answer.error() == (is_suspended ? "suspended" : "unknown_kiosk"));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    CHECK(json::parse(desk.waiting().body)["waiting"].empty());
    CHECK(desk.approve(request).error() == "gone");
    const auto numbers = protocol::numbers_request(protocol::kiosk_id(f.kiosk.key.public_half), {});
    CHECK(http(server.port(), "POST", "/v1/numbers", f.kiosk.bytes_of(numbers, fetch_challenge(server.port())),
               {{"Content-Type", "application/octet-stream"}})
              .status == 403);
    CHECK(f.command("kiosks").output ==
          (is_suspended ? "North Branch: Kiosk 1, suspended\n" : "There are no kiosks.\n"));
    if (!is_suspended)
        return;
    REQUIRE(f.of_kiosk("resume-kiosk").status == 0);
    CHECK(soon([&] { return ask(server.port(), f.kiosk, f.kiosk.request(f.city)).has_value(); }, kSoon));
}

TEST_CASE("a kiosk that holds too many answers back is told to wait, and another is not", "[server][http]") {
    const Fixture f;
    const TestKiosk other("Kiosk 2");
    REQUIRE(f.command("add-kiosk", {"--name", other.name, "--site", other.site, "--key", to_hex(other.key.public_half)})
                .status == 0);
    ServerProcess server(f.data);
    const auto request = f.kiosk.request(f.city);
    std::vector<std::future<HttpAnswer>> held;
    for (int i = 0; i < 9; ++i)
        held.push_back(std::async(std::launch::async, [&] {
            return kiosk_post(server.port(), f.kiosk.bytes_of(request, fetch_challenge(server.port())), 25);
        }));
    const auto post = [&](int wait) {
        return kiosk_post(server.port(), f.kiosk.bytes_of(request, fetch_challenge(server.port())), wait);
    };
    const auto is_refused = [](const std::future<HttpAnswer>& one) {
        return one.wait_for(std::chrono::milliseconds(0)) == std::future_status::ready;
    };
    REQUIRE(soon([&] { return std::ranges::any_of(held, is_refused); }, kSoon));
    const auto refused = std::ranges::find_if(held, is_refused);
    CHECK(refused->get().error() == "too_many");
    held.erase(refused);
    CHECK(post(0).status == 200);
    CHECK(kiosk_post(server.port(), other.bytes_of(other.request(f.city), fetch_challenge(server.port())), 1).status ==
          200);
    REQUIRE(DeskClient(server.port()).approve(request).status == 200);
    for (auto& one : held)
        CHECK(one.get().status == 200);
    CHECK(post(1).status == 200);
}
