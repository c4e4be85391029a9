#include "card/code.h"
#include "tests/server/support/server_process.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <future>
#include <optional>
#include <thread>

using namespace porchlight;
using namespace porchlight::server::test;
using protocol::AnswerState;

namespace {

struct Fixture {
    City city;
    TestKiosk kiosk;
    ServerData data{city, kiosk};
    ServerProcess server{data};
    std::uint16_t port = server.port();
    DeskClient desk{port};

    HttpAnswer post(const protocol::KioskRequest& request) const {
        return kiosk_post(port, kiosk.bytes_of(request, fetch_challenge(port)));
    }
};

}  // namespace

TEST_CASE("an approved issuance is answered with a receipt and a signature that a bridge accepts", "[server][http]") {
    Fixture f;
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, request)->state == AnswerState::kWaiting);
    auto held = std::async(std::launch::async, [&] { return ask(f.port, f.kiosk, request, 20); });
    REQUIRE(f.desk.approve(request).body == R"({"result":"approved"})");
    const auto answer = held.get();
    REQUIRE(answer);
    REQUIRE(answer->state == AnswerState::kApproved);
    const std::vector<public_key> keys = {f.city.receipt.public_half};
    REQUIRE(protocol::check_receipt(answer->receipt, request, keys, std::time(nullptr)));
    REQUIRE(verify(f.city.issuer.public_half, card::kCardContext, request.payload_hash, answer->issuer_signature));
    REQUIRE(query_number(f.data, "SELECT count(*) FROM spool") == 1);
    REQUIRE(query_number(f.data, "SELECT sum(n) FROM counts") == 1);
}

TEST_CASE("a repeated request is harmless before and after the approval", "[server][http]") {
    Fixture f;
    const auto request = f.kiosk.request(f.city);
    for (int i = 0; i < 3; ++i)
        REQUIRE(ask(f.port, f.kiosk, request)->state == AnswerState::kWaiting);
    REQUIRE(f.desk.approve(request).status == 200);
    REQUIRE(f.desk.approve(request).error() == "gone");
    for (int i = 0; i < 3; ++i)
        REQUIRE(ask(f.port, f.kiosk, request)->state == AnswerState::kApproved);
    REQUIRE(query_number(f.data, "SELECT count(*) FROM spool") == 1);
    REQUIRE(query_number(f.data, "SELECT sum(n) FROM counts") == 1);
}

TEST_CASE("a server killed right after the approval knows the repeated request again", "[server][http]") {
    City city;
    TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const auto request = kiosk.request(city);
    {
        ServerProcess server(data);
        const DeskClient desk(server.port());
        REQUIRE(ask(server.port(), kiosk, request)->state == AnswerState::kWaiting);
        REQUIRE(desk.approve(request).status == 200);
        // The kiosk has not been answered: it only asks again after this.
        REQUIRE(server.end_with(SIGKILL) == 128 + SIGKILL);
    }
    ServerProcess server(data);
    const auto answer = ask(server.port(), kiosk, request);
    REQUIRE(answer->state == AnswerState::kApproved);
    const std::vector<public_key> keys = {city.receipt.public_half};
    REQUIRE(protocol::check_receipt(answer->receipt, request, keys, std::time(nullptr)));
    REQUIRE(json::parse(DeskClient(server.port()).waiting().body)["waiting"].empty());
    REQUIRE(query_number(data, "SELECT count(*) FROM spool") == 1);
    REQUIRE(query_number(data, "SELECT sum(n) FROM counts") == 1);
}

TEST_CASE("a server killed before the approval learns what waits again from the next post", "[server][http]") {
    City city;
    TestKiosk kiosk;
    const ServerData data(city, kiosk);
    const auto request = kiosk.request(city);
    {
        ServerProcess server(data);
        REQUIRE(ask(server.port(), kiosk, request)->state == AnswerState::kWaiting);
        server.end_with(SIGKILL);
    }
    ServerProcess server(data);
    REQUIRE(ask(server.port(), kiosk, request)->state == AnswerState::kWaiting);
    REQUIRE(DeskClient(server.port()).approve(request).status == 200);
    REQUIRE(query_number(data, "SELECT count(*) FROM spool") == 1);
}

TEST_CASE("each thing that is wrong with a kiosk's request has its own error", "[server][http]") {
    Fixture f;
    auto request = f.kiosk.request(f.city);
    const auto good = f.kiosk.bytes_of(request, fetch_challenge(f.port));

    SECTION("a flipped bit anywhere in the record") {
        auto flipped = good;
        flipped[700] = static_cast<char>(flipped[700] ^ 1);
        CHECK(kiosk_post(f.port, flipped).error() == "signature");
    }
    SECTION("a truncated request") {
        const auto answer = kiosk_post(f.port, good.substr(0, 1000));
        CHECK(answer.status == 400);
        CHECK(answer.error() == "malformed");
    }
    SECTION("a request that is too long") {
        const auto answer = kiosk_post(f.port, good + "x");
        CHECK(answer.status == 413);
        CHECK(answer.error() == "too_large");
    }
    SECTION("a kiosk that nobody knows") {
        const TestKiosk stranger;
        const auto theirs = stranger.request(f.city);
        const auto answer = kiosk_post(f.port, stranger.bytes_of(theirs, fetch_challenge(f.port)));
        CHECK(answer.status == 403);
        CHECK(answer.error() == "unknown_kiosk");
    }
    SECTION("a challenge that the server did not make") {
        const auto answer = kiosk_post(f.port, f.kiosk.bytes_of(request, random_array<24>()));
        CHECK(answer.status == 409);
        CHECK(answer.error() == "stale_challenge");
    }
    SECTION("a record sealed to another epoch") {
        City other;
        request.sealed = other.sealed();
        CHECK(f.post(request).error() == "epoch");
    }
    SECTION("something that is no envelope") {
        request.sealed.fill(7);
        CHECK(f.post(request).error() == "malformed");
    }
    SECTION("a class that the programme does not have") {
        request.card_class = 9;
        CHECK(f.post(request).error() == "class");
    }
    SECTION("the same id with other content") {
        REQUIRE(f.post(request).status == 200);
        request.payload_hash[0] ^= 1;
        const auto answer = f.post(request);
        CHECK(answer.status == 409);
        CHECK(answer.error() == "request_conflict");
    }
    SECTION("another content type") {
        const auto answer = http(f.port, "POST", "/v1/kiosk", good, {{"Content-Type", "text/plain"}});
        CHECK(answer.status == 415);
        CHECK(answer.error() == "content_type");
    }
    CHECK(query_number(f.data, "SELECT count(*) FROM spool") == 0);
}

TEST_CASE("cancelling takes an issuance from the desk and changes nothing that is stored", "[server][http]") {
    Fixture f;
    const auto first = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, first)->state == AnswerState::kWaiting);
    REQUIRE(ask(f.port, f.kiosk, protocol::cancel_of(first))->state == AnswerState::kCancelled);
    REQUIRE(f.desk.approve(first).error() == "gone");
    REQUIRE(ask(f.port, f.kiosk, first)->state == AnswerState::kCancelled);

    const auto second = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, second)->state == AnswerState::kWaiting);
    REQUIRE(f.desk.approve(second).status == 200);
    REQUIRE(ask(f.port, f.kiosk, protocol::cancel_of(second))->state == AnswerState::kApproved);
    REQUIRE(query_number(f.data, "SELECT count(*) FROM spool") == 1);
}

TEST_CASE("a cancel that meets the storing of an approval is answered when that is durable", "[server][http]") {
    Fixture f;
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, request)->state == AnswerState::kWaiting);
    std::optional<WriteLock> lock(f.data);
    auto approved = std::async(std::launch::async, [&] { return f.desk.approve(request); });
    // From here on the desk has it no more: it is being stored.
    while (!json::parse(f.desk.waiting().body)["waiting"].empty())
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    auto cancelled = std::async(std::launch::async, [&] { return ask(f.port, f.kiosk, protocol::cancel_of(request)); });
    CHECK(cancelled.wait_for(std::chrono::milliseconds(700)) == std::future_status::timeout);
    lock.reset();
    REQUIRE(approved.get().status == 200);
    REQUIRE(cancelled.get()->state == AnswerState::kApproved);
    REQUIRE(ask(f.port, f.kiosk, request)->state == AnswerState::kApproved);
    REQUIRE(query_number(f.data, "SELECT count(*) FROM spool") == 1);
    REQUIRE(query_number(f.data, "SELECT sum(n) FROM counts") == 1);
}

TEST_CASE("a cancel takes effect after all when the approval could not be stored", "[server][http]") {
    Fixture f;
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, request)->state == AnswerState::kWaiting);
    const WriteLock lock(f.data);
    auto approved = std::async(std::launch::async, [&] { return f.desk.approve(request); });
    while (!json::parse(f.desk.waiting().body)["waiting"].empty())
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    auto state = AnswerState::kWaiting;
    while (state == AnswerState::kWaiting)
        state = ask(f.port, f.kiosk, protocol::cancel_of(request))->state;
    REQUIRE(state == AnswerState::kCancelled);
    REQUIRE(approved.get().error() == "internal");
    REQUIRE(f.desk.approve(request).error() == "gone");
    REQUIRE(query_number(f.data, "SELECT count(*) FROM spool") == 0);
    REQUIRE(query_number(f.data, "SELECT count(*) FROM counts") == 0);
}

TEST_CASE("an answer is held back no longer than was asked for", "[server][http]") {
    Fixture f;
    const auto request = f.kiosk.request(f.city);
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(ask(f.port, f.kiosk, request, 2)->state == AnswerState::kWaiting);
    const auto took = std::chrono::steady_clock::now() - start;
    CHECK(took >= std::chrono::milliseconds(1900));
    CHECK(took < std::chrono::seconds(5));
}

TEST_CASE("a request signed by one kiosk in the name of another is refused", "[server][http]") {
    Fixture f;
    const TestKiosk other("Kiosk 2");
    const auto answer = kiosk_post(f.port, other.bytes_of(f.kiosk.request(f.city), fetch_challenge(f.port)));
    CHECK(answer.status == 401);
    CHECK(answer.error() == "signature");
}
