// Service numbers against the real program: the operator's commands, and POST /v1/numbers.
#include "protocol/numbers.h"
#include "tests/server/support/server_process.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>

using namespace porchlight;
using namespace porchlight::server::test;

namespace {

City city_with_library() {
    City city;
    city.services = json::array({{{"id", "library"},
                                  {"name", "Library"},
                                  {"symbology", "codabar"},
                                  {"check", "luhn"},
                                  {"length", 14},
                                  {"required", true}}});
    return city;
}

struct Fixture {
    City city = city_with_library();
    TestKiosk kiosk;
    ServerData data{city, kiosk};

    std::filesystem::path list(const std::string& text) const {
        write_text(data.folder.path() / "library.csv", text);
        return data.folder.path() / "library.csv";
    }
    CommandResult import(const std::string& text, const std::string& service = "library") const {
        return run_command(
            {"import-numbers", "--data", data.data().string(), "--service", service, list(text).string()});
    }
    CommandResult deal(int count, const std::string& site = "North Branch", const std::string& name = "") const {
        std::vector<std::string> command{"deal-numbers", "--data",  data.data().string(),
                                         "--service",    "library", "--site",
                                         site,           "--count", std::to_string(count)};
        if (!name.empty())
            command.insert(command.end(), {"--kiosk", name});
        return run_command(command);
    }
    std::string counts() const { return run_command({"numbers", "--data", data.data().string()}).output; }
};

const std::string kThree = "number\n30234000517861\n33191000105864\n58198000943996\n";

HttpAnswer post(std::uint16_t port, const std::string& body, const std::string& path = "/v1/numbers") {
    return http(port, "POST", path, body, {{"Content-Type", "application/octet-stream"}});
}

HttpAnswer fetch(std::uint16_t port, const TestKiosk& kiosk, std::span<const protocol::BlockId> stored = {}) {
    const auto request = protocol::numbers_request(protocol::kiosk_id(kiosk.key.public_half), stored);
    return post(port, kiosk.bytes_of(request, fetch_challenge(port)));
}

}  // namespace

TEST_CASE("an operator imports a list, deals it, and the site's kiosk fetches it once", "[server][http]") {
    const Fixture f;
    const auto imported = f.import(kThree);
    INFO(imported.output);
    REQUIRE(imported.status == 0);
    CHECK(f.counts() == "library: 3 in the pool, 0 dealt, of these 0 not yet fetched.\n");
    REQUIRE(f.deal(2).status == 0);
    CHECK(f.counts() == "library: 1 in the pool, 2 dealt, of these 2 not yet fetched.\n");
    protocol::BlockId id{};
    {
        ServerProcess server(f.data);
        const auto answer = fetch(server.port(), f.kiosk);
        REQUIRE(answer.status == 200);
        const auto blocks = protocol::read_numbers(answer.body);
        REQUIRE(blocks);
        REQUIRE(blocks->size() == 1);
        CHECK(blocks->front().service == "library");
        CHECK(blocks->front().numbers.size() == 2);
        id = blocks->front().id;
        CHECK(fetch(server.port(), TestKiosk()).error() == "unknown_kiosk");
        // Killed before the kiosk could confirm: it waits still.
        CHECK(server.end_with(SIGKILL) == 128 + SIGKILL);
    }
    const ServerProcess server(f.data);
    CHECK(protocol::read_numbers(fetch(server.port(), f.kiosk).body)->front().id == id);
    CHECK(protocol::read_numbers(fetch(server.port(), f.kiosk, std::vector{id}).body)->empty());
    CHECK(f.counts() == "library: 1 in the pool, 2 dealt, of these 0 not yet fetched.\n");
    CHECK(query_number(f.data, "SELECT count(*) FROM number_blocks") == 0);
}

TEST_CASE("an import that is refused says the line and imports nothing", "[server]") {
    const Fixture f;
    const auto refused = [&](const std::string& text, const std::string& what) {
        const auto result = f.import(text);
        INFO(result.output);
        CHECK(result.status == 1);
        CHECK(result.output.find(what) != std::string::npos);
        CHECK(f.counts() == "No numbers were imported.\n");
    };
    refused("number\n30234000517861\n35555000012349\n", "Line 3 of ");
    refused("30234000517861\n30234000517861\n", "Line 2 of ");
    refused("30234000517861,Ana Lee\n", "no number of this service");
    refused("", "there is no number");
    CHECK(f.import(kThree, "transit").output.find("no service transit") != std::string::npos);
    REQUIRE(f.import(kThree).status == 0);
    const auto again = f.import("33191000105864\n");
    CHECK(again.status == 1);
    CHECK(again.output.find("Line 1 of ") != std::string::npos);
    CHECK(again.output.find("imported before") != std::string::npos);
}

TEST_CASE("a deal names a site and a kiosk that are there, and no more than the pool has", "[server]") {
    const Fixture f;
    REQUIRE(f.import(kThree).status == 0);
    CHECK(f.deal(1, "South Branch").output.find("South Branch") != std::string::npos);
    CHECK(f.deal(1, "North Branch", "Kiosk 9").status == 1);
    CHECK(f.deal(4).output.find("fewer than 4") != std::string::npos);
    CHECK(f.deal(3, "North Branch", "Kiosk 1").status == 0);
    CHECK(f.deal(1).status == 1);
}

TEST_CASE("requests for numbers and for cards do not take each other's way", "[server][http]") {
    const Fixture f;
    const ServerProcess server(f.data);
    const auto port = server.port();
    const auto numbers = protocol::numbers_request(protocol::kiosk_id(f.kiosk.key.public_half), {});
    CHECK(post(port, f.kiosk.bytes_of(numbers, fetch_challenge(port)), "/v1/kiosk").error() == "malformed");
    CHECK(post(port, f.kiosk.bytes_of(f.kiosk.request(f.city), fetch_challenge(port))).error() == "malformed");
    CHECK(post(port, f.kiosk.bytes_of(numbers, random_array<24>())).error() == "stale_challenge");
    auto flipped = f.kiosk.bytes_of(numbers, fetch_challenge(port));
    flipped[70] = static_cast<char>(flipped[70] ^ 1);
    CHECK(post(port, flipped).error() == "signature");
    CHECK(post(port, flipped + "x").error() == "too_large");
    CHECK(http(port, "GET", "/v1/numbers").error() == "method");
}
