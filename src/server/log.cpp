#include "server/log.h"

namespace porchlight::server {

void Log::event(const date& day, std::string_view what) {
    const std::lock_guard lock(m_mutex);
    m_sink("day=" + day.text() + " event=" + std::string(what));
}

void Log::count_error(const date& day, std::string_view code) {
    const std::lock_guard lock(m_mutex);
    if (day.text() != m_day) {
        flush_locked();
        m_day = day.text();
    }
    ++m_errors[std::string(code)];
}

void Log::flush() {
    const std::lock_guard lock(m_mutex);
    flush_locked();
}

void Log::flush_locked() {
    if (m_errors.empty())
        return;
    std::string line = "day=" + m_day + " event=refused";
    for (const auto& [code, count] : m_errors)
        line += ' ' + code + '=' + std::to_string(count);
    m_errors.clear();
    m_sink(line);
}

}  // namespace porchlight::server
