// Accounts in the store, and how services change them without waiting for the disk. The tables are sqlite_staff.cpp's;
// what is there is loaded with the other settings (SettingsStore).
// StaffStore: one thread at a time, may block on the disk. StaffWriter: one thread.
#pragma once

#include "server/staff/staff.h"
#include "server/store/store_error.h"

#include <expected>
#include <functional>
#include <utility>

namespace porchlight::server {

class StaffStore {
public:
    virtual ~StaffStore() = default;

    // One with this name is replaced. kConflict: one of its passkeys is another account's.
    virtual std::expected<void, StoreError> put_staff(const Staff& staff) = 0;
    // From `before` to `after`, which have one name. kConflict where the account is not as `before` says: an
    // invitation that two browsers bring at once is good for one of them.
    virtual std::expected<void, StoreError> change_staff(const Staff& before, const Staff& after) = 0;
    // False: there is none with this name.
    virtual std::expected<bool, StoreError> remove_staff(const std::string& name) = 0;
};

class StaffWriter {
public:
    using Changed = std::function<void(std::expected<void, StoreError>)>;

    virtual ~StaffWriter() = default;
    virtual void change_staff(Staff before, Staff after, Changed changed) = 0;
};

// The twin for tests, which answers before it returns; the real one is store_thread.h.
class DirectStaffWriter final : public StaffWriter {
public:
    explicit DirectStaffWriter(StaffStore& store) : m_store(store) {}

    void change_staff(Staff before, Staff after, Changed changed) override {
        changed(m_store.change_staff(before, after));
    }

private:
    StaffStore& m_store;
};

}  // namespace porchlight::server
