// The real server on PostgreSQL, and one whose programme keeps no records.
#include "tests/server/support/postgres_server.h"
#include "tests/server/support/server_process.h"
#include "tests/server/support/soon.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <csignal>

using namespace porchlight;
using namespace porchlight::server::test;
using protocol::AnswerState;

namespace {

constexpr std::chrono::seconds kSoon{30};

// Twelve hours west and fourteen hours east of Greenwich: between them it is always another day.
constexpr auto kWest = "WEST12";
constexpr auto kEast = "EAST-14";

// How many sealed records an export of the epoch has: behind its 16 bytes of header each has 1,024.
std::uintmax_t exported(const ServerData& data) {
    auto arguments = data.where();
    const auto out = data.folder.path() / "records.export";
    arguments.insert(arguments.begin(), {"export", "--epoch", "1", "--out", out.string()});
    REQUIRE(run_command(arguments).status == 0);
    return std::filesystem::file_size(out) / envelope::kEnvelopeBytes;
}

void approve_one(const ServerProcess& server, const TestKiosk& kiosk, const protocol::KioskRequest& request) {
    REQUIRE(ask(server.port(), kiosk, request)->state == AnswerState::kWaiting);
    REQUIRE(DeskClient(server.port()).approve(request).body == R"({"result":"approved"})");
}

}  // namespace

TEST_CASE("what one server approved and was killed, another on the same PostgreSQL answers", "[server][http]") {
    const City city;
    const TestKiosk kiosk;
    const auto url = PostgresServer::shared().new_database();
    const ServerData first_data(city, kiosk, url);
    const ServerData second_data(city, kiosk, url);
    ServerProcess first(first_data);
    ServerProcess second(second_data);
    const auto request = kiosk.request(city);
    approve_one(first, kiosk, request);
    const auto waiting = kiosk.request(city);
    REQUIRE(ask(first.port(), kiosk, waiting)->state == AnswerState::kWaiting);
    first.end_with(SIGKILL);

    const auto answer = ask(second.port(), kiosk, request);
    REQUIRE(answer->state == AnswerState::kApproved);
    const std::vector<public_key> keys = {city.receipt.public_half};
    CHECK(protocol::check_receipt(answer->receipt, request, keys, std::time(nullptr)));
    // What waited is simply asked again.
    approve_one(second, kiosk, waiting);
    CHECK(ask_postgres(url, "SELECT count(*) FROM spool") == "2");
    CHECK(ask_postgres(url, "SELECT sum(n) FROM counts") == "2");
    CHECK_FALSE(std::filesystem::exists(second_data.data() / "porchlight.db"));
    // What is added by a command reaches a running server.
    const TestKiosk fresh("Kiosk 2");
    auto add = second_data.where();
    add.insert(add.begin(),
               {"add-kiosk", "--name", fresh.name, "--site", fresh.site, "--key", to_hex(fresh.key.public_half)});
    REQUIRE(run_command(add).status == 0);
    CHECK(soon([&] { return ask(second.port(), fresh, fresh.request(city)).has_value(); }, kSoon));
    CHECK(second.end_with(SIGTERM) == 0);
    CHECK(exported(second_data) == 2);
}

TEST_CASE("a day's end on PostgreSQL shuffles the spool", "[server][http]") {
    const City city;
    const TestKiosk kiosk;
    const auto url = PostgresServer::shared().new_database();
    const ServerData data(city, kiosk, url);
    {
        ServerProcess server(data, {"--batch", "2"}, kWest);
        approve_one(server, kiosk, kiosk.request(city));
        approve_one(server, kiosk, kiosk.request(city));
        server.end_with(SIGKILL);
    }
    ServerProcess server(data, {"--batch", "2"}, kEast);
    CHECK(soon([&] { return ask_postgres(url, "SELECT count(*) FROM records") == "2"; }, kSoon));
    CHECK(ask_postgres(url, "SELECT count(*) FROM spool") == "0");
    CHECK(exported(data) == 2);
}

TEST_CASE("a programme that keeps no records: cards are approved and counted, and nothing is stored",
          "[server][http][promise]") {
    City city;
    city.records = "none";
    const TestKiosk kiosk;
    const auto postgres = GENERATE(false, true);
    const ServerData data(city, kiosk, postgres ? PostgresServer::shared().new_database() : "");
    const auto number = [&](const std::string& sql) {
        return postgres ? std::stoll(ask_postgres(data.store, sql)) : query_number(data, sql);
    };
    const auto request = kiosk.request(city);
    {
        ServerProcess server(data, {"--batch", "1"}, kWest);
        approve_one(server, kiosk, request);
        CHECK(ask(server.port(), kiosk, request)->state == AnswerState::kApproved);
        CHECK(number("SELECT sum(n) FROM counts") == 1);
        CHECK(number("SELECT count(*) FROM spool WHERE sealed IS NOT NULL") == 0);
        server.end_with(SIGKILL);
    }
    {
        // The approval is known by its mark, until the day ends.
        ServerProcess server(data, {"--batch", "1"}, kWest);
        CHECK(ask(server.port(), kiosk, request)->state == AnswerState::kApproved);
        CHECK(number("SELECT sum(n) FROM counts") == 1);
        server.end_with(SIGTERM);
    }
    ServerProcess server(data, {"--batch", "1"}, kEast);
    CHECK(soon([&] { return number("SELECT count(*) FROM spool") == 0; }, kSoon));
    CHECK(number("SELECT count(*) FROM records") == 0);
    CHECK(server.end_with(SIGTERM) == 0);
    CHECK(exported(data) == 0);
    const auto content = bytes_in_folder(postgres ? PostgresServer::shared().data() : data.data());
    CHECK(occurrences(content, request.sealed) == 0);
    CHECK(occurrences(content, request.payload_hash) == 0);
    CHECK(occurrences(content, request.request) == 0);
}

TEST_CASE("a store that cannot be is refused with a sentence", "[server]") {
    const City city;
    const TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const auto at = data.data().string();
    const auto other = run_command({"numbers", "--data", at, "--store", "mysql://db/porchlight"});
    CHECK(other.status == 2);
    CHECK(other.output == "porchlight-server: The value of --store is missing or not possible.\n");
    const auto nowhere =
        run_command({"numbers", "--data", at, "--store", "postgresql:///city?host=/nonexistent&password=pearl"});
    CHECK(nowhere.status == 1);
    CHECK(nowhere.output.starts_with("porchlight-server: The PostgreSQL database cannot be reached: "));
    CHECK(nowhere.output.find("pearl") == std::string::npos);
}
