// What kiosks ask while somebody looks for others is looked for together, and everybody hears of the own request.
#include "server/store/find_thread.h"
#include "server/store/memory_store.h"
#include "tests/server/support/outcomes.h"

#include <catch2/catch_test_macros.hpp>

#include <future>
#include <semaphore>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 30s;

// Says how many it was asked for, and answers when it is told to.
class SlowStore final : public RecordStore {
public:
    explicit SlowStore(MemoryStore& store) : m_store(store) {}

    std::expected<std::vector<bool>, StoreError> holds_each(std::span<const RequestTag> tags) override {
        asked.push_back(tags.size());
        has_begun.release();
        if (!may_go_on.try_acquire_for(kPatience))
            return std::unexpected(StoreError::kFailed);
        return m_store.holds_each(tags);
    }
    std::expected<void, StoreError> apply(std::span<const Outcome> outcomes) override {
        return m_store.apply(outcomes);
    }
    std::expected<DayEnd, StoreError> begin_day(const date& day, std::size_t batch) override {
        return m_store.begin_day(day, batch);
    }
    std::expected<void, StoreError> rest() override { return m_store.rest(); }
    std::expected<void, StoreError> export_records(std::uint32_t epoch, RecordSink& sink) override {
        return m_store.export_records(epoch, sink);
    }
    std::expected<std::uint64_t, StoreError> count(const CountKey& key) override { return m_store.count(key); }

    std::vector<std::size_t> asked;
    std::counting_semaphore<> has_begun{0};
    std::counting_semaphore<> may_go_on{0};

private:
    MemoryStore& m_store;
};

using Answer = std::expected<bool, StoreError>;

std::future<Answer> ask(FindThread& thread, const RequestTag& tag) {
    auto promise = std::make_shared<std::promise<Answer>>();
    auto out = promise->get_future();
    thread.find(tag, [promise](Answer answer) { promise->set_value(answer); });
    return out;
}

void run_at_once(const std::function<void()>& call) { call(); }

}  // namespace

TEST_CASE("requests that gather while the store looks for one are looked for at once, each with its own answer",
          "[server][store]") {
    const City city;
    MemoryStore memory;
    const auto stored = approval(city, random_tag());
    REQUIRE(memory.apply({&stored, 1}));
    auto owned = std::make_unique<SlowStore>(memory);
    auto& store = *owned;
    FindThread thread(std::move(owned), run_at_once);
    std::vector<std::future<Answer>> answers;
    answers.push_back(ask(thread, random_tag()));
    REQUIRE(store.has_begun.try_acquire_for(kPatience));
    answers.push_back(ask(thread, random_tag()));
    answers.push_back(ask(thread, *stored.tag));
    answers.push_back(ask(thread, random_tag()));
    store.may_go_on.release(2);
    std::vector<bool> held;
    for (auto& answer : answers) {
        REQUIRE(answer.wait_for(kPatience) == std::future_status::ready);
        held.push_back(*answer.get());
    }
    CHECK(held == std::vector{false, false, true, false});
    CHECK(store.asked == std::vector<std::size_t>{1, 3});
}

TEST_CASE("who asked before the end is answered, also that the store has failed", "[server][store]") {
    class FailingStore final : public RecordStore {
        std::expected<std::vector<bool>, StoreError> holds_each(std::span<const RequestTag>) override {
            return std::unexpected(StoreError::kFailed);
        }
        std::expected<void, StoreError> apply(std::span<const Outcome>) override { return {}; }
        std::expected<DayEnd, StoreError> begin_day(const date&, std::size_t) override { return DayEnd{}; }
        std::expected<void, StoreError> rest() override { return {}; }
        std::expected<void, StoreError> export_records(std::uint32_t, RecordSink&) override { return {}; }
        std::expected<std::uint64_t, StoreError> count(const CountKey&) override { return 0; }
    };
    std::future<Answer> answer;
    {
        FindThread thread(std::make_unique<FailingStore>(), run_at_once);
        answer = ask(thread, random_tag());
    }
    REQUIRE(answer.wait_for(0s) == std::future_status::ready);
    CHECK(answer.get().error() == StoreError::kFailed);
}
