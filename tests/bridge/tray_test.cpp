// The question to the librarian: when it is asked, what it holds back, and what comes of each answer.
#include "bridge/http/router.h"
#include "tests/bridge/issuance_bench.h"

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

// Up to a question: the printer has the job, and says no more.
protocol::Words lose_a_card(Bench& bench, const bytes& body) {
    bench.printer.fail_next(PrintError::kLost);
    const auto words = bench.submit(body);
    REQUIRE(words);
    bench.approve();
    bench.run_to(IssuanceState::kTray);
    bench.link.answer = nullptr;
    return *words;
}

bool used(const std::expected<void, JournalError>& marked) { return !marked && marked.error() == JournalError::kUsed; }

std::string event(const Bench& bench) { return event_text(bench.service.view(), true, {}); }

// The page's posts, as the router answers them.
struct Page {
    Bench bench;
    MemoryStore store;
    Keeper keeper{bench.city.trust(), store};
    EventHub events;
    Gate gate{8470, std::nullopt, [](const hash256&) { return true; }};
    Router router{gate, bench.service, keeper, bench.clock, events};
    std::string cookie = *gate.redeem(gate.new_code());

    RequestHead head(const std::string& target) const {
        RequestHead out;
        out.method = Method::kPost;
        out.target = target;
        out.host = "localhost:8470";
        out.origin = "http://localhost:8470";
        out.cookie = cookie.substr(0, cookie.find(';'));
        out.content_type = "application/octet-stream";
        return out;
    }
    // Status and body.
    std::pair<unsigned, std::string> post(const std::string& target, const std::string& body) {
        if (const auto refused = router.refuse(head(target)))
            return {refused->status, std::string(as_text(refused->body))};
        std::optional<Response> out;
        const auto content = as_bytes(body);
        asio::co_spawn(bench.context,
                       router.answer(head(target), std::make_shared<bytes>(content.begin(), content.end())),
                       [&](const std::exception_ptr&, Response response) { out = std::move(response); });
        bench.run_until([&] { return out.has_value(); });
        return {out->status, std::string(as_text(out->body))};
    }
};

using Answered = std::pair<unsigned, std::string>;
const Answered kDone{204, ""};

}  // namespace

TEST_CASE("where the end of a job says nothing of the card, the librarian is asked, and nothing else is printed") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.printer.set_end(PrintEnd::kSpooled);
    const auto body = bench.city.card_request_bytes("Anna");
    const auto words = bench.submit(body);
    REQUIRE(words);
    bench.approve();
    bench.run_to(IssuanceState::kTray);
    CHECK(bench.service.view().words == *words);
    CHECK(event(bench).find(R"("state":"tray")") != std::string::npos);
    CHECK(bench.service.asks_for_tray());
    CHECK(bench.journal.unfinished() == 1);
    CHECK(error_of(bench.submit(body)) == SubmitError::kTray);
    CHECK(error_of(bench.submit(bench.city.card_request_bytes("Bea"))) == SubmitError::kTray);
    CHECK(bench.link.ids.size() == 1);
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("a card that lies there was printed; none, or a damaged one, is a failure that says so") {
    REQUIRE(start_crypto());
    const std::tuple<Found, IssuanceState, std::string_view> answers[] = {
        {Found::kCard, IssuanceState::kPrinted, ""},
        {Found::kNothing, IssuanceState::kFailed, "no_card"},
        {Found::kSpoiled, IssuanceState::kFailed, "spoiled"},
    };
    for (const auto& [found, state, error] : answers) {
        Bench bench;
        const auto words = lose_a_card(bench, bench.city.card_request_bytes("Anna"));
        REQUIRE(bench.service.answer_tray(found));
        CHECK(bench.service.view().state == state);
        CHECK(bench.service.view().error == error);
        CHECK(bench.service.view().words == words);
        CHECK(bench.journal.unfinished() == 0);
        bench.run_until([&] { return bench.printer.taken_back() == 1; });
        const auto twice = bench.service.answer_tray(found);
        REQUIRE_FALSE(twice);
        CHECK(twice.error() == SubmitError::kNoQuestion);
        CHECK(used(bench.journal.mark_used(*bench.link.ids.begin(), kNow + 900, kNow)));
    }
}

TEST_CASE("promise 6: a card is printed again by a new approval, with its reason, and the sealed record of the first") {
    REQUIRE(start_crypto());
    Bench bench;
    const auto body = bench.city.card_request_bytes("Anna");
    const auto first = lose_a_card(bench, body);
    const auto sealed = bench.link.last.sealed;
    CHECK(bench.link.last.again == protocol::Again::kNo);
    REQUIRE(bench.service.answer_tray(Found::kSpoiled));
    const auto second = bench.submit(body, protocol::Again::kSpoiled);
    REQUIRE(second);
    CHECK(*second != first);
    CHECK(bench.link.ids.size() == 2);
    CHECK(bench.link.last.again == protocol::Again::kSpoiled);
    CHECK(bench.link.last.sealed == sealed);
    CHECK(bench.printer.printed() == 0);
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("the same card for another reason is another question to the librarian") {
    REQUIRE(start_crypto());
    Bench bench;
    const auto body = bench.city.card_request_bytes("Anna");
    const auto first = bench.submit(body, protocol::Again::kFailed);
    REQUIRE(first);
    CHECK(bench.submit(body, protocol::Again::kFailed) == first);
    CHECK(bench.submit(body, protocol::Again::kNothing) != first);
    CHECK(bench.link.ids.size() == 2);
    CHECK(bench.link.cancels == 1);
}

TEST_CASE("the question outlives the page and the bridge, and its answer is for the journal alone then") {
    REQUIRE(start_crypto());
    Bench bench;
    lose_a_card(bench, bench.city.card_request_bytes("Anna"));
    bench.service.leave();
    CHECK(bench.service.view().state == IssuanceState::kTray);
    CHECK(bench.service.view().words[0].empty());
    REQUIRE(bench.service.answer_tray(Found::kNothing));
    CHECK(bench.service.view().state == IssuanceState::kIdle);

    Bench later;
    REQUIRE(later.journal.mark_used(random_array<16>(), kNow + 900, kNow));
    later.service.ask_for_tray();
    CHECK(later.service.view().state == IssuanceState::kTray);
    CHECK(error_of(later.submit(later.city.card_request_bytes("Bea"))) == SubmitError::kTray);
    REQUIRE(later.service.answer_tray(Found::kCard));
    CHECK(later.service.view().state == IssuanceState::kIdle);
    CHECK(later.journal.unfinished() == 0);
    CHECK(later.submit(later.city.card_request_bytes("Bea")));
}

TEST_CASE(
    "the page hears of its card before the journal does: a bridge killed between asks once too often, never not") {
    REQUIRE(start_crypto());
    Bench bench;
    std::optional<std::size_t> unfinished;
    bench.on_change = [&] {
        if (bench.service.view().state == IssuanceState::kPrinted && !unfinished)
            unfinished = bench.journal.unfinished();
    };
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.approve();
    bench.run_to(IssuanceState::kPrinted);
    CHECK(unfinished == 1);
    bench.run_until([&] { return bench.journal.unfinished() == 0; });
}

TEST_CASE("an answer that the disk refuses is asked for again") {
    REQUIRE(start_crypto());
    Bench bench;
    lose_a_card(bench, bench.city.card_request_bytes("Anna"));
    bench.journal.refuse_writes();
    const auto answered = bench.service.answer_tray(Found::kCard);
    REQUIRE_FALSE(answered);
    CHECK(answered.error() == SubmitError::kInternal);
    CHECK(bench.service.view().state == IssuanceState::kTray);
    bench.journal.refuse_writes(false);
    REQUIRE(bench.service.answer_tray(Found::kCard));
    CHECK(bench.service.view().state == IssuanceState::kPrinted);
}

TEST_CASE("a card left half printed is asked about, and the printer is free when somebody has looked") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.printer.set_one_sided(true);
    REQUIRE(bench.submit(bench.city.card_request_bytes("Anna")));
    bench.approve();
    bench.run_until([&] { return bench.service.view().turn; });
    bench.service.leave();
    bench.run_to(IssuanceState::kTray);
    CHECK(bench.service.view().words[0].empty());
    REQUIRE(bench.service.answer_tray(Found::kSpoiled));
    bench.printer.set_one_sided(false);
    REQUIRE(bench.submit(bench.city.card_request_bytes("Bea")));
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.printer.printed() == 1);
}

TEST_CASE("a question about an earlier card holds the next one back, approved or not, and then it goes on") {
    REQUIRE(start_crypto());
    Bench bench;
    const auto words = bench.submit(bench.city.card_request_bytes("Bea"));
    REQUIRE(words);
    bench.service.ask_for_tray();
    CHECK(bench.service.view().state == IssuanceState::kTray);
    CHECK(bench.service.view().words == *words);
    bench.approve();
    bench.context.run_for(200ms);
    CHECK(bench.printer.printed() == 0);
    REQUIRE(bench.service.answer_tray(Found::kNothing));
    bench.run_to(IssuanceState::kPrinted);
    CHECK(bench.printer.printed() == 1);
    CHECK(bench.link.ids.size() == 1);
}

TEST_CASE("an answer about the tray is one of three words") {
    CHECK(read_found(R"({"found":"card"})") == Found::kCard);
    CHECK(read_found(R"({"found":"nothing"})") == Found::kNothing);
    CHECK(read_found(R"({ "found" : "spoiled" })") == Found::kSpoiled);
    for (const char* bad : {"", "{}", "card", R"("card")", R"({"found":""})", R"({"found":"Card"})", R"({"found":1})",
                            R"({"found":null})", R"({"found":["card"]})", R"({"found":"card","found":"card"})",
                            R"({"found":"card","who":"me"})", R"({"found":"card"}x)"})
        CHECK_FALSE(read_found(bad));
    CHECK_FALSE(read_found(R"({"found":"card"})" + std::string(100, ' ')));
}

TEST_CASE("the page asks for a second print with its reason, and answers about the tray") {
    REQUIRE(start_crypto());
    Page page;
    auto& bench = page.bench;
    const auto body = bench.city.card_request_bytes("Anna");
    const std::string content(as_text(body));
    CHECK(page.post("/api/tray", R"({"found":"card"})") == Answered{409, R"({"error":"no_question"})"});
    for (const auto* query : {"again", "again=", "again=no", "again=failed&x=1", "again=Failed", "x=failed", "again=3"})
        CHECK(page.post("/api/issuance?" + std::string(query), content) == Answered{400, R"({"error":"malformed"})"});
    CHECK(bench.link.ids.empty());
    lose_a_card(bench, body);
    CHECK(page.post("/api/issuance", content) == Answered{409, R"({"error":"tray"})"});
    CHECK(page.post("/api/tray", R"({"found":"gold"})") == Answered{400, R"({"error":"malformed"})"});
    CHECK(bench.service.asks_for_tray());
    CHECK(page.post("/api/tray", R"({"found":"nothing"})") == kDone);
    CHECK(bench.service.view().error == "no_card");
    CHECK(page.post("/api/issuance?again=nothing", content).first == 200);
    CHECK(bench.link.last.again == protocol::Again::kNothing);
    RequestHead stranger = page.head("/api/tray");
    stranger.cookie = "porchlight=00";
    REQUIRE(page.router.refuse(stranger));
    CHECK(page.router.refuse(stranger)->status == 403);
    stranger = page.head("/api/tray");
    stranger.method = Method::kGet;
    CHECK(page.router.refuse(stranger)->status == 405);
}
