// Fetching blocks: stored before they are confirmed, and never because a card was made.
#include "bridge/numbers/restocker.h"
#include "bridge/numbers/memory_numbers.h"
#include "tests/bridge/city.h"

#include <catch2/catch_test_macros.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

// A server that hands out what it has, two blocks at a time, until it is confirmed.
class BlockLink final : public ServerLink, public NumbersLink {
public:
    asio::awaitable<std::expected<protocol::Challenge, LinkError>> challenge() override {
        co_return random_array<protocol::kChallengeBytes>();
    }
    asio::awaitable<std::expected<protocol::Answer, LinkError>> ask(protocol::KioskRequestBytes,
                                                                    std::chrono::seconds) override {
        co_return std::unexpected(LinkError::kGone);
    }
    asio::awaitable<std::expected<bytes, LinkError>> fetch(std::string, std::size_t) override {
        co_return std::unexpected(LinkError::kGone);
    }
    asio::awaitable<std::expected<std::vector<protocol::NumberBlock>, LinkError>> fetch_numbers(
        protocol::KioskRequestBytes bytes) override {
        ++asked;
        const auto request = protocol::read_request(bytes);
        REQUIRE(request);
        REQUIRE(request->kind == protocol::RequestKind::kNumbers);
        if (gone)
            co_return std::unexpected(LinkError::kGone);
        if (refusal)
            co_return std::unexpected(*refusal);
        const auto confirmed = protocol::confirmed_blocks(*request);
        if (lose_confirmations && !confirmed.empty())
            co_return std::unexpected(LinkError::kGone);
        for (const auto& id : confirmed)
            std::erase_if(waiting, [&](const auto& block) { return block.id == id; });
        co_return std::vector(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                     waiting.size(), protocol::kMaxAnswerBlocks)));
    }

    std::vector<protocol::NumberBlock> waiting;
    bool gone = false;
    std::optional<LinkError> refusal;
    bool lose_confirmations = false;
    int asked = 0;
};

protocol::NumberBlock block(int first, int count, const std::string& service = "transit") {
    protocol::NumberBlock out{random_array<sizeof(protocol::BlockId)>(), service, {}};
    for (int i = 0; i < count; ++i)
        out.numbers.push_back(std::to_string(10'000'000 + first + i));
    return out;
}

struct Kiosk {
    City city;
    BlockLink link;
    MemoryNumbers stock;
    SetClock clock{kNow};
    bool is_idle = true;
    std::shared_ptr<const CurrentManifest> manifest;
    Restocker restocker{
        {link, link, stock, clock, city.kiosk, [this] { return manifest; }, [this] { return is_idle; }}};

    Kiosk() {
        REQUIRE(start_crypto());
        city.rules["services"] = json::array({{{"id", "transit"},
                                               {"name", "Transit"},
                                               {"symbology", "code128"},
                                               {"check", "none"},
                                               {"length", 8},
                                               {"required", true}}});
        manifest = std::make_shared<const CurrentManifest>(
            CurrentManifest{*protocol::parse_manifest(city.manifest_payload(1)), ""});
    }
    void look() {
        asio::io_context context;
        asio::co_spawn(context, restocker.look(), [](const std::exception_ptr& error) {
            if (error)
                std::rethrow_exception(error);
        });
        context.run();
    }
};

}  // namespace

TEST_CASE("all blocks that wait are fetched, two at a time, and the server then has none") {
    Kiosk kiosk;
    for (int i = 0; i < 5; ++i)
        kiosk.link.waiting.push_back(block(i * 100, 100));
    kiosk.look();
    CHECK(kiosk.stock.left("transit") == 500);
    CHECK(kiosk.link.waiting.empty());
    CHECK(kiosk.link.asked == 4);
}

TEST_CASE("a block whose confirmation is lost comes again and adds nothing") {
    Kiosk kiosk;
    kiosk.link.waiting = {block(0, 300)};
    kiosk.link.lose_confirmations = true;
    kiosk.look();
    CHECK(kiosk.stock.left("transit") == 300);
    CHECK(kiosk.link.waiting.size() == 1);
    kiosk.link.lose_confirmations = false;
    kiosk.look();
    CHECK(kiosk.stock.left("transit") == 300);
    CHECK(kiosk.link.waiting.empty());
}

TEST_CASE("what the disk did not take is not confirmed") {
    Kiosk kiosk;
    kiosk.link.waiting = {block(0, 10)};
    kiosk.stock.refuse_writes();
    kiosk.look();
    CHECK(kiosk.stock.left("transit") == 0);
    CHECK(kiosk.link.waiting.size() == 1);
    CHECK(kiosk.link.asked == 1);
}

TEST_CASE("a block of another service, or not by the service's rule, is neither stored nor confirmed") {
    Kiosk kiosk;
    auto letters = block(0, 1);
    letters.numbers = {"1000000$"};
    kiosk.link.waiting = {block(0, 10, "prescription"), letters};
    kiosk.look();
    CHECK(kiosk.link.waiting.size() == 2);
    CHECK(kiosk.stock.left("transit") == 0);
    CHECK(kiosk.stock.left("prescription") == 0);
}

TEST_CASE("it asks when it is time or few are left, not while an issuance is under way") {
    Kiosk kiosk;
    kiosk.is_idle = false;
    kiosk.look();
    CHECK(kiosk.link.asked == 0);
    kiosk.is_idle = true;
    kiosk.link.waiting = {block(0, 250)};
    kiosk.look();
    CHECK(kiosk.link.asked == 2);
    kiosk.look();
    CHECK(kiosk.link.asked == 2);
    for (int i = 0; i < 51; ++i)
        REQUIRE(kiosk.stock.keep("transit", *kiosk.stock.take("transit")));
    CHECK(kiosk.link.asked == 2);
    kiosk.look();
    CHECK(kiosk.link.asked == 3);
    kiosk.link.waiting = {block(1000, 250)};
    kiosk.look();
    kiosk.look();
    CHECK(kiosk.link.asked == 5);
    kiosk.clock.set(kNow + 4 * 3600);
    kiosk.look();
    CHECK(kiosk.link.asked == 6);
}

TEST_CASE("a programme without services asks for nothing, nor does a bridge without a manifest") {
    Kiosk kiosk;
    kiosk.manifest = nullptr;
    kiosk.look();
    kiosk.city.rules.erase("services");
    kiosk.manifest = std::make_shared<const CurrentManifest>(
        CurrentManifest{*protocol::parse_manifest(kiosk.city.manifest_payload(1)), ""});
    kiosk.look();
    CHECK(kiosk.link.asked == 0);
}

TEST_CASE("the time of the next look is by chance, and short only until the server has answered once") {
    Kiosk kiosk;
    kiosk.link.gone = true;
    kiosk.look();
    CHECK(kiosk.restocker.pause() == std::chrono::seconds(2));
    kiosk.link.gone = false;
    kiosk.look();
    std::set<std::chrono::seconds> empty;
    for (int i = 0; i < 50; ++i)
        empty.insert(kiosk.restocker.pause());
    CHECK(*empty.begin() >= std::chrono::minutes(2));
    CHECK(*empty.rbegin() < std::chrono::minutes(4));
    CHECK(empty.size() > 10);
    REQUIRE(kiosk.stock.add(block(0, 5)) == Stored::kYes);
    std::set<std::chrono::seconds> some;
    for (int i = 0; i < 50; ++i)
        some.insert(kiosk.restocker.pause());
    CHECK(*some.begin() >= std::chrono::minutes(20));
    CHECK(*some.rbegin() < std::chrono::minutes(40));
    CHECK(some.size() > 10);
}

TEST_CASE("a kiosk that the server refuses asks again after minutes, and not after seconds") {
    Kiosk kiosk;
    for (const auto refusal : {LinkError::kSuspended, LinkError::kUnknownKiosk, LinkError::kBusy}) {
        kiosk.link.refusal = refusal;
        kiosk.look();
        CHECK(kiosk.restocker.pause() >= std::chrono::minutes(2));
    }
    kiosk.link.refusal = std::nullopt;
    kiosk.link.waiting = {block(0, 300)};
    kiosk.look();
    CHECK(kiosk.stock.left("transit") == 300);
}
