#include "server/password_checker.h"

#include "base/crypto.h"

#include <utility>

namespace porchlight::server {

bool DirectPasswordChecker::check(std::string hashed, std::string password, Checked checked) {
    const bool matches = password_matches(hashed, password);
    wipe(password);
    checked(matches);
    return true;
}

bool DirectPasswordChecker::make(std::string password, Hashed made) {
    auto hashed = hash_password(password);
    wipe(password);
    made(std::move(hashed));
    return true;
}

PasswordThread::PasswordThread(Post post) : m_post(std::move(post)), m_thread([this] { run_jobs(); }) {}

PasswordThread::~PasswordThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_wake.notify_one();
    }
    m_thread.join();
}

bool PasswordThread::check(std::string hashed, std::string password, Checked checked) {
    return add({std::move(hashed), std::move(password), std::move(checked), {}, {}, {}});
}

bool PasswordThread::make(std::string password, Hashed made) {
    return add({{}, std::move(password), {}, std::move(made), {}, {}});
}

bool PasswordThread::run(std::function<void()> work, std::function<void()> done) {
    return add({{}, {}, {}, {}, std::move(work), std::move(done)});
}

bool PasswordThread::add(Job job) {
    const std::lock_guard lock(m_mutex);
    if (m_jobs.size() >= kMaxPasswordChecks) {
        wipe(job.password);
        return false;
    }
    m_jobs.push_back(std::move(job));
    m_wake.notify_one();
    return true;
}

void PasswordThread::do_job(Job job) {
    if (job.work) {
        job.work();
        m_post(std::move(job.done));
    } else if (job.made) {
        m_post([made = std::move(job.made), hashed = hash_password(job.password)] { made(hashed); });
    } else {
        const bool matches = password_matches(job.hashed, job.password);
        m_post([checked = std::move(job.checked), matches] { checked(matches); });
    }
    wipe(job.password);
}

void PasswordThread::run_jobs() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
        if (m_ending)
            return;
        auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        do_job(std::move(job));
        lock.lock();
    }
}

}  // namespace porchlight::server
