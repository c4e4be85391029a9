// Enrolment by a code, with a server in memory: what is refused leaves nothing behind.
#include "bridge/enrolling.h"
#include "bridge/enrolment.h"
#include "bridge/world/files.h"
#include "tests/bridge/city.h"
#include "tests/bridge/scratch.h"

#include <catch2/catch_test_macros.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

class EnrollingLink final : public ServerLink, public EnrolmentLink {
public:
    asio::awaitable<std::expected<protocol::Challenge, LinkError>> challenge() override {
        if (gone)
            co_return std::unexpected(LinkError::kGone);
        co_return random_array<protocol::kChallengeBytes>();
    }
    asio::awaitable<std::expected<protocol::Answer, LinkError>> ask(protocol::KioskRequestBytes,
                                                                    std::chrono::seconds) override {
        co_return std::unexpected(LinkError::kRefused);
    }
    asio::awaitable<std::expected<bytes, LinkError>> fetch(std::string path, std::size_t) override {
        if (gone)
            co_return std::unexpected(LinkError::kGone);
        if (path != "/v1/trust" || trust.empty())
            co_return std::unexpected(LinkError::kNotThere);
        co_return bytes(trust.begin(), trust.end());
    }
    asio::awaitable<std::expected<protocol::Enrolled, std::string>> enroll(protocol::EnrolmentBytes body) override {
        const auto request = protocol::read_enrolment(body);
        REQUIRE(request);
        asked.push_back(*request);
        if (!refusals.empty()) {
            const auto refusal = refusals.back();
            refusals.pop_back();
            co_return std::unexpected(refusal);
        }
        co_return protocol::Enrolled{"North Branch", "Kiosk 1"};
    }

    std::string trust;
    bool gone = false;
    std::vector<std::string> refusals;
    std::vector<protocol::EnrolmentRequest> asked;
};

struct Bench {
    City city;
    Scratch scratch;
    EnrollingLink link;
    protocol::EnrolmentCode code;
    std::filesystem::path data = scratch.path / "data";

    Bench() {
        link.trust = protocol::to_text(city.trust());
        code = protocol::new_code(protocol::fingerprint_of(link.trust).value());
    }
    std::expected<EnrolledKiosk, std::string> enroll(const std::string& typed,
                                                     const std::filesystem::path& trust = {}) {
        std::expected<EnrolledKiosk, std::string> out;
        asio::io_context context(1);
        asio::co_spawn(context, enroll_by_code({data, "http://127.0.0.1:8460", typed, trust}, link, link),
                       [&](const std::exception_ptr&, auto done) { out = std::move(done); });
        context.run();
        return out;
    }
    std::expected<EnrolledKiosk, std::string> enroll() { return enroll(protocol::to_text(code)); }
    bool nothing_was_made() const { return !std::filesystem::exists(data); }
};

}  // namespace

TEST_CASE("a code makes this machine a kiosk: its key, whom it trusts, and where the server is") {
    REQUIRE(start_crypto());
    Bench bench;
    const auto enrolled = bench.enroll();
    REQUIRE(enrolled);
    CHECK(enrolled->city == "City of Lakehaven");
    CHECK(enrolled->place.name == "Kiosk 1");
    REQUIRE(bench.link.asked.size() == 1);
    CHECK(bench.link.asked.front().kiosk == enrolled->key);
    CHECK(bench.link.asked.front().code == protocol::key_of(bench.code)->public_half);
    const auto loaded = load_enrolment(bench.data);
    REQUIRE(loaded);
    CHECK(loaded->kiosk.public_half == enrolled->key);
    CHECK(loaded->trust.custodians.keys == bench.city.trust().custodians.keys);
    CHECK(loaded->server.authority() == "127.0.0.1:8460");
    // The answer was lost, say: once more is the same kiosk.
    CHECK(bench.enroll()->key == enrolled->key);
}

TEST_CASE("a server that gives another trust file than the code is for is sent nothing, and nothing is made") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.link.trust = protocol::to_text(City().trust());
    const auto refused = bench.enroll();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().find("Nothing was made. (trust)") != std::string::npos);
    CHECK(refused.error().find(protocol::grouped_symbols(protocol::fingerprint_of(bench.link.trust).value())) !=
          std::string::npos);
    CHECK(bench.link.asked.empty());
    CHECK(bench.nothing_was_made());
}

TEST_CASE("a trust file that was carried is taken instead of the server's, if the code is for it") {
    REQUIRE(start_crypto());
    Bench bench;
    const auto carried = bench.scratch.path / "trust.json";
    REQUIRE(write_file(carried, as_bytes(bench.link.trust)));
    SECTION("the server has none") { bench.link.trust.clear(); }
    SECTION("the server has another") { bench.link.trust = protocol::to_text(City().trust()); }
    CHECK(bench.enroll(protocol::to_text(bench.code), carried));
    const auto other = bench.scratch.path / "other.json";
    REQUIRE(write_file(other, as_bytes(protocol::to_text(City().trust()))));
    bench.data = bench.scratch.path / "second";
    CHECK(bench.enroll(protocol::to_text(bench.code), other).error().ends_with("(trust)"));
    CHECK(bench.enroll(protocol::to_text(bench.code), bench.scratch.path / "none").error().find("cannot be read") !=
          std::string::npos);
    CHECK(bench.nothing_was_made());
}

TEST_CASE("what is mistyped is refused before anything is asked") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.link.gone = true;
    auto typed = protocol::to_text(bench.code);
    std::swap(typed[0], typed[0] == typed[1] ? typed[2] : typed[1]);
    if (typed != protocol::to_text(bench.code))
        CHECK(bench.enroll(typed).error().ends_with("(code)"));
    CHECK(bench.enroll("hello").error().ends_with("(code)"));
    CHECK(bench.nothing_was_made());
}

TEST_CASE("each refusal of the server is told, and leaves a folder that is not enrolled") {
    REQUIRE(start_crypto());
    Bench bench;
    for (const std::string error : {"code_unknown", "code_used", "code_expired", "kiosk_exists", "too_many"}) {
        bench.link.refusals = {error};
        const auto refused = bench.enroll();
        REQUIRE_FALSE(refused);
        CHECK(refused.error().ends_with(" (" + error + ")"));
        CHECK_FALSE(load_enrolment(bench.data));
    }
    bench.link.refusals = {""};
    CHECK(bench.enroll().error().find("does not answer") != std::string::npos);
    bench.link.gone = true;
    CHECK(bench.enroll().error().find("does not answer") != std::string::npos);
    bench.link.gone = false;
    bench.link.trust.clear();
    CHECK(bench.enroll().error().find("--trust") != std::string::npos);
}

TEST_CASE("a stale challenge is taken anew, and not for ever") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.link.refusals = {"stale_challenge", "stale_challenge"};
    CHECK(bench.enroll());
    CHECK(bench.link.asked.size() == 3);
    CHECK(bench.link.asked[0].challenge != bench.link.asked[2].challenge);
    bench.link.refusals.assign(10, "stale_challenge");
    CHECK_FALSE(bench.enroll());
    CHECK(bench.link.asked.size() == 6);
}

TEST_CASE("a kiosk that trusts other keys already is not enrolled anew") {
    REQUIRE(start_crypto());
    Bench bench;
    REQUIRE(bench.enroll());
    bench.link.trust = protocol::to_text(City().trust());
    bench.code = protocol::new_code(protocol::fingerprint_of(bench.link.trust).value());
    CHECK(bench.enroll().error().find("already trusts other keys") != std::string::npos);
    CHECK(bench.link.asked.size() == 1);
}

TEST_CASE("a server that moved is told to an enrolled kiosk alone") {
    REQUIRE(start_crypto());
    Bench bench;
    CHECK_FALSE(move_server(bench.data, "http://127.0.0.1:9000"));
    REQUIRE(bench.enroll());
    CHECK_FALSE(move_server(bench.data, "ftp://127.0.0.1:9000"));
    REQUIRE(move_server(bench.data, "http://127.0.0.1:9000"));
    CHECK(load_enrolment(bench.data)->server.port == "9000");
}
