// How the administration reaches the store: it hands over work, and is told when that is done, on its own thread. The
// real one is store_thread.h; DirectRunner is the twin for tests.
#pragma once

#include "server/store/store.h"

#include <functional>
#include <type_traits>

namespace porchlight::server {

class StoreRunner {
public:
    using Task = std::function<void(Store&)>;
    using Done = std::function<void()>;

    virtual ~StoreRunner() = default;
    virtual void read(Task task, Done done) = 0;
    // done: when what the task has changed is in the settings in force, too.
    virtual void change(Task task, Done done) = 0;
};

// work: gives a value, on the store's thread; done: is given it.
template <class Work, class Done>
void read_store(StoreRunner& runner, Work work, Done done) {
    auto value = std::make_shared<std::optional<std::invoke_result_t<Work, Store&>>>();
    runner.read([value, work = std::move(work)](Store& store) { *value = work(store); },
                [value, done = std::move(done)] { done(std::move(**value)); });
}
template <class Work, class Done>
void change_store(StoreRunner& runner, Work work, Done done) {
    auto value = std::make_shared<std::optional<std::invoke_result_t<Work, Store&>>>();
    runner.change([value, work = std::move(work)](Store& store) { *value = work(store); },
                  [value, done = std::move(done)] { done(std::move(**value)); });
}

class DirectRunner final : public StoreRunner {
public:
    DirectRunner(Store& store, CurrentSettings& settings) : m_store(store), m_settings(settings) {}

    void read(Task task, Done done) override {
        task(m_store);
        done();
    }
    void change(Task task, Done done) override {
        task(m_store);
        if (const auto stored = m_store.load_settings())
            m_settings.now = read_settings(*stored);
        done();
    }

private:
    Store& m_store;
    CurrentSettings& m_settings;
};

}  // namespace porchlight::server
