#include "custody/create.h"

#include "base/encoding.h"
#include "base/json.h"
#include "protocol/manifest.h"
#include "record/name.h"

#include <array>
#include <span>
#include <vector>

namespace porchlight::custody {
namespace {

constexpr std::array kKinds{KeyKind::kEpoch, KeyKind::kCustodian, KeyKind::kRelease, KeyKind::kIssuer,
                            KeyKind::kReceipt};
// Of a city whose custodians have keys of their own.
constexpr std::array kKindsBesideCustodians{KeyKind::kRelease, KeyKind::kIssuer, KeyKind::kReceipt};

std::string name_of(KeyKind kind) { return std::string(file_name(kind)); }

// A city's name is printed and compared, so it obeys the rules of names.
bool is_city(const std::string& city) {
    const auto canonical = record::canonical_text(city, kMaxCityBytes, kMaxCityBytes);
    return canonical && !canonical->empty() && *canonical == city;
}

// What is made in one go.
struct NewFiles {
    std::span<const KeyKind> kinds;
    std::string epoch_dates;  // empty: no such file
};

Result<void> refuse_what_exists(const Folder& keys, const NewFiles& files) {
    std::vector<std::string> names{std::string(kTrustFile)};
    if (!files.epoch_dates.empty())
        names.emplace_back(kEpochDatesFile);
    for (auto kind : files.kinds)
        names.push_back(name_of(kind));
    for (const auto& name : names)
        if (keys.exists(name))
            return failure(Error::kExists, name);
    return {};
}

Result<void> write_files(Folder& keys, const NewFiles& files, protocol::Trust trust,
                         std::vector<std::string>& written) {
    for (auto kind : files.kinds) {
        const auto key = generate_key(kind);
        if (kind == KeyKind::kCustodian)
            trust.custodians.keys.push_back(key.public_half);
        if (kind == KeyKind::kRelease)
            trust.releases.keys.push_back(key.public_half);
        if (const auto done = keys.write_secret(name_of(kind), key_text(key).view()); !done)
            return done;
        written.push_back(name_of(kind));
    }
    if (!files.epoch_dates.empty()) {
        if (const auto done = keys.write(std::string(kEpochDatesFile), files.epoch_dates); !done)
            return done;
        written.emplace_back(kEpochDatesFile);
    }
    return keys.write(std::string(kTrustFile), protocol::to_text(trust));
}

Result<void> write_all_or_none(Folder& keys, const NewFiles& files, protocol::Trust trust) {
    if (const auto free = refuse_what_exists(keys, files); !free)
        return free;
    std::vector<std::string> written;
    const auto done = write_files(keys, files, std::move(trust), written);
    if (!done)
        for (const auto& name : written)
            keys.remove(name);
    return done;
}

}  // namespace

Result<void> create_keys(Folder& keys, const std::string& city, const EpochDates& dates, const date& today) {
    if (!is_city(city))
        return failure(Error::kCity, "the name given");
    if (dates.end < today || dates.destroy < dates.end)
        return failure(Error::kDates, "the epoch's end");
    if (!dates.schedule.empty() && !is_plain_text(dates.schedule, protocol::kMaxScheduleBytes))
        return failure(Error::kSchedule, "the schedule's id");
    return write_all_or_none(keys, {kKinds, to_text(dates)}, {city, {}, {}});
}

protocol::Trust trust_of(const Sharing& sharing, protocol::KeySet releases) {
    protocol::Trust trust{sharing.city, {sharing.k, {}}, std::move(releases)};
    for (const auto& custodian : sharing.custodians)
        trust.custodians.keys.push_back(custodian.key);
    return trust;
}

Result<void> create_keys_of(Folder& keys, const Sharing& sharing) {
    return write_all_or_none(keys, {kKindsBesideCustodians, {}}, trust_of(sharing, {}));
}

Result<public_key> renew_issuer(Folder& keys) {
    const auto key = generate_key(KeyKind::kIssuer);
    const auto name = name_of(KeyKind::kIssuer);
    keys.remove(name);
    if (const auto done = keys.write_secret(name, key_text(key).view()); !done)
        return std::unexpected(done.error());
    return key.public_half;
}

Result<KeyFile> load_key(const Folder& keys, KeyKind kind) {
    const auto text = keys.read_secret(name_of(kind));
    if (!text)
        return std::unexpected(text.error());
    auto key = parse_key(text->view(), kind);
    if (!key)
        return failure(key.error(), name_of(kind));
    return std::move(*key);
}

}  // namespace porchlight::custody
