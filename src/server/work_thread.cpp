#include "server/work_thread.h"

#include <utility>

namespace porchlight::server {

WorkThread::WorkThread(std::size_t most, Post post)
    : m_most(most), m_post(std::move(post)), m_thread([this] { run_jobs(); }) {}

WorkThread::~WorkThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_wake.notify_one();
    }
    m_thread.join();
}

bool WorkThread::run(std::function<void()> work, std::function<void()> done) {
    const std::lock_guard lock(m_mutex);
    if (m_jobs.size() >= m_most)
        return false;
    m_jobs.push_back({std::move(work), std::move(done)});
    m_wake.notify_one();
    return true;
}

void WorkThread::run_jobs() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
        if (m_ending)
            return;
        auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job.work();
        m_post(std::move(job.done));
        job = {};
        lock.lock();
    }
}

}  // namespace porchlight::server
