#include "bridge/release/updater.h"
#include "tests/bridge/city.h"

#include <catch2/catch_test_macros.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

// A server of documents and files, by path; one that is not there has gone away.
class DocumentLink final : public ServerLink {
public:
    asio::awaitable<std::expected<protocol::Challenge, LinkError>> challenge() override {
        co_return std::unexpected(LinkError::kGone);
    }
    asio::awaitable<std::expected<protocol::Answer, LinkError>> ask(protocol::KioskRequestBytes,
                                                                    std::chrono::seconds) override {
        co_return std::unexpected(LinkError::kGone);
    }
    asio::awaitable<std::expected<bytes, LinkError>> fetch(std::string path, std::size_t) override {
        const auto at = answers.find(path);
        if (at == answers.end())
            co_return std::unexpected(LinkError::kGone);
        co_return at->second;
    }

    std::map<std::string, bytes> answers;
};

bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

struct Kiosk {
    City city;
    MemoryStore store;
    Keeper keeper{city.trust(), store};
    DocumentLink link;
    SetClock clock{kNow};
    std::vector<bool> answered;
    Updater updater{keeper, link, clock, std::chrono::seconds(60), [&](bool ok) { answered.push_back(ok); }};

    void round() {
        asio::io_context context;
        asio::co_spawn(context, updater.update(), asio::detached);
        context.run();
    }
};

}  // namespace

TEST_CASE("a server that goes away in mid-release has swapped nothing, and the next round takes the release") {
    REQUIRE(start_crypto());
    Kiosk kiosk;
    auto& [city, store, keeper, link, clock, answered, updater] = kiosk;
    const std::string app = "1";
    link.answers["/v1/manifest"] = city.manifest(1);
    link.answers["/v1/release"] = city.release(1, {{"app.js", app}});
    kiosk.round();
    CHECK(keeper.manifest(kNow));
    CHECK_FALSE(keeper.release());
    link.answers["/v1/files/" + to_hex(hash(as_bytes(app)))] = bytes_of("2");
    kiosk.round();
    CHECK_FALSE(keeper.release());
    link.answers["/v1/files/" + to_hex(hash(as_bytes(app)))] = bytes_of(app);
    kiosk.round();
    CHECK(keeper.release());
    // A swapped file is a refusal by a server that answers; a missing one is a server that does not.
    CHECK(answered == std::vector<bool>{false, true, true});
}

TEST_CASE("what a server offers is refused by name until a good one is there again, and then anew") {
    REQUIRE(start_crypto());
    Kiosk kiosk;
    const City stranger;
    const auto good = kiosk.city.manifest(2);
    const auto offer = [&](const bytes& manifest) {
        kiosk.link.answers["/v1/manifest"] = manifest;
        kiosk.round();
        return kiosk.updater.refusals();
    };
    using Refused = std::map<Kind, Refusal>;
    CHECK(offer(good).empty());
    CHECK(offer(stranger.manifest(3)) == Refused{{Kind::kManifest, "signature"}});
    CHECK(offer(kiosk.city.manifest(1)) == Refused{{Kind::kManifest, "older"}});
    CHECK(offer(good).empty());
    CHECK(offer(kiosk.city.manifest(1)) == Refused{{Kind::kManifest, "older"}});
    CHECK(offer(kiosk.city.manifest(3)).empty());
    CHECK(kiosk.keeper.manifest(kNow)->manifest.serial == 3);
}
