// Work is done elsewhere, in order, and what is too much is refused.
#include "server/work_thread.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <future>
#include <semaphore>
#include <vector>

using namespace porchlight::server;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 30s;

void at_once(const std::function<void()>& call) { call(); }

}  // namespace

TEST_CASE("work is done in order on a thread of its own, and each end is told", "[server]") {
    std::vector<int> order;
    std::promise<std::thread::id> last;
    auto ended = last.get_future();
    WorkThread thread(16, at_once);
    for (int i = 0; i < 8; ++i)
        REQUIRE(thread.run([&order, i] { order.push_back(i); }, [&order, i] { order.push_back(10 + i); }));
    REQUIRE(thread.run([] {}, [&last] { last.set_value(std::this_thread::get_id()); }));
    REQUIRE(ended.wait_for(kPatience) == std::future_status::ready);
    CHECK(ended.get() != std::this_thread::get_id());
    CHECK(order == std::vector{0, 10, 1, 11, 2, 12, 3, 13, 4, 14, 5, 15, 6, 16, 7, 17});
}

TEST_CASE("more work than may wait is refused", "[server]") {
    std::binary_semaphore begun(0);
    std::binary_semaphore go_on(0);
    std::counting_semaphore<> done(0);
    WorkThread thread(2, at_once);
    REQUIRE(thread.run(
        [&] {
            begun.release();
            CHECK(go_on.try_acquire_for(kPatience));
        },
        [&] { done.release(); }));
    REQUIRE(begun.try_acquire_for(kPatience));
    const auto add = [&] { return thread.run([] {}, [&] { done.release(); }); };
    CHECK(add());
    CHECK(add());
    CHECK_FALSE(add());
    go_on.release();
    for (int i = 0; i < 3; ++i)
        CHECK(done.try_acquire_for(kPatience));
    CHECK(add());
    CHECK(done.try_acquire_for(kPatience));
}
