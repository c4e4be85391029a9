// Sites, enrolment codes, and what becomes of a kiosk (protocol/PROTOCOL.md, Enrolment). Part of a Store (store.h).
// One thread at a time; every call may block on the disk.
#pragma once

#include "server/settings.h"
#include "server/store/store_error.h"

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace porchlight::server {

// Used and expired codes are known as that for so long after their end.
constexpr std::int64_t kCodeIsForgotten_s = 31 * 24 * 3600;

struct StoredCode {
    public_key code{};  // public half of its key: the code itself is nowhere
    std::string site;
    std::string name;
    std::int64_t expires = 0;  // seconds since 1970

    friend bool operator==(const StoredCode&, const StoredCode&) = default;
};

enum class CodeFault { kUnknown, kUsed, kExpired, kKioskExists };
using Redeemed = std::expected<Kiosk, CodeFault>;

class KioskStore {
public:
    virtual ~KioskStore() = default;

    // One that is there stays.
    virtual std::expected<void, StoreError> add_site(const std::string& site) = 0;
    // By name.
    virtual std::expected<std::vector<std::string>, StoreError> sites() = 0;

    // Takes the place of an unused one for the same name at the site. kConflict: the site has a kiosk of this name.
    virtual std::expected<void, StoreError> put_code(const StoredCode& code) = 0;
    // Those that nobody has used, by site and name; some of them have expired.
    virtual std::expected<std::vector<StoredCode>, StoreError> codes() = 0;
    // Makes the kiosk that the code is for. The same kiosk again is answered as before, as long as it is one.
    virtual std::expected<Redeemed, StoreError> redeem_code(const public_key& code, const public_key& kiosk,
                                                            std::int64_t now) = 0;

    // False: there is no such kiosk.
    virtual std::expected<bool, StoreError> suspend_kiosk(const std::string& site, const std::string& name,
                                                          bool suspended) = 0;
    // Numbers that wait for it go back to the pool, but for those of blocks that it was given: it may hold them.
    virtual std::expected<bool, StoreError> remove_kiosk(const std::string& site, const std::string& name) = 0;
};

}  // namespace porchlight::server
