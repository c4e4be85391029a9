// What the store's thread does once a second: notices imports, ends the day, deletes the records of epochs that are
// destroyed, leaves no history of writes.
// The store's thread only.
#pragma once

#include "server/clock.h"
#include "server/log.h"
#include "server/store/store.h"

#include <functional>
#include <optional>

namespace porchlight::server {

// A day ends this long after midnight: until then the key stays by which a request of the evening is known again.
constexpr std::chrono::seconds kDayEndsAfter{30 * 60};

class Housekeeping {
public:
    // publish: is given new settings. batch: overrides the programme's.
    Housekeeping(const Clock& clock, Log& log, std::optional<std::size_t> batch,
                 std::function<void(SettingsPtr)> publish);

    void run(Store& store);

private:
    void reload_settings(Store& store);
    void end_day(Store& store);
    void end_epochs(Store& store);
    void count_records(Store& store);
    void keep_epoch(Store& store);
    void publish();
    void failed(std::string_view what);

    const Clock& m_clock;
    Log& m_log;
    std::optional<std::size_t> m_batch;
    std::function<void(SettingsPtr)> m_publish;
    SettingsPtr m_settings = std::make_shared<const Settings>();
    bool m_has_failed = false;
    RecordCounts m_records;  // when the day began
    date m_counted = date::from_days(0);
};

}  // namespace porchlight::server
