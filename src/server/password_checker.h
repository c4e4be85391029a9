// Argon2id, checking and making, takes 64 MiB and tens of milliseconds: done on a thread of its own, a few in a row at
// most. The twin for tests, DirectPasswordChecker, answers before it returns. From one thread; the answers come through
// `post`.
#pragma once

#include "server/heavy_work.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace porchlight::server {

constexpr std::size_t kMaxPasswordChecks = 8;

class PasswordChecker {
public:
    using Checked = std::function<void(bool matches)>;
    using Hashed = std::function<void(std::string hashed)>;  // empty on lack of memory

    virtual ~PasswordChecker() = default;
    // False if too many wait already; `checked` is then never called. The password is wiped after use.
    virtual bool check(std::string hashed, std::string password, Checked checked) = 0;
    // A new password's string; likewise.
    virtual bool make(std::string password, Hashed made) = 0;
};

class DirectPasswordChecker final : public PasswordChecker {
public:
    bool check(std::string hashed, std::string password, Checked checked) override;
    bool make(std::string password, Hashed made) override;
};

class PasswordThread final : public PasswordChecker, public HeavyWork {
public:
    using Post = std::function<void(std::function<void()>)>;

    explicit PasswordThread(Post post);
    ~PasswordThread() override;
    PasswordThread(const PasswordThread&) = delete;
    PasswordThread& operator=(const PasswordThread&) = delete;

    bool check(std::string hashed, std::string password, Checked checked) override;
    bool make(std::string password, Hashed made) override;
    bool run(std::function<void()> work, std::function<void()> done) override;

private:
    struct Job {
        std::string hashed;
        std::string password;
        Checked checked;
        Hashed made;                 // if there is one, `hashed` and `checked` are empty
        std::function<void()> work;  // if there is one, all before are
        std::function<void()> done;
    };

    bool add(Job job);
    void do_job(Job job);
    void run_jobs();

    Post m_post;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_ending = false;
    std::thread m_thread;
};

}  // namespace porchlight::server
