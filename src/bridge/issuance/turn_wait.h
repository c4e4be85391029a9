// The printing thread waits here until somebody has turned the card; the serving thread says that it is done, or that
// nobody will. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace porchlight::bridge {

class TurnWait {
public:
    // True when it was turned; false when it was given up, or the patience is over.
    bool wait(std::chrono::milliseconds patience);
    void turned() { end(true); }
    void give_up() { end(false); }

private:
    void end(bool turned);

    std::mutex m_mutex;
    std::condition_variable m_ended;
    std::optional<bool> m_turned;
};

}  // namespace porchlight::bridge
