// Work on a thread of its own, in order.
// run() from any thread; `done` comes through `post`.
#pragma once

#include "server/heavy_work.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace porchlight::server {

class WorkThread final : public HeavyWork {
public:
    // Runs a function on the thread of the services.
    using Post = std::function<void(std::function<void()>)>;

    // most: how many may wait.
    WorkThread(std::size_t most, Post post);
    // What waits is not done any more.
    ~WorkThread() override;
    WorkThread(const WorkThread&) = delete;
    WorkThread& operator=(const WorkThread&) = delete;

    bool run(std::function<void()> work, std::function<void()> done) override;

private:
    struct Job {
        std::function<void()> work;
        std::function<void()> done;
    };

    void run_jobs();

    std::size_t m_most;
    Post m_post;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_ending = false;
    std::thread m_thread;
};

}  // namespace porchlight::server
