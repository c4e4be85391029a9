#include "custody/shares/sharing.h"
#include "record/name.h"

#include <algorithm>
#include <map>
#include <set>

namespace porchlight::custody {
namespace {

bool is_canonical(const std::string& text, std::size_t max_bytes) {
    const auto canonical = record::canonical_text(text, max_bytes, max_bytes);
    return canonical && !canonical->empty() && *canonical == text;
}

// Spelling an authority in another case or with other spaces must not make it two.
std::string form_to_compare(const std::string& text) {
    auto form = record::comparison_form(text);
    return form.empty() ? text : form;
}

bool has_twice(const std::vector<Custodian>& custodians) {
    std::set<public_key> keys;
    std::set<std::string> names;
    return !std::ranges::all_of(custodians, [&](const Custodian& custodian) {
        return keys.insert(custodian.key).second && names.insert(form_to_compare(custodian.name)).second;
    });
}

}  // namespace

std::expected<void, SharingError> check_text_of_custodian(const std::string& name, const std::string& authority) {
    if (!is_canonical(name, kMaxCustodianTextBytes) || !is_canonical(authority, kMaxCustodianTextBytes))
        return std::unexpected(SharingError::kText);
    return {};
}

std::expected<void, SharingError> check_custodians(const std::vector<Custodian>& custodians, std::uint32_t k) {
    const auto n = custodians.size();
    if (n > kMaxCustodians || k < kMinThreshold || k > n)
        return std::unexpected(SharingError::kThreshold);
    if (!std::ranges::all_of(custodians, [](const Custodian& custodian) {
            return check_text_of_custodian(custodian.name, custodian.authority).has_value();
        }))
        return std::unexpected(SharingError::kText);
    if (has_twice(custodians))
        return std::unexpected(SharingError::kCustodians);
    std::map<std::string, std::uint32_t> held;
    for (const auto& custodian : custodians)
        if (++held[form_to_compare(custodian.authority)] >= k)
            return std::unexpected(SharingError::kAuthority);
    return {};
}

std::expected<void, SharingError> check_sharing(const Sharing& sharing) {
    if (!is_canonical(sharing.city, kMaxCityBytes))
        return std::unexpected(SharingError::kText);
    if (sharing.epoch == 0 || sharing.number == 0 || (sharing.number == 1) != all_zero(sharing.previous))
        return std::unexpected(SharingError::kMalformed);
    if (sharing.destroy < sharing.end)
        return std::unexpected(SharingError::kDates);
    if (const auto fit = check_custodians(sharing.custodians, sharing.k); !fit)
        return fit;
    if (sharing.commitments.size() != sharing.k)
        return std::unexpected(SharingError::kMalformed);
    if (!std::ranges::all_of(sharing.commitments,
                             [](const auto& point) { return group::parse_point(point).has_value(); }))
        return std::unexpected(SharingError::kPoint);
    for (std::uint32_t index = 1; index <= sharing.n(); ++index)
        if (group::is_identity(sharing.verification_key(index)))
            return std::unexpected(SharingError::kPoint);
    return {};
}

}  // namespace porchlight::custody
