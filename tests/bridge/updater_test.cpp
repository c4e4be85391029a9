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

}  // namespace

TEST_CASE("a server that goes away in mid-release has swapped nothing, and the next round takes the release") {
    REQUIRE(start_crypto());
    const City city;
    MemoryStore store;
    Keeper keeper(city.trust(), store);
    DocumentLink link;
    const SetClock clock{kNow};
    std::vector<bool> answered;
    Updater updater(keeper, link, clock, [&](bool ok) { answered.push_back(ok); });
    const auto round = [&] {
        asio::io_context context;
        asio::co_spawn(context, updater.update(), asio::detached);
        context.run();
    };
    const std::string app = "1";
    link.answers["/v1/manifest"] = city.manifest(1);
    link.answers["/v1/release"] = city.release(1, {{"app.js", app}});
    round();
    CHECK(keeper.manifest(kNow));
    CHECK_FALSE(keeper.release());
    link.answers["/v1/files/" + to_hex(hash(as_bytes(app)))] = bytes_of("2");
    round();
    CHECK_FALSE(keeper.release());
    link.answers["/v1/files/" + to_hex(hash(as_bytes(app)))] = bytes_of(app);
    round();
    CHECK(keeper.release());
    // A swapped file is a refusal by a server that answers; a missing one is a server that does not.
    CHECK(answered == std::vector<bool>{false, true, true});
}
