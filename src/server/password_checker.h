// Argon2id, checking and making, takes 64 MiB and tens of milliseconds: done on a thread of its own, a few in a row at
// most. The twin for tests, DirectPasswordChecker, answers before it returns. From one thread; the answers come through
// `post`.
#pragma once

#include "server/work_thread.h"

#include <functional>
#include <string>

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
    explicit PasswordThread(WorkThread::Post post) : m_thread(kMaxPasswordChecks, std::move(post)) {}

    bool check(std::string hashed, std::string password, Checked checked) override;
    bool make(std::string password, Hashed made) override;
    bool run(std::function<void()> work, std::function<void()> done) override;

private:
    WorkThread m_thread;
};

}  // namespace porchlight::server
