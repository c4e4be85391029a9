#include "custody/create.h"

#include "base/encoding.h"
#include "protocol/trust.h"
#include "record/name.h"

#include <array>

namespace porchlight::custody {
namespace {

constexpr std::array kKinds{KeyKind::kEpoch, KeyKind::kCustodian, KeyKind::kRelease, KeyKind::kIssuer,
                            KeyKind::kReceipt};
constexpr std::size_t kMaxCityBytes = 128;

std::string name_of(KeyKind kind) { return std::string(file_name(kind)); }

// A city's name is printed and compared, so it obeys the rules of names.
bool is_city(const std::string& city) {
    const auto canonical = record::canonical_text(city, kMaxCityBytes, kMaxCityBytes);
    return canonical && !canonical->empty() && *canonical == city;
}

Result<void> refuse_what_exists(const Folder& keys) {
    for (auto kind : kKinds)
        if (keys.exists(name_of(kind)))
            return failure(Error::kExists, name_of(kind));
    for (auto name : {kTrustFile, kEpochDatesFile})
        if (keys.exists(std::string(name)))
            return failure(Error::kExists, std::string(name));
    return {};
}

Result<void> write_keys(Folder& keys, const std::string& city, const EpochDates& dates,
                        std::vector<std::string>& written) {
    protocol::Trust trust{city, {}, {}};
    for (auto kind : kKinds) {
        const auto key = generate_key(kind);
        if (kind == KeyKind::kCustodian)
            trust.custodians.keys.push_back(key.public_half);
        if (kind == KeyKind::kRelease)
            trust.releases.keys.push_back(key.public_half);
        if (const auto done = keys.write_secret(name_of(kind), key_text(key).view()); !done)
            return done;
        written.push_back(name_of(kind));
    }
    if (const auto done = keys.write(std::string(kEpochDatesFile), to_text(dates)); !done)
        return done;
    written.emplace_back(kEpochDatesFile);
    return keys.write(std::string(kTrustFile), protocol::to_text(trust));
}

}  // namespace

Result<void> create_keys(Folder& keys, const std::string& city, const EpochDates& dates, const date& today) {
    if (!is_city(city))
        return failure(Error::kCity, "the name given");
    if (dates.end < today || dates.destroy < dates.end)
        return failure(Error::kDates, "the epoch's end");
    if (const auto free = refuse_what_exists(keys); !free)
        return free;
    std::vector<std::string> written;
    const auto done = write_keys(keys, city, dates, written);
    if (!done)
        for (const auto& name : written)
            keys.remove(name);
    return done;
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
