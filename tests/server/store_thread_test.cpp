// The order in which the store's thread does what it is asked for.
#include "server/store/store_thread.h"
#include "server/store/memory_store.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight::server;

TEST_CASE("the day begins before anything is stored, however early it is asked for", "[server]") {
    std::vector<std::string> done;
    {
        StoreThread thread(
            std::make_unique<MemoryStore>(), [](const std::function<void()>& call) { call(); },
            [&](Store&) { done.emplace_back("day"); });
        thread.read([&](Store&) { done.emplace_back("work"); }, [] {});
    }
    CHECK(done == std::vector<std::string>{"day", "work"});
}
