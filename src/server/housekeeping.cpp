#include "server/housekeeping.h"

namespace porchlight::server {
namespace {

std::string serial_of(const std::optional<StoredDocument>& document) {
    return document ? std::to_string(document->serial) : "none";
}

}  // namespace

Housekeeping::Housekeeping(const Clock& clock, Log& log, std::optional<std::size_t> batch,
                           std::function<void(SettingsPtr)> publish)
    : m_clock(clock), m_log(log), m_batch(batch), m_publish(std::move(publish)) {}

void Housekeeping::run(Store& store) {
    m_has_failed = false;
    reload_settings(store);
    end_day(store);
    if (!m_has_failed && !store.rest())
        failed("rest_failed");
}

void Housekeeping::reload_settings(Store& store) {
    const auto changed = store.settings_changed();
    if (!changed)
        return failed("store_failed");
    if (!*changed)
        return;
    const auto stored = store.load_settings();
    if (!stored)
        return failed("store_failed");
    m_settings = read_settings(*stored);
    m_log.event(m_clock.today(), "settings manifest=" + serial_of(stored->manifest) + " release=" +
                                     serial_of(stored->release) + " kiosks=" + std::to_string(stored->kiosks.size()) +
                                     " staff=" + std::to_string(stored->staff.size()));
    m_publish(m_settings);
}

void Housekeeping::end_day(Store& store) {
    const auto day = m_clock.local_day(m_clock.unix_seconds() - kDayEndsAfter.count());
    const auto ended = store.begin_day(day, m_batch.value_or(m_settings->spool_batch()));
    if (!ended)
        return failed("day_end_failed");
    if (ended->new_day)
        m_log.event(m_clock.today(), "day shuffled=" + std::to_string(ended->shuffled));
}

void Housekeeping::failed(std::string_view what) {
    m_has_failed = true;
    m_log.count_error(m_clock.today(), what);
}

}  // namespace porchlight::server
