// How the service of enrolment reaches the store, as record_writer.h: it asks, and is told later, on its own thread.
// The real one is store_thread.h; DirectRedeemer is the twin for tests.
#pragma once

#include "server/store/kiosk_store.h"

#include <functional>

namespace porchlight::server {

class CodeRedeemer {
public:
    using Done = std::function<void(std::expected<Redeemed, StoreError>)>;

    virtual ~CodeRedeemer() = default;
    // done: when the kiosk is durable, and in the settings in force.
    virtual void redeem_code(const public_key& code, const public_key& kiosk, std::int64_t now, Done done) = 0;
};

class DirectRedeemer final : public CodeRedeemer {
public:
    explicit DirectRedeemer(KioskStore& store) : m_store(store) {}
    void redeem_code(const public_key& code, const public_key& kiosk, std::int64_t now, Done done) override {
        done(m_store.redeem_code(code, kiosk, now));
    }

private:
    KioskStore& m_store;
};

}  // namespace porchlight::server
