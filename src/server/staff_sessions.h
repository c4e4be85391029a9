// Who is signed in at the desk. The cookie is 32 random bytes that only the browser holds; here is its hash.
// A session ends after 30 minutes in which its librarian did nothing, after 12 hours, when the account's rights or
// ways to sign in change, and with the process.
// The I/O thread only.
#pragma once

#include "server/clock.h"
#include "server/settings.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace porchlight::server {

constexpr std::chrono::minutes kSessionIdle{30};
constexpr std::chrono::hours kSessionLife{12};
constexpr std::size_t kMaxSessions = 1024;

enum class SessionUse { kByPerson, kByPage };

class StaffSessions {
public:
    StaffSessions(const Clock& clock, const CurrentSettings& settings) : m_clock(clock), m_settings(settings) {}

    // The cookie's value: 64 hex digits. The oldest session ends where there are too many.
    std::string begin(const Staff& staff);
    // A page that only waits does not keep its librarian signed in: only what a person does counts.
    std::optional<Staff> find(std::string_view cookie, SessionUse use);
    void end(std::string_view cookie);

private:
    struct Session {
        Staff staff;
        std::chrono::milliseconds begun_at;
        std::chrono::milliseconds used_at;
    };

    bool is_over(const Session& session) const;

    const Clock& m_clock;
    const CurrentSettings& m_settings;
    std::map<hash256, Session> m_sessions;
};

}  // namespace porchlight::server
