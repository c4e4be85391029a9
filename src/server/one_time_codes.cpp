#include "server/one_time_codes.h"

#include "server/staff/totp.h"

namespace porchlight::server {

OneTimeCodes::OneTimeCodes(const Clock& clock, const StaffSecrets& secrets)
    : m_clock(clock), m_secrets(secrets), m_first_step(totp_step(clock.unix_seconds())) {}

bool OneTimeCodes::take(const Staff& staff, std::string_view code) {
    const auto secret = m_secrets.unwrap(staff.name, staff.app);
    return secret && take(staff.name, secret->view(), code);
}

bool OneTimeCodes::take(const std::string& account, byte_view secret, std::string_view code) {
    const auto step = matching_step(secret, code, totp_step(m_clock.unix_seconds()));
    auto& last = m_last_steps.try_emplace(account, m_first_step).first->second;
    if (!step || *step <= last)
        return false;
    last = *step;
    return true;
}

}  // namespace porchlight::server
