#include "server/store/find_thread.h"

#include <utility>

namespace porchlight::server {

FindThread::FindThread(std::unique_ptr<RecordStore> store, Post post)
    : m_store(std::move(store)), m_post(std::move(post)), m_thread([this] { run(); }) {}

FindThread::~FindThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_finishing = true;
        m_wake.notify_one();
    }
    m_thread.join();
}

void FindThread::find(const RequestTag& tag, Found found) {
    const std::lock_guard lock(m_mutex);
    m_waiting.tags.push_back(tag);
    m_waiting.found.push_back(std::move(found));
    m_wake.notify_one();
}

void FindThread::run() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_finishing || !m_waiting.tags.empty(); });
        if (m_waiting.tags.empty())
            return;
        m_pace.wait(m_wake, lock, [this] { return m_finishing; });
        auto questions = std::exchange(m_waiting, {});
        lock.unlock();
        answer(std::move(questions));
        lock.lock();
    }
}

void FindThread::answer(Questions questions) {
    auto held = m_store->holds_each(questions.tags);
    m_post([found = std::move(questions.found), held = std::move(held)] {
        for (std::size_t i = 0; i < found.size(); ++i)
            found[i](held ? std::expected<bool, StoreError>((*held)[i]) : std::unexpected(held.error()));
    });
}

}  // namespace porchlight::server
