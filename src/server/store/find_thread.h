// Looks for what kiosks ask about, on a thread and a connection of its own, so that no kiosk waits for what others
// write. What has gathered while it looked is looked for together.
// find() may be called from any thread; its answers come through `post`.
#pragma once

#include "server/store/pace.h"
#include "server/store/record_finder.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace porchlight::server {

class FindThread final : public RecordFinder {
public:
    // Runs a function on the thread of the services.
    using Post = std::function<void(std::function<void()>)>;

    // store: nobody else's; it is opened on the same database as the one that writes.
    FindThread(std::unique_ptr<RecordStore> store, Post post);
    // Answers what was asked before, then ends.
    ~FindThread() override;
    FindThread(const FindThread&) = delete;
    FindThread& operator=(const FindThread&) = delete;

    void find(const RequestTag& tag, Found found) override;

private:
    struct Questions {
        std::vector<RequestTag> tags;
        std::vector<Found> found;
    };

    void run();
    void answer(Questions questions);

    std::unique_ptr<RecordStore> m_store;
    Post m_post;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    Pace m_pace;
    Questions m_waiting;
    bool m_finishing = false;
    std::thread m_thread;
};

}  // namespace porchlight::server
