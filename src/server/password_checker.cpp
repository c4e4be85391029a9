#include "server/password_checker.h"

#include "base/crypto.h"

#include <memory>
#include <utility>

namespace porchlight::server {
namespace {

// A password, on its way to the thread and back.
struct Check {
    explicit Check(std::string typed, std::string kept = {}) : password(std::move(typed)), hashed(std::move(kept)) {}
    ~Check() { wipe(password); }
    Check(const Check&) = delete;
    Check& operator=(const Check&) = delete;

    std::string password;
    std::string hashed;
    bool matches = false;
};

}  // namespace

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

bool PasswordThread::check(std::string hashed, std::string password, Checked checked) {
    auto check = std::make_shared<Check>(std::move(password), std::move(hashed));
    return m_thread.run([check] { check->matches = password_matches(check->hashed, check->password); },
                        [check, checked = std::move(checked)] { checked(check->matches); });
}

bool PasswordThread::make(std::string password, Hashed made) {
    auto check = std::make_shared<Check>(std::move(password));
    return m_thread.run([check] { check->hashed = hash_password(check->password); },
                        [check, made = std::move(made)] { made(check->hashed); });
}

bool PasswordThread::run(std::function<void()> work, std::function<void()> done) {
    return m_thread.run(std::move(work), std::move(done));
}

}  // namespace porchlight::server
