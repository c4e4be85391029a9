#include "tests/server/support/server_process.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <future>

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
};

}  // namespace

TEST_CASE("signing in gives a cookie that scripts and other sites do not get", "[server][http]") {
    Fixture f;
    const auto answer = desk_post(f.port, "sign-in", R"({"name":"demo","password":"lighthouse"})");
    REQUIRE(answer.status == 204);
    const auto& cookie = answer.headers.at("set-cookie");
    CHECK(cookie.starts_with("porchlight_desk="));
    CHECK(cookie.find("; HttpOnly") != std::string::npos);
    CHECK(cookie.find("; SameSite=Strict") != std::string::npos);
    CHECK(desk_post(f.port, "sign-in", R"({"name":"demo","password":"wrong"})").error() == "sign_in");
    CHECK(occurrences(bytes_in_folder(f.data.data()), as_bytes("lighthouse")) == 0);
}

TEST_CASE("after a few wrong passwords the account has to wait", "[server][http]") {
    Fixture f;
    int refused = 0;
    for (int i = 0; i < 5; ++i)
        refused += desk_post(f.port, "sign-in", R"({"name":"demo","password":"wrong"})").status == 429 ? 1 : 0;
    CHECK(refused >= 1);
}

TEST_CASE("nothing of the desk is had without signing in", "[server][http]") {
    Fixture f;
    CHECK(http(f.port, "GET", "/desk/api/waiting?after=0").error() == "sign_in");
    const std::string request = "{\"request\":\"" + std::string(32, '0') + "\"";
    CHECK(desk_post(f.port, "approve", request + R"(,"words":["a","b","c"]})").error() == "sign_in");
    CHECK(desk_post(f.port, "deny", request + R"(,"reason":"papers"})").error() == "sign_in");
    CHECK(http(f.port, "GET", "/desk/").status == 200);
}

TEST_CASE("a desk post from another origin, without one, or of another type is refused", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    const auto post = [&](const Headers& headers) { return http(f.port, "POST", "/desk/api/sign-out", "{}", headers); };
    const auto own = "http://127.0.0.1:" + std::to_string(f.port);
    const std::pair<std::string, std::string> cookie{"Cookie", desk.cookie()};
    const std::pair<std::string, std::string> type{"Content-Type", "application/json"};
    CHECK(post({cookie, type, {"Origin", "http://evil.example"}}).error() == "origin");
    CHECK(post({cookie, type, {"Origin", "null"}}).error() == "origin");
    CHECK(post({cookie, type, {"Origin", "http://localhost:" + std::to_string(f.port)}}).error() == "origin");
    CHECK(post({cookie, type}).error() == "origin");
    CHECK(post({cookie, {"Content-Type", "text/plain"}, {"Origin", own}}).error() == "content_type");
    CHECK(desk.waiting().status == 200);
    CHECK(post({cookie, type, {"Origin", own}}).status == 204);
    CHECK(desk.waiting().error() == "sign_in");
}

TEST_CASE("wrong JSON at the desk is malformed, whatever is wrong with it", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    const std::string id(32, '0');
    for (const std::string& body : std::initializer_list<std::string>{
             std::string(), std::string("{"), std::string("[]"), std::string("\xff\xfe"), std::string(8000, '['),
             R"({"request":")" + id + R"("})", R"({"request":")" + id + R"(","words":["a","b"]})",
             R"({"request":")" + id + R"(","words":["a","b",3]})", R"({"request":"12","words":["a","b","c"]})",
             R"({"request":")" + id + R"(","words":["a","b","c"],"more":1})",
             R"({"request":")" + id + R"(","request":")" + id + R"(","words":["a","b","c"]})"}) {
        INFO(body.substr(0, 100));
        CHECK(desk_post(f.port, "approve", body, desk.cookie()).error() == "malformed");
    }
    CHECK(desk_post(f.port, "deny", R"({"request":")" + id + R"(","reason":"mood"})", desk.cookie()).error() ==
          "malformed");
    CHECK(http(f.port, "GET", "/desk/api/waiting?after=x", "", {{"Cookie", desk.cookie()}}).error() == "malformed");
}

TEST_CASE("the desk sees kiosk, class, papers and three choices of words, and not a byte of the record",
          "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    auto request = f.kiosk.request(f.city);
    request.again = protocol::Again::kSpoiled;
    request.path = protocol::ApplicationPath::kReplacement;
    REQUIRE(ask(f.port, f.kiosk, request)->state == AnswerState::kWaiting);
    auto other_path = request;
    other_path.path = protocol::ApplicationPath::kNew;
    CHECK(kiosk_post(f.port, f.kiosk.bytes_of(other_path, fetch_challenge(f.port))).error() == "request_conflict");
    const auto list = json::parse(desk.waiting().body);
    CHECK(list["staff"] == "demo");
    CHECK(list["site"] == "North Branch");
    REQUIRE(list["waiting"].size() == 1);
    const auto& entry = list["waiting"][0];
    CHECK(has_exactly(entry,
                      {"request", "kiosk", "class", "path", "again", "may", "second", "first", "choices", "papers"}));
    CHECK(entry["again"] == "spoiled");
    CHECK(entry["path"] == "replacement");
    CHECK(entry["request"] == to_hex(request.request));
    CHECK(entry["kiosk"] == "Kiosk 1");
    CHECK(entry["class"] == "adult");
    REQUIRE(entry["papers"].size() == 4);
    CHECK(entry["papers"][0] == json{{"need", "photo"}, {"text", "A paper with your photo"}});
    CHECK(entry["papers"][3] == json{{"need", ""}, {"text", "What is left of your card, if you have it."}});
    CHECK(entry["choices"].size() == 3);
    CHECK(std::ranges::count(entry["choices"], json(protocol::words_of(request))) == 1);
}

TEST_CASE("a kiosk's report reaches the desk that waits for news, and leaves nothing on the disk", "[server][http]") {
    using namespace protocol;
    Fixture f;
    const DeskClient desk(f.port);
    const auto before = json::parse(desk.waiting().body);
    CHECK(before["printers"].empty());
    auto held = std::async(std::launch::async, [&] { return desk.waiting(before["version"].get<std::uint64_t>()); });
    KioskRequest report;
    report.kind = RequestKind::kReport;
    report.card_class = kNoClass;
    report.kiosk = kiosk_id(f.kiosk.key.public_half);
    report.report = {{PrinterState::kNeeds, PrinterNeed::kMedia, {0, std::nullopt}, {true, false, true}, true}, true};
    const auto body = f.kiosk.bytes_of(report, fetch_challenge(f.port));
    const auto answer = kiosk_post(f.port, body, 25);
    REQUIRE(answer.status == 200);
    CHECK(read_answer(as_bytes(answer.body))->state == AnswerState::kWaiting);
    const auto list = json::parse(held.get().body);
    REQUIRE(list["printers"].size() == 1);
    CHECK(list["printers"][0] == json{{"kiosk", "Kiosk 1"},
                                      {"state", "needs"},
                                      {"needs", "media"},
                                      {"cards", 0},
                                      {"ribbon_keeps", true},
                                      {"memory_keeps", false},
                                      {"spools", true},
                                      {"tray", true},
                                      {"cleaning_due", true}});
    CHECK(occurrences(bytes_in_folder(f.data.data()), as_bytes(body).subspan(24, 40)) == 0);
    auto forged = body;
    forged[96] = 3;
    CHECK(kiosk_post(f.port, forged).error() == "malformed");
    forged[97] = 0;
    CHECK(kiosk_post(f.port, forged).error() == "signature");
    CHECK(json::parse(desk.waiting().body)["printers"][0]["state"] == "needs");
}

TEST_CASE("a held list answers as soon as somebody waits", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    const auto version = json::parse(desk.waiting().body)["version"].get<std::uint64_t>();
    const auto start = std::chrono::steady_clock::now();
    auto held = std::async(std::launch::async, [&] { return desk.waiting(version); });
    CHECK(held.wait_for(std::chrono::milliseconds(500)) == std::future_status::timeout);
    REQUIRE(ask(f.port, f.kiosk, f.kiosk.request(f.city)));
    const auto list = json::parse(held.get().body);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
    CHECK(list["version"] != version);
    CHECK(list["waiting"].size() == 1);
}

TEST_CASE("approving with other words denies, and the kiosk is told why", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, request));
    const auto answer = desk.approve(request, {"zoo", "zoo", "zoo"});
    CHECK(answer.status == 409);
    CHECK(answer.error() == "words_differ");
    const auto told = ask(f.port, f.kiosk, request);
    CHECK(told->state == AnswerState::kDenied);
    CHECK(told->refusal == protocol::denial(protocol::DenialReason::kWords));
    CHECK(desk.approve(request).error() == "gone");
    CHECK(query_number(f.data, "SELECT count(*) FROM spool") == 0);
    CHECK(query_number(f.data, "SELECT n FROM counts WHERE outcome = 'denied_words'") == 1);
}

TEST_CASE("each reason of a denial reaches the kiosk", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    using enum protocol::DenialReason;
    for (const auto reason : {kPapers, kPerson, kWords}) {
        const auto request = f.kiosk.request(f.city);
        REQUIRE(ask(f.port, f.kiosk, request));
        CHECK(desk.deny(request, std::string(protocol::code(reason))).body == R"({"result":"denied"})");
        CHECK(ask(f.port, f.kiosk, request)->refusal == protocol::denial(reason));
    }
}

namespace {

struct Refused {
    const char* path;
    const char* members;
    const char* result;
    protocol::Refusal refusal;
    const char* outcome;
};

std::string refusal_of(const protocol::KioskRequest& request, const std::string& members) {
    return R"({"request":")" + to_hex(request.request) + "\"" + members + "}";
}

}  // namespace

TEST_CASE("which papers are missing, what is to be corrected, and an end reach the kiosk, and are counted no finer",
          "[server][http]") {
    using namespace protocol;
    Fixture f;
    const DeskClient desk(f.port);
    const Refused all[] = {
        {"deny", R"(,"reason":"papers","missing":["photo","residency"])", "denied",
         denial(DenialReason::kPapers, 0b101), "denied_papers"},
        {"deny", R"(,"reason":"papers","missing":[])", "denied", denial(DenialReason::kPapers), "denied_papers"},
        {"correct", R"(,"field":"birth_date","reason":"differs")", "sent_back",
         sent_back(DraftField::kBirthDate, FieldFault::kDiffers), "sent_back"},
        {"correct", R"(,"field":"photo","reason":"photo_rule")", "sent_back",
         sent_back(DraftField::kPhoto, FieldFault::kPhotoRule), "sent_back"},
        {"end", "", "ended", session_ended(), "ended"},
    };
    for (const auto& one : all) {
        INFO(one.path << one.members);
        const auto request = f.kiosk.request(f.city);
        REQUIRE(ask(f.port, f.kiosk, request));
        CHECK(desk_post(f.port, one.path, refusal_of(request, one.members), desk.cookie()).body ==
              R"({"result":")" + std::string(one.result) + R"("})");
        const auto told = ask(f.port, f.kiosk, request);
        REQUIRE(told);
        CHECK(told->state == state_of(one.refusal));
        CHECK(told->refusal == one.refusal);
        CHECK(desk_post(f.port, one.path, refusal_of(request, one.members), desk.cookie()).error() == "gone");
    }
    CHECK(query_number(f.data, "SELECT n FROM counts WHERE outcome = 'denied_papers'") == 2);
    CHECK(query_number(f.data, "SELECT n FROM counts WHERE outcome = 'sent_back'") == 2);
    CHECK(query_number(f.data, "SELECT n FROM counts WHERE outcome = 'ended'") == 1);
    CHECK(query_number(f.data, "SELECT count(*) FROM spool") == 0);
    const auto kept = bytes_in_folder(f.data.data());
    for (const auto* word : {"birth_date", "photo_rule", "differs"})
        CHECK(occurrences(kept, as_bytes(std::string_view(word))) == 0);
}

TEST_CASE("a refusal that names what there is not decides nothing", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, request));
    const std::pair<const char*, const char*> wrong[] = {
        {"deny", R"(,"reason":"correct")"},
        {"deny", R"(,"reason":"papers","missing":["phoot"])"},
        {"deny", R"(,"reason":"papers","missing":["photo","photo"])"},
        {"deny", R"(,"reason":"papers","missing":"photo")"},
        {"deny", R"(,"reason":"papers","missing":[1])"},
        {"deny", R"(,"reason":"person","missing":["photo"])"},
        {"correct", R"(,"field":"name")"},
        {"correct", R"(,"field":"","reason":"differs")"},
        {"correct", R"(,"field":"address","reason":"differs")"},
        {"correct", R"(,"field":"name","reason":"mood")"},
        {"correct", R"(,"field":"name","reason":"differs","value":"Ana")"},
        {"end", R"(,"reason":"papers")"},
    };
    for (const auto& [path, members] : wrong) {
        INFO(path << members);
        CHECK(desk_post(f.port, path, refusal_of(request, members), desk.cookie()).error() == "malformed");
        CHECK(desk_post(f.port, path, refusal_of(request, members), "").error() == "sign_in");
    }
    CHECK(ask(f.port, f.kiosk, request)->state == AnswerState::kWaiting);
    CHECK(query_number(f.data, "SELECT count(*) FROM counts") == 0);
}

TEST_CASE("the desk reads which papers count, in the programme's first language", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    CHECK(http(f.port, "GET", "/desk/api/documents").error() == "sign_in");
    const auto told = json::parse(http(f.port, "GET", "/desk/api/documents", "", {{"Cookie", desk.cookie()}}).body);
    CHECK(has_exactly(told, {"language", "ask", "papers", "ways", "fields"}));
    CHECK(told["language"] == "en");
    CHECK(told["ask"] == json{{"kind", "rules"}});
    CHECK(told["papers"][0] == json{{"kind", "identity"},
                                    {"proves", {"photo", "birth"}},
                                    {"points", 3},
                                    {"residency", 0},
                                    {"text", "Passport of any country"}});
    CHECK(told["ways"][0]["for"] == "residency");
    CHECK(told["fields"] == json{{{"field", "name"}, {"reasons", {"spelling", "differs", "unreadable"}}},
                                 {{"field", "birth_date"}, {"reasons", json::array({"differs"})}},
                                 {{"field", "photo"}, {"reasons", {"photo_rule", "unreadable"}}},
                                 {{"field", "gender"}, {"reasons", {"spelling", "unreadable"}}},
                                 {{"field", "emergency"}, {"reasons", {"spelling", "unreadable"}}},
                                 {{"field", "note"}, {"reasons", {"spelling", "unreadable"}}}});
    CHECK(json::parse(http(f.port, "GET", "/desk/api/waiting", "", {{"Cookie", desk.cookie()}}).body)["language"] ==
          "en");
}

TEST_CASE("many posts of one approval at once make one record and one count", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, request));
    std::vector<std::future<HttpAnswer>> posts;
    for (int i = 0; i < 12; ++i)
        posts.push_back(std::async(std::launch::async, [&] { return desk.approve(request); }));
    int approved = 0;
    for (auto& post : posts)
        approved += post.get().status == 200 ? 1 : 0;
    CHECK(approved == 1);
    CHECK(query_number(f.data, "SELECT count(*) FROM spool") == 1);
    CHECK(query_number(f.data, "SELECT sum(n) FROM counts") == 1);
}

TEST_CASE("a server told to stop answers what is held, ends with 0, and loses nothing", "[server][http]") {
    Fixture f;
    const DeskClient desk(f.port);
    const auto request = f.kiosk.request(f.city);
    REQUIRE(ask(f.port, f.kiosk, request));
    REQUIRE(desk.approve(request).status == 200);
    const auto waiting = f.kiosk.request(f.city);
    auto held = std::async(std::launch::async, [&] { return ask(f.port, f.kiosk, waiting, 25); });
    CHECK(held.wait_for(std::chrono::milliseconds(500)) == std::future_status::timeout);
    const auto start = std::chrono::steady_clock::now();
    CHECK(f.server.end_with(SIGTERM) == 0);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
    CHECK(held.get()->state == AnswerState::kWaiting);
    CHECK(query_number(f.data, "SELECT count(*) FROM spool") == 1);
}
