#include "server/sign_in_guard.h"

#include <algorithm>

namespace porchlight::server {
namespace {

std::chrono::milliseconds delay_after(unsigned wrong) {
    if (wrong < kFreeAttempts)
        return {};
    const unsigned doublings = std::min(wrong - kFreeAttempts, 16U);
    return std::min<std::chrono::milliseconds>(kFirstDelay * (1U << doublings), kLongestDelay);
}

}  // namespace

bool SignInGuard::begin_attempt(const std::string& name) {
    make_room();
    auto& account = m_accounts[name];
    const auto now = m_clock.uptime();
    if (now < account.free_at)
        return false;
    ++account.wrong;
    account.free_at = now + delay_after(account.wrong);
    return true;
}

bool SignInGuard::has_had_enough(const std::string& name) const {
    const auto at = m_accounts.find(name);
    return at != m_accounts.end() && at->second.wrong >= kWrongUntilLocked;
}

void SignInGuard::make_room() {
    if (m_accounts.size() < kMaxGuardedNames)
        return;
    m_accounts.erase(std::ranges::min_element(m_accounts, {}, [](const auto& entry) { return entry.second.free_at; }));
}

}  // namespace porchlight::server
