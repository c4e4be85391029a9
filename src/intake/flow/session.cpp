#include "intake/flow/session.h"

namespace porchlight::intake {

void Session::configure(milliseconds warning_after, milliseconds warning_lasts) {
    m_warning_after = warning_after;
    m_warning_lasts = warning_lasts;
}

void Session::start(milliseconds now) {
    m_last_sign = now;
    m_is_leaving = false;
}

void Session::stop() {
    m_last_sign.reset();
    m_is_leaving = false;
}

void Session::leave(milliseconds now) {
    m_last_sign = now;
    m_is_leaving = true;
}

void Session::sign_of_life(milliseconds now) {
    if (m_last_sign)
        m_last_sign = now;
}

Session::Phase Session::phase(milliseconds now) const {
    if (!m_last_sign || now < warning_at())
        return Phase::kQuiet;
    return now < over_at() ? Phase::kWarning : Phase::kOver;
}

int Session::seconds_left(milliseconds now) const {
    if (!m_last_sign || now >= over_at())
        return 0;
    return static_cast<int>((over_at() - now + milliseconds(999)) / std::chrono::seconds(1));
}

std::optional<milliseconds> Session::next_change(milliseconds now) const {
    switch (phase(now)) {
        case Phase::kQuiet: return m_last_sign ? std::optional(warning_at()) : std::nullopt;
        case Phase::kWarning: return over_at() - std::chrono::seconds(seconds_left(now) - 1);
        case Phase::kOver: return now;
    }
    return std::nullopt;
}

}  // namespace porchlight::intake
