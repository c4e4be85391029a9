// The board's own memory: what leaves it, when, and who has to hear of it.
#include "server/issuance_board.h"
#include "tests/server/support/city.h"

#include <catch2/catch_test_macros.hpp>

#include <utility>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;

namespace {

struct World {
    City city;
    TestKiosk kiosk{"Kiosk 1"};
    TestKiosk other_kiosk{"Kiosk 2"};
    ManualClock clock{1'795'000'000};
    std::vector<std::string> lists;        // of which sites was told that they are others
    std::vector<protocol::KioskId> heard;  // which kiosks were
    IssuanceBoard board{clock,
                        {[this](const std::string& site) { lists.push_back(site); },
                         [this](const protocol::KioskId& of) { heard.push_back(of); }}};

    protocol::KioskRequest waiting(const TestKiosk& of) {
        auto request = of.request(city);
        REQUIRE(board.admit(request, of.entry(), "adult"));
        return request;
    }
    protocol::KioskRequest denied(const TestKiosk& of) {
        auto request = waiting(of);
        board.refuse(request.request, protocol::denial(protocol::DenialReason::kPapers));
        return request;
    }
    std::size_t shown() { return board.waiting_at("North Branch").size(); }
};

}  // namespace

TEST_CASE("kiosks that came one after the other are gone one after the other", "[server]") {
    World w;
    w.waiting(w.kiosk);
    w.clock.advance(30s);
    w.board.expire();
    w.waiting(w.other_kiosk);
    w.clock.advance(10s);
    w.board.expire();
    CHECK(w.shown() == 2);
    w.clock.advance(1s);
    w.board.expire();
    CHECK(w.shown() == 1);
    w.clock.advance(30s);
    w.board.expire();
    CHECK(w.shown() == 0);
}

TEST_CASE("what could not be stored leaves the desk when its kiosk is gone, however long the store took", "[server]") {
    World w;
    const auto request = w.waiting(w.kiosk);
    w.board.start_storing(request.request);
    w.clock.advance(60s);
    w.board.expire();
    REQUIRE(w.board.find(request.request) != nullptr);
    w.board.finish_storing(request.request, false);
    CHECK(w.board.waiting(request.request, "North Branch").error() == Error::kGone);
    CHECK(w.board.find(request.request) == nullptr);
}

TEST_CASE("sixteen decisions of a kiosk are remembered, the oldest goes first, and other kiosks' stay", "[server]") {
    World w;
    const auto of_other = w.denied(w.other_kiosk);
    std::vector<protocol::KioskRequest> requests;
    for (std::size_t i = 0; i <= kMaxDecidedOfKiosk; ++i) {
        w.clock.advance(1s);
        requests.push_back(w.denied(w.kiosk));
    }
    CHECK(w.board.find(requests.front().request) == nullptr);
    for (std::size_t i = 1; i < requests.size(); ++i)
        CHECK(w.board.find(requests[i].request) != nullptr);
    CHECK(w.board.find(of_other.request) != nullptr);
    w.clock.advance(kDecisionIsForgotten + 1s);
    w.board.expire();
    CHECK(w.board.find(of_other.request) == nullptr);
    CHECK(w.board.find(requests.back().request) == nullptr);
}

TEST_CASE("a kiosk that has moved makes room at its new site by what it had at the old one", "[server]") {
    World w;
    const auto before = w.waiting(w.kiosk);
    auto moved = w.kiosk.entry();
    moved.site = "South Branch";
    REQUIRE(w.board.admit(w.kiosk.request(w.city), moved, "adult"));
    CHECK(w.shown() == 0);
    CHECK(w.board.find(before.request)->state == IssuanceState::kCancelled);
    CHECK(w.board.waiting_at("South Branch").size() == 1);
}

TEST_CASE("a kiosk hears of what is decided for it or could not be stored, and of nothing else", "[server]") {
    World w;
    const auto is_news = [&] {
        return std::exchange(w.heard, {}) == std::vector{protocol::kiosk_id(w.kiosk.key.public_half)};
    };
    const auto request = w.waiting(w.kiosk);
    CHECK(w.heard.empty());
    w.board.start_storing(request.request);
    CHECK(w.heard.empty());
    w.board.finish_storing(request.request, false);
    CHECK(is_news());
    w.board.start_storing(request.request);
    w.board.finish_storing(request.request, true);
    CHECK(is_news());
    w.denied(w.kiosk);
    CHECK(is_news());
    w.board.cancel(protocol::cancel_of(w.waiting(w.kiosk)));
    CHECK(is_news());
    w.board.remember_approved(w.kiosk.request(w.city), w.kiosk.entry(), "adult");
    CHECK(is_news());
}

TEST_CASE("desks of a site hear when their list is another, and that storing has ended well changes no list",
          "[server]") {
    World w;
    auto version = w.board.version("North Branch");
    const auto is_news = [&] {
        const auto before = std::exchange(version, w.board.version("North Branch"));
        const auto told = std::exchange(w.lists, {});
        CHECK(told.empty() == (before == version));
        return told == std::vector<std::string>{"North Branch"};
    };
    const auto request = w.waiting(w.kiosk);
    CHECK(is_news());
    w.board.start_storing(request.request);
    CHECK(is_news());
    w.board.finish_storing(request.request, false);
    CHECK(is_news());
    w.board.start_storing(request.request);
    CHECK(is_news());
    w.board.finish_storing(request.request, true);
    CHECK_FALSE(is_news());
    w.board.remember_approved(w.kiosk.request(w.city), w.kiosk.entry(), "adult");
    CHECK_FALSE(is_news());
    w.waiting(w.other_kiosk);
    CHECK(is_news());
    w.clock.advance(kKioskIsGone + 1s);
    w.board.expire();
    CHECK(is_news());
}
