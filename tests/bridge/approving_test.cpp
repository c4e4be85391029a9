// Approvals typed at the kiosk: when they are taken, what is signed, and what each refusal of the server becomes.
#include "base/json.h"
#include "bridge/link/http_link.h"
#include "tests/bridge/issuance_bench.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

const auto* const kTyped = R"({"librarian":"ana","code":"012345"})";

void at_site_with_one_device(Bench& bench) {
    bench.link.answer = [](const auto&) {
        protocol::Answer out;
        out.takes_codes = true;
        return out;
    };
}

json event_of(const Bench& bench) {
    return json::parse(event_text(bench.service.view(), true, PrinterStatus{}))["issuance"];
}

// Answers one request with these, and keeps what was posted.
asio::awaitable<void> answer_once(asio::ip::tcp::acceptor& acceptor, std::string answer, bytes& posted) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::streambuf buffer;
    const auto head = co_await asio::async_read_until(socket, buffer, "\r\n\r\n", asio::use_awaitable);
    buffer.consume(head);
    if (buffer.size() < protocol::kKioskRequestBytes)
        co_await asio::async_read(socket, buffer, asio::transfer_exactly(protocol::kKioskRequestBytes - buffer.size()),
                                  asio::use_awaitable);
    posted.assign(asio::buffers_begin(buffer.data()), asio::buffers_end(buffer.data()));
    co_await asio::async_write(socket, asio::buffer(answer), asio::use_awaitable);
}

std::string http(int status, const std::string& body) {
    return "HTTP/1.1 " + std::to_string(status) +
           " X\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::expected<CodeApproved, ApprovalError> approve_at_server(const std::string& answer, const bytes& approval) {
    asio::io_context context;
    asio::ip::tcp::acceptor acceptor(context, {asio::ip::make_address("127.0.0.1"), 0});
    HttpLink link(*parse_server_url("http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port())));
    bytes posted;
    std::expected<CodeApproved, ApprovalError> out = std::unexpected(ApprovalError::kMalformed);
    asio::co_spawn(context, answer_once(acceptor, answer, posted), asio::detached);
    asio::co_spawn(context, link.approve(std::make_shared<const bytes>(approval)),
                   [&](const std::exception_ptr&, auto approved) { out = approved; });
    context.run_for(20s);
    CHECK(posted == approval);
    return out;
}

}  // namespace

TEST_CASE("a librarian's code is signed over a fresh challenge, for what the screen shows") {
    REQUIRE(start_crypto());
    Bench bench;
    at_site_with_one_device(bench);
    REQUIRE(bench.submit(bench.city.card_request_bytes("Zoë O’Neil")));
    CHECK(event_of(bench)["codes"] == true);
    const int challenges = bench.link.challenges;
    bench.approvals.stale = 1;
    CHECK(bench.approve_by_code(kTyped) == CodeApproved::kWhole);
    REQUIRE(bench.approvals.sent.size() == 2);
    CHECK(bench.link.challenges == challenges + 2);
    const auto& sent = bench.approvals.sent.back();
    CHECK(protocol::code_approval_is_signed_by(sent, bench.city.kiosk.public_half));
    const auto approval = protocol::read_code_approval(sent);
    REQUIRE(approval);
    CHECK(approval->librarian == "ana");
    CHECK(approval->code == "012345");
    CHECK(approval->request == bench.link.last.request);
    CHECK(approval->payload_hash == bench.link.last.payload_hash);
    CHECK(approval->card_class == bench.link.last.card_class);
    CHECK(approval->challenge != protocol::read_code_approval(bench.approvals.sent.front())->challenge);
    // The server says what came of it as ever, and then nothing more is typed.
    CHECK(bench.service.view().state == IssuanceState::kWaiting);
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    CHECK_FALSE(event_of(bench).contains("codes"));
    CHECK(bench.approve_by_code(kTyped).error() == ApprovalError::kNotWaiting);
    CHECK(bench.approvals.sent.size() == 2);
}

TEST_CASE("no code is taken where nothing waits, nor at a site with a desk, and none leaves the kiosk") {
    REQUIRE(start_crypto());
    Bench bench;
    CHECK(bench.approve_by_code(kTyped).error() == ApprovalError::kNotWaiting);
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    CHECK_FALSE(event_of(bench).contains("codes"));
    CHECK(bench.approve_by_code(kTyped).error() == ApprovalError::kSite);
    CHECK(bench.approvals.sent.empty());
    // The programme may come to name the site while somebody waits.
    at_site_with_one_device(bench);
    bench.run_until([&] { return bench.service.view().takes_codes; });
    CHECK(bench.approve_by_code(kTyped) == CodeApproved::kWhole);
    bench.service.leave();
    CHECK(bench.approve_by_code(kTyped).error() == ApprovalError::kNotWaiting);
    CHECK(bench.approvals.sent.size() == 1);
}

TEST_CASE("what the server refuses is said, once, and the card still waits") {
    REQUIRE(start_crypto());
    Bench bench;
    at_site_with_one_device(bench);
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.approvals.answer = std::unexpected(ApprovalError::kCode);
    CHECK(bench.approve_by_code(kTyped).error() == ApprovalError::kCode);
    CHECK(bench.approvals.sent.size() == 1);
    bench.approvals.stale = 99;
    CHECK(bench.approve_by_code(kTyped).error() == ApprovalError::kStaleChallenge);
    CHECK(bench.approvals.sent.size() < 10);
    CHECK(bench.service.view().takes_codes);
    bench.link.gone = true;
    CHECK(bench.approve_by_code(kTyped).error() == ApprovalError::kServerGone);
}

TEST_CASE("a message that is not a name and six digits is no code") {
    const auto typed = read_typed_code(kTyped);
    REQUIRE(typed);
    CHECK(typed->librarian == "ana");
    CHECK(typed->code == "012345");
    CHECK(read_typed_code(json{{"librarian", std::string(128, 'a')}, {"code", "012345"}}.dump()));
    for (const auto& wrong :
         {std::string("{}"), std::string(R"({"librarian":"ana"})"), std::string(R"({"librarian":"","code":"012345"})"),
          std::string(R"({"librarian":"ana","code":"12345"})"), std::string(R"({"librarian":"ana","code":"1234567"})"),
          std::string(R"({"librarian":"ana","code":"12a456"})"), std::string(R"({"librarian":"ana","code":123456})"),
          std::string(R"({"librarian":"a\u0000b","code":"012345"})"),
          std::string(R"({"librarian":"ana","code":"012345","more":1})"),
          json{{"librarian", std::string(129, 'a')}, {"code", "012345"}}.dump()}) {
        INFO(wrong);
        CHECK_FALSE(read_typed_code(wrong));
    }
}

TEST_CASE("each answer of the server to a code has its own error for the page") {
    REQUIRE(start_crypto());
    const bytes approval(protocol::kKioskRequestBytes, 7);
    CHECK(approve_at_server(http(200, R"({"result":"approved"})"), approval) == CodeApproved::kWhole);
    CHECK(approve_at_server(http(200, R"({"result":"first"})"), approval) == CodeApproved::kFirst);
    struct Case {
        int status;
        std::string said, told;
        unsigned told_status;
    };
    const std::vector<Case> cases = {{401, "code", "code", 401},
                                     {403, "locked", "locked", 403},
                                     {429, "too_many", "too_many", 429},
                                     {403, "role", "role", 403},
                                     {403, "site", "site", 403},
                                     {409, "same_person", "same_person", 409},
                                     {409, "gone", "gone", 409},
                                     {507, "store_full", "store_full", 507},
                                     {403, "suspended", "kiosk_suspended", 403},
                                     {403, "unknown_kiosk", "kiosk_unknown", 403},
                                     {503, "stopping", "server_gone", 503},
                                     {408, "timeout", "server_gone", 503},
                                     {401, "signature", "server_refused", 502},
                                     {409, "class", "server_refused", 502},
                                     {500, "internal", "server_refused", 502}};
    for (const auto& [answered, said, told, told_status] : cases) {
        INFO(said);
        const auto refused = approve_at_server(http(answered, R"({"error":")" + said + R"("})"), approval);
        REQUIRE_FALSE(refused);
        CHECK(code(refused.error()) == told);
        CHECK(status(refused.error()) == told_status);
    }
    CHECK(approve_at_server(http(200, "{}"), approval).error() == ApprovalError::kServerRefused);
    CHECK(approve_at_server("", approval).error() == ApprovalError::kServerGone);
}
