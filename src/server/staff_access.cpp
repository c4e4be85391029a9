#include "server/staff_access.h"

#include "server/desk_service.h"

namespace porchlight::server {

StaffAccess::StaffAccess(const Clock& its_clock, CurrentSettings& its_settings, StaffWriter& its_writer,
                         const StaffSecrets& its_secrets)
    : clock(its_clock), settings(its_settings), writer(its_writer), secrets(its_secrets) {}

const Staff* StaffAccess::find(const std::string& name) const {
    const auto at = settings.now->staff.find(name);
    return at == settings.now->staff.end() ? nullptr : &at->second;
}

void StaffAccess::change(Staff before, const Staff& after, Changed changed) {
    writer.change_staff(std::move(before), after, [this, after, changed = std::move(changed)](auto stored) {
        if (stored)
            settings.put_staff(after);
        if (stored)
            return changed({});
        changed(std::unexpected(stored.error() == StoreError::kConflict ? Error::kGone : error_of(stored.error())));
    });
}

void StaffAccess::lock_after_guessing(const std::string& name) {
    const auto* staff = find(name);
    if (staff == nullptr || staff->locked || !guard.has_had_enough(name))
        return;
    auto locked = *staff;
    locked.locked = true;
    // Where it cannot be stored, the guard goes on slowing down. From here on the lock holds, not the guard.
    change(*staff, locked, [this, name](auto stored) {
        if (stored)
            guard.succeeded(name);
    });
}

bool StaffAccess::is_locked(const std::string& name) const {
    const auto* staff = find(name);
    return staff != nullptr ? staff->locked : guard.has_had_enough(name);
}

}  // namespace porchlight::server
