// Can this server do what it is for? Told to whoever runs it: by /readyz, /metrics and the log. It knows nothing of
// a single issuance.
// The I/O thread only.
#pragma once

#include "server/clock.h"
#include "server/error.h"
#include "server/log.h"
#include "server/settings.h"
#include "server/store/day_totals.h"
#include "server/store/record_writer.h"

#include <optional>
#include <string_view>
#include <vector>

namespace porchlight::server {

// What the store's thread saw, about once a second.
struct StoreLook {
    bool answers = false;
    std::uintmax_t free_bytes = 0;  // of its disk
    std::vector<DayTotal> totals;   // of the last days that are over
};

// The public halves of the server's keys.
struct KeyHalves {
    public_key issuer{};
    public_key receipt{};
};

// Does the manifest name these keys? Bridges refuse what others signed.
bool names_keys(const protocol::Manifest& manifest, const KeyHalves& keys);

constexpr std::uintmax_t kLeastFreeBytes = 64U << 20;
constexpr int kDaysOfTotals = 7;

class Health {
public:
    Health(const Clock& clock, Log& log, const CurrentSettings& settings, const KeyHalves& keys)
        : m_clock(clock), m_log(log), m_settings(settings), m_keys(keys) {}

    void looked(StoreLook look);
    // How a write ended.
    void wrote(std::expected<void, StoreError> result);
    void stopping() { m_is_stopping = true; }

    // Why not to send anybody here: "stopping", "store", "disk", "manifest_missing", "manifest_expired", "keys". Empty:
    // ready.
    std::vector<std::string_view> complaints() const;

    bool store_answers() const;
    bool has_room() const;
    const std::vector<DayTotal>& totals() const { return m_look.totals; }
    const protocol::Manifest* manifest() const;
    // Of those that are due, and of each how many days it has been.
    std::vector<std::pair<std::uint32_t, std::int64_t>> due_epochs() const;

private:
    const Clock& m_clock;
    Log& m_log;
    const CurrentSettings& m_settings;
    KeyHalves m_keys;
    StoreLook m_look;
    std::chrono::milliseconds m_looked_at{0};
    std::chrono::milliseconds m_full_at{0};
    bool m_is_full = false;  // the last write said so
    bool m_is_stopping = false;
};

// Tells Health how each write ended, and the log of a denial that could not be counted.
class WatchedWriter final : public RecordWriter {
public:
    WatchedWriter(RecordWriter& writer, Health& health, const Clock& clock, Log& log)
        : m_writer(writer), m_health(health), m_clock(clock), m_log(log) {}

    void apply(Outcome outcome, Applied applied) override;

private:
    RecordWriter& m_writer;
    Health& m_health;
    const Clock& m_clock;
    Log& m_log;
};

}  // namespace porchlight::server
