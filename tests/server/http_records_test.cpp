// The end of an epoch's records with the real program: holds, statements, deletion, refusal, and what is told.
#include "tests/server/support/due_epoch.h"
#include "tests/server/support/postgres_server.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <csignal>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using protocol::AnswerState;

TEST_CASE("promise_4 with the last statement a running server deletes the records, and refuses the epoch for ever",
          "[server][http][promise]") {
    const DueEpoch f(GENERATE(false, true) ? PostgresServer::shared().new_database() : "");
    ServerProcess server(f.data);
    const auto stored = f.kiosk.request(f.city);
    REQUIRE(ask(server.port(), f.kiosk, stored)->state == AnswerState::kWaiting);
    const DeskClient desk(server.port());
    REQUIRE(desk.approve(stored).body == R"({"result":"approved"})");
    CHECK(f.exported() == 1);
    const auto waiting = f.kiosk.request(f.city);
    REQUIRE(ask(server.port(), f.kiosk, waiting)->state == AnswerState::kWaiting);

    const auto said = f.say(destruction_of(f.city, today()));
    CHECK(said.status == 0);
    CHECK(said.output.contains("Epoch 1: destroyed"));
    CHECK(soon([&] { return f.exported() == 0; }));
    CHECK(soon([&] { return f.command({"epochs"}).output.contains("records deleted on " + today().text()); }));
    // Whoever waited is refused when a librarian approves, and who comes anew at once.
    CHECK(desk.approve(waiting).error() == "epoch");
    CHECK(soon([&] { return f.post(server.port(), f.kiosk.request(f.city)).error() == "epoch"; }));
    CHECK(server.end_with(SIGTERM) == 0);
    ServerProcess again(f.data);
    CHECK(f.post(again.port(), f.kiosk.request(f.city)).error() == "epoch");
    CHECK(f.exported() == 0);
}

TEST_CASE("promise_4 what was destroyed while no server ran is deleted at its start, with every byte",
          "[server][http][promise]") {
    const DueEpoch f;
    const auto request = f.kiosk.request(f.city);
    {
        ServerProcess server(f.data);
        REQUIRE(ask(server.port(), f.kiosk, request)->state == AnswerState::kWaiting);
        REQUIRE(DeskClient(server.port()).approve(request).status == 200);
        REQUIRE(server.end_with(SIGKILL) == 128 + SIGKILL);
    }
    const auto sealed = byte_view(request.sealed).subspan(100, 64);
    REQUIRE(occurrences(bytes_in_folder(f.data.data()), sealed) > 0);
    REQUIRE(f.say(destruction_of(f.city, today())).status == 0);
    ServerProcess server(f.data);
    CHECK(soon([&] { return occurrences(bytes_in_folder(f.data.data()), sealed) == 0; }));
}

TEST_CASE("promise_4 a hold stops the deletion", "[server][http][promise]") {
    const DueEpoch f;
    ServerProcess server(f.data);
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(server.port(), f.kiosk, request)->state == AnswerState::kWaiting);
    REQUIRE(DeskClient(server.port()).approve(request).status == 200);
    CHECK(f.say(hold_of(f.city, today())).output.contains("Epoch 1: on_hold"));
    CHECK(f.say(destruction_of(f.city, today())).output.contains("Epoch 1: on_hold"));
    std::this_thread::sleep_for(std::chrono::seconds(3));
    CHECK(f.exported() == 1);
}

TEST_CASE("a paper that others signed, or that is none, is refused with a sentence", "[server][http]") {
    const DueEpoch f;
    const auto refused = [&](const std::string& text) {
        write_text(f.data.folder.path() / "paper", text);
        const auto done = f.command({"import-statement", (f.data.folder.path() / "paper").string()});
        CHECK(done.status == 1);
        return done.output;
    };
    DueCity stranger;
    stranger.epoch_key = f.city.epoch_key;
    CHECK(refused(signed_by_custodian(stranger, hold_of(stranger, today()))).contains("not signed by those"));
    CHECK(refused(signed_by_custodian(stranger, destruction_of(stranger, today()))).contains("not signed by those"));
    auto elsewhere = hold_of(f.city, today());
    elsewhere.city = "Elsewhere";
    CHECK(refused(signed_by_custodian(f.city, elsewhere)).contains("of another city"));
    auto unknown = destruction_of(f.city, today());
    unknown.sharing = random_array<32>();
    CHECK(refused(signed_by_custodian(f.city, unknown)).contains("does not know"));
    CHECK(refused("{}").contains("neither a statement nor a transcript"));
    CHECK(f.command({"epochs"}).output.contains("Epoch 1: due"));
    std::filesystem::remove(f.data.data() / "trust.json");
    CHECK(refused(signed_by_custodian(f.city, hold_of(f.city, today()))).contains("no trust file"));
}

TEST_CASE("a manifest cannot put an epoch's end off", "[server][http]") {
    DueEpoch f;
    f.city.epoch_destroy = "2040-01-01";
    write_text(f.data.folder.path() / "later.json", f.city.manifest(2));
    const auto done = f.command({"import-manifest", (f.data.folder.path() / "later.json").string()});
    CHECK(done.status == 1);
    CHECK(done.output.contains("they never change"));
}

TEST_CASE("administrators see what is due, others do not, and nothing moves with an approval", "[server][http]") {
    const DueEpoch f;
    REQUIRE(run_command({"add-staff", "--demo", "--data", f.data.data().string(), "--name", "ada", "--site",
                         f.kiosk.site, "--role", "administrator"},
                        "lamp light\n")
                .status == 0);
    ServerProcess server(f.data);
    const auto records = [&](const std::string& cookie) {
        return http(server.port(), "GET", "/admin/api/records", "", {{"Cookie", cookie}});
    };
    CHECK(records("").error() == "sign_in");
    CHECK(records(DeskClient(server.port()).cookie()).error() == "role");
    const DeskClient admin(server.port(), "ada", "lamp light");
    const auto look = [&] { return json::parse(records(admin.cookie()).body)["epochs"][0]; };
    CHECK(look()["state"] == "due");
    CHECK(look()["destroy"] == "2026-01-02");
    CHECK(look()["sharings"] == json::parse(R"([{"number":1,"destroyed":0,"needed":1}])"));
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(server.port(), f.kiosk, request)->state == AnswerState::kWaiting);
    REQUIRE(DeskClient(server.port()).approve(request).status == 200);
    std::this_thread::sleep_for(std::chrono::seconds(2));
    CHECK(look()["records"] == 0);
    REQUIRE(f.say(hold_of(f.city, today())).status == 0);
    CHECK(soon([&] { return look()["state"] == "on_hold" && look()["holds"][0]["order"] == "CV-2033-7"; }));
}
