#include "custody/epoch_dates.h"

#include "base/json.h"
#include "protocol/manifest.h"

namespace porchlight::custody {
namespace {

constexpr int kYearsOfUse = 1;
constexpr int kYearsToDestruction = 8;
constexpr std::size_t kMaxBytes = 1024;

}  // namespace

EpochDates default_dates(const date& today) {
    return {kFirstEpoch, today.plus_years(kYearsOfUse), today.plus_years(kYearsToDestruction)};
}

std::string to_text(const EpochDates& dates) {
    return "{\"v\":1,\"id\":" + std::to_string(dates.id) + ",\"end\":\"" + dates.end.text() + "\",\"destroy\":\"" +
           dates.destroy.text() + "\"" + (dates.schedule.empty() ? "" : ",\"schedule\":" + quoted(dates.schedule)) +
           "}\n";
}

std::expected<EpochDates, Error> parse_epoch_dates(std::string_view text) {
    const auto object = parse_json(text, kMaxBytes);
    const bool has_schedule = object && object->is_object() && object->contains("schedule");
    if (!object ||
        (!has_exactly(*object, {"v", "id", "end", "destroy"}) &&
         !has_exactly(*object, {"v", "id", "end", "destroy", "schedule"})) ||
        !integer_member(*object, "v", 1, 1))
        return std::unexpected(Error::kDates);
    auto schedule = text_member(*object, "schedule", protocol::kMaxScheduleBytes).value_or("");
    const auto id = integer_member(*object, "id", 1, UINT32_MAX);
    const auto end = date::parse(text_member(*object, "end", 10).value_or(""));
    const auto destroy = date::parse(text_member(*object, "destroy", 10).value_or(""));
    if (!id || !end || !destroy || *destroy < *end ||
        (has_schedule && !is_plain_text(schedule, protocol::kMaxScheduleBytes)))
        return std::unexpected(Error::kDates);
    return EpochDates{static_cast<std::uint32_t>(*id), *end, *destroy, std::move(schedule)};
}

}  // namespace porchlight::custody
