#include "server/registry.h"

#include "protocol/enrolment.h"
#include "protocol/trust.h"

#include <algorithm>

namespace porchlight::server {

bool is_label(const std::string& text) {
    constexpr std::size_t kMaxLabelBytes = 128;
    return !text.empty() && text.size() <= kMaxLabelBytes &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }) &&
           json::accept(json(text).dump(-1, ' ', false, json::error_handler_t::ignore));
}

std::expected<bool, StoreError> has_site(Store& store, const std::string& site) {
    const auto sites = store.sites();
    if (!sites)
        return std::unexpected(sites.error());
    return std::ranges::find(*sites, site) != sites->end();
}

std::expected<void, StoreError> add_account(Store& store, const Staff& account) {
    const auto stored = store.load_settings();
    if (!stored)
        return std::unexpected(stored.error());
    if (std::ranges::find(stored->staff, account.name, &Staff::name) != stored->staff.end())
        return std::unexpected(StoreError::kConflict);
    return store.put_staff(account);
}

std::expected<KioskCode, KioskCodeFault> make_kiosk_code(std::string_view trust_file) {
    if (!protocol::parse_trust(trust_file))
        return std::unexpected(KioskCodeFault::kNoTrust);
    auto fingerprint = protocol::fingerprint_of(trust_file);
    if (!fingerprint)
        return std::unexpected(KioskCodeFault::kNoMemory);
    const auto code = protocol::new_code(std::move(*fingerprint));
    const auto key = protocol::key_of(code);
    if (!key)
        return std::unexpected(KioskCodeFault::kNoMemory);
    return KioskCode{protocol::to_text(code), protocol::grouped_symbols(code.fingerprint), key->public_half};
}

}  // namespace porchlight::server
