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

TEST_CASE("turns that follow each other are a pace apart, and none waits for it at the end", "[server]") {
    using Clock = std::chrono::steady_clock;
    constexpr int kTurns = 10;
    std::condition_variable wake;
    std::mutex mutex;
    std::unique_lock lock(mutex);
    Pace pace;
    const auto began = Clock::now();
    for (int i = 0; i < kTurns; ++i)
        pace.wait(wake, lock, [] { return false; });
    // The first does not wait.
    CHECK(Clock::now() - began >= (kTurns - 1) * Pace::kBetween);
    CHECK(lock.owns_lock());
    const auto ending = Clock::now();
    for (int i = 0; i < 1000; ++i)
        pace.wait(wake, lock, [] { return true; });
    CHECK(Clock::now() - ending < 1000 * Pace::kBetween);
}
