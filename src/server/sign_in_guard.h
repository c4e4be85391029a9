// Slows down guessing: after a few wrong passwords an account takes no attempt for a while, which grows. In memory;
// whoever proves who it is clears it. Names that do not exist are slowed down alike.
// The I/O thread only.
#pragma once

#include "server/clock.h"

#include <map>
#include <string>

namespace porchlight::server {

constexpr unsigned kFreeAttempts = 3;
constexpr std::chrono::seconds kFirstDelay{1};
constexpr std::chrono::seconds kLongestDelay{300};
constexpr unsigned kWrongUntilLocked = 10;
constexpr std::size_t kMaxGuardedNames = 4096;

class SignInGuard {
public:
    explicit SignInGuard(const Clock& clock) : m_clock(clock) {}

    // May this account be tried now? If so, the attempt counts as wrong until succeeded().
    bool begin_attempt(const std::string& name);
    void succeeded(const std::string& name) { m_accounts.erase(name); }
    // So many wrong ones that it is to be locked.
    bool has_had_enough(const std::string& name) const;

private:
    struct Account {
        unsigned wrong = 0;
        std::chrono::milliseconds free_at{};
    };

    void make_room();

    const Clock& m_clock;
    std::map<std::string, Account> m_accounts;
};

}  // namespace porchlight::server
