#include "bridge/issuance/turn_wait.h"

namespace porchlight::bridge {

bool TurnWait::wait(std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    m_ended.wait_for(lock, patience, [this] { return m_turned.has_value(); });
    return m_turned.value_or(false);
}

void TurnWait::end(bool turned) {
    const std::lock_guard lock(m_mutex);
    if (!m_turned)
        m_turned = turned;
    m_ended.notify_all();
}

}  // namespace porchlight::bridge
