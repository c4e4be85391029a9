#include "bridge/issuance/reporter.h"
#include "bridge/printer/printer.h"
#include "tests/bridge/city.h"

#include <catch2/catch_test_macros.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;
using namespace std::chrono_literals;

namespace {

// A server that keeps what it is told.
class ListeningLink final : public ServerLink {
public:
    asio::awaitable<std::expected<protocol::Challenge, LinkError>> challenge() override {
        ++challenges;
        co_return random_array<24>();
    }
    asio::awaitable<std::expected<protocol::Answer, LinkError>> ask(protocol::KioskRequestBytes bytes,
                                                                    std::chrono::seconds) override {
        if (!refusals.empty()) {
            const auto refusal = refusals.back();
            refusals.pop_back();
            co_return std::unexpected(refusal);
        }
        heard.push_back(bytes);
        co_return protocol::Answer{};
    }
    asio::awaitable<std::expected<bytes, LinkError>> fetch(std::string, std::size_t) override {
        co_return std::unexpected(LinkError::kNotThere);
    }

    int challenges = 0;
    std::vector<LinkError> refusals;
    std::vector<protocol::KioskRequestBytes> heard;
};

struct Bench {
    City city;
    asio::io_context context{1};
    ListeningLink link;
    PrinterStatus status{PrinterState::kReady, PrinterNeed::kNone, {80, 35}, {true, true, false}, true};
    bool tray = false;
    PrinterReporter reporter{link, city.kiosk, [this] { return protocol::PrinterReport{status, tray}; }};

    bool report() {
        std::optional<bool> taken;
        asio::co_spawn(context, reporter.report(), [&](const std::exception_ptr&, bool done) { taken = done; });
        context.restart();
        context.run();
        return taken.value();
    }
};

}  // namespace

TEST_CASE("a report is signed by the kiosk, of the size of every request, and says how the printer is") {
    REQUIRE(start_crypto());
    Bench bench;
    REQUIRE(bench.report());
    REQUIRE(bench.link.heard.size() == 1);
    const auto& bytes = bench.link.heard.front();
    CHECK(protocol::request_is_signed_by(bytes, bench.city.kiosk.public_half));
    const auto request = protocol::read_request(bytes);
    REQUIRE(request.has_value());
    CHECK(request->kind == protocol::RequestKind::kReport);
    CHECK(request->report == protocol::PrinterReport{bench.status, false});
    REQUIRE(bench.report());
    CHECK(bench.link.challenges == 1);
}

TEST_CASE("a stale challenge is replaced; a server that refuses is left alone until the next time") {
    REQUIRE(start_crypto());
    Bench bench;
    bench.link.refusals = {LinkError::kStaleChallenge, LinkError::kStaleChallenge};
    CHECK(bench.report());
    CHECK(bench.link.challenges == 3);
    bench.link.refusals = {LinkError::kGone};
    CHECK_FALSE(bench.report());
    bench.link.refusals.assign(9, LinkError::kStaleChallenge);
    CHECK_FALSE(bench.report());
    CHECK(bench.link.refusals.size() == 6);
}

TEST_CASE("how the server takes this kiosk is what it answered last; a server that is gone says nothing") {
    REQUIRE(start_crypto());
    Bench bench;
    CHECK(bench.reporter.standing() == Standing::kNotHeard);
    for (const auto& [refusal, standing] :
         {std::pair{LinkError::kGone, Standing::kNotHeard}, std::pair{LinkError::kSuspended, Standing::kSuspended},
          std::pair{LinkError::kGone, Standing::kSuspended}, std::pair{LinkError::kBusy, Standing::kSuspended},
          std::pair{LinkError::kUnknownKiosk, Standing::kUnknown}}) {
        bench.link.refusals = {refusal};
        CHECK_FALSE(bench.report());
        CHECK(bench.reporter.standing() == standing);
    }
    CHECK(bench.report());
    CHECK(bench.reporter.standing() == Standing::kGood);
}

TEST_CASE("a change is told at once, and what did not change is not told again") {
    REQUIRE(start_crypto());
    Bench bench;
    asio::co_spawn(bench.context, bench.reporter.run(), asio::detached);
    const auto run_until = [&](std::size_t heard) {
        const auto limit = std::chrono::steady_clock::now() + 10s;
        while (bench.link.heard.size() < heard && std::chrono::steady_clock::now() < limit) {
            bench.context.restart();
            bench.context.run_for(5ms);
        }
        return bench.link.heard.size();
    };
    REQUIRE(run_until(1) == 1);
    bench.reporter.changed();
    bench.context.restart();
    bench.context.run_for(50ms);
    CHECK(bench.link.heard.size() == 1);
    bench.status = {PrinterState::kNeeds, PrinterNeed::kCover};
    bench.reporter.changed();
    REQUIRE(run_until(2) == 2);
    CHECK(protocol::read_request(bench.link.heard.back())->report.printer == bench.status);
    bench.tray = true;
    bench.reporter.changed();
    REQUIRE(run_until(3) == 3);
    CHECK(protocol::read_request(bench.link.heard.back())->report.tray);
}
