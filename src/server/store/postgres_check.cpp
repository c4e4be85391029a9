#include "server/store/postgres_check.h"

#include "server/store/postgres_db.h"

#include <array>
#include <charconv>

namespace porchlight::server {
namespace {

bool is_number_up_to(std::string_view text, std::int64_t most) {
    std::int64_t number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && number >= 0 && number <= most;
}

struct Wish {
    std::string_view name;  // in pg_settings, there in its own unit
    bool (*is_met)(std::string_view value);
    std::string_view should_be;
    std::string_view why;
};

constexpr bool is_on(std::string_view value) { return value == "on"; }
constexpr bool is_off(std::string_view value) { return value == "off"; }
constexpr bool is_never(std::string_view value) { return value == "-1"; }
constexpr bool is_zero(std::string_view value) { return value == "0"; }
constexpr bool is_none(std::string_view value) { return value == "none"; }

constexpr std::array kWishes = {
    Wish{"fsync", is_on, "on", "else an approval that was acknowledged may be lost"},
    Wish{"full_page_writes", is_on, "on", "else a crash may tear a page"},
    Wish{"synchronous_standby_names", [](std::string_view value) { return !value.empty(); }, "set",
         "else a failover may lose an approval that was acknowledged"},
    Wish{"track_commit_timestamp", is_off, "off", "else each record's time is kept"},
    Wish{"wal_level", [](std::string_view value) { return value != "logical"; }, "replica",
         "else rows that are gone stay in the log of writes"},
    Wish{"wal_recycle", is_off, "off", "else old logs of writes stay on the disk until they are written over"},
    Wish{"wal_keep_size", is_zero, "0", "else old logs of writes are kept"},
    Wish{"max_wal_size", [](std::string_view value) { return is_number_up_to(value, 1024); }, "1GB or less",
         "else the log of writes grows old"},
    Wish{"checkpoint_timeout", [](std::string_view value) { return is_number_up_to(value, 300); }, "5min or less",
         "else the log of writes grows old, on standbys too"},
    Wish{"archive_mode", is_off, "off", "else the archive must be emptied of each day within the next one"},
    Wish{"log_statement", is_none, "none", "else the log says what was stored when"},
    Wish{"log_duration", is_off, "off", "else the log says when something was stored"},
    Wish{"log_min_duration_statement", is_never, "-1", "else the log says when something was stored"},
    Wish{"log_min_duration_sample", is_never, "-1", "else the log says when something was stored"},
    Wish{"log_transaction_sample_rate", is_zero, "0", "else the log says when something was stored"},
    Wish{"log_parameter_max_length_on_error", is_zero, "0", "else the log quotes what was stored"},
};

constexpr auto kSwitchWal =
    "SELECT (has_function_privilege('pg_switch_wal()', 'EXECUTE') AND pg_has_role('pg_checkpoint', 'MEMBER'))::int::int8";
constexpr auto kIdleSlots = "SELECT count(*) FROM pg_replication_slots WHERE NOT active";

PostgresExpected<void> check_settings(PostgresDb& db, std::vector<std::string>& out) {
    for (const auto& wish : kWishes) {
        const auto read =
            db.run("SELECT setting FROM pg_settings WHERE name = $1", PostgresParameters().add(wish.name));
        if (!read)
            return std::unexpected(read.error());
        // One that this role may not see, or this version does not have, is not judged.
        if (read->rows() == 0 || wish.is_met(read->text(0, 0)))
            continue;
        out.push_back("PostgreSQL's " + std::string(wish.name) + " is '" + read->text(0, 0) + "' and should be " +
                      std::string(wish.should_be) + ", " + std::string(wish.why) + '.');
    }
    return {};
}

PostgresExpected<void> check_rights(PostgresDb& db, std::vector<std::string>& out) {
    const auto may_cut = db.run(kSwitchWal);
    if (!may_cut)
        return std::unexpected(may_cut.error());
    if (may_cut->number(0, 0) == 0)
        out.emplace_back(
            "The server's role may not cut the log of writes: GRANT EXECUTE ON FUNCTION pg_switch_wal() and GRANT "
            "pg_checkpoint to it.");
    const auto idle = db.run(kIdleSlots);
    if (!idle)
        return std::unexpected(idle.error());
    if (idle->number(0, 0) != 0)
        out.emplace_back(
            "PostgreSQL has a replication slot that nobody uses, and keeps the log of writes for it: bring its "
            "standby back, or drop the slot.");
    return {};
}

}  // namespace

std::expected<std::vector<std::string>, std::string> check_postgres(const std::string& url) {
    PostgresDb db(url);
    if (!db.connect())
        return std::unexpected("The PostgreSQL database cannot be reached: " + db.reason());
    std::vector<std::string> out;
    auto checked = check_settings(db, out);
    if (checked)
        checked = check_rights(db, out);
    if (!checked)
        return std::unexpected("The PostgreSQL database cannot be asked for its settings: it must be version 15.");
    return out;
}

}  // namespace porchlight::server
