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
    end_epochs(store);
    count_records(store);
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
    keep_epoch(store);
    publish();
}

// The epoch of a manifest that was imported before the store knew of epochs.
void Housekeeping::keep_epoch(Store& store) {
    const auto& manifest = m_settings->manifest;
    if (manifest &&
        !store.put_epoch({manifest->epoch.id, manifest->epoch.key, manifest->epoch.end, manifest->epoch.destroy}))
        failed("epoch_differs");
}

void Housekeeping::publish() {
    auto settings = std::make_shared<Settings>(*m_settings);
    settings->records = m_records;
    m_settings = std::move(settings);
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

// What was cut off, by a kill or an export that read, is done the next time: the epoch is not marked before.
void Housekeeping::end_epochs(Store& store) {
    const auto today = m_clock.today();
    for (const auto& view : m_settings->epochs.views(today)) {
        if (view.is_deleted() || view.standing.state != protocol::EpochState::kDestroyed)
            continue;
        const auto deleted = store.delete_epoch(view.epoch.id, today);
        if (!deleted)
            return failed("epoch_not_deleted");
        if (!*deleted)
            continue;
        m_log.event(today, "epoch destroyed=" + std::to_string(view.epoch.id));
        m_counted = date::from_days(0);
        reload_settings(store);
    }
}

// Once a day, and not with each approval: what moved would tell when each was.
void Housekeeping::count_records(Store& store) {
    const auto today = m_clock.today();
    if (m_counted == today)
        return;
    auto counts = store.count_records();
    if (!counts)
        return failed("store_failed");
    m_records = std::move(*counts);
    m_counted = today;
    publish();
}

void Housekeeping::failed(std::string_view what) {
    m_has_failed = true;
    m_log.count_error(m_clock.today(), what);
}

}  // namespace porchlight::server
