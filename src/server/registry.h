// What the operator's commands and the administration page both do to sites, kiosks and accounts.
// Any thread; what takes a store, on the store's.
#pragma once

#include "server/store/store.h"

namespace porchlight::server {

// Kiosks', people's and sites' names are shown on screens: printable, and not too long.
bool is_label(const std::string& text);

std::expected<bool, StoreError> has_site(Store& store, const std::string& site);
// kConflict: there is one with this name.
std::expected<void, StoreError> add_account(Store& store, const Staff& account);

// A new enrolment code: the only place where it is whole.
struct KioskCode {
    std::string text;
    std::string fingerprint;  // its last groups: the city's
    public_key key{};         // what the store has of it
};

enum class KioskCodeFault { kNoTrust, kNoMemory };

// trust_file: what the server hands to kiosks. Takes 64 MiB and a moment.
std::expected<KioskCode, KioskCodeFault> make_kiosk_code(std::string_view trust_file);

}  // namespace porchlight::server
