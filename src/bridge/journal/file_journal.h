// The journal as one file of fixed size, with its key beside it, and as memory. One thread at a time.
#pragma once

#include "bridge/journal/slots.h"

#include <filesystem>
#include <memory>

namespace porchlight::bridge {

// What both have: slots and a key. Where they are kept is for save().
class SlotJournal : public Journal {
public:
    std::expected<void, JournalError> mark_used(const protocol::RequestId& request, std::int64_t expiry,
                                                std::int64_t now) override;
    std::expected<void, JournalError> finish(const protocol::RequestId& request, Outcome outcome) override;
    std::size_t unfinished() const override { return m_slots.used(); }
    std::expected<void, JournalError> settle(Outcome outcome) override;
    void prune(std::int64_t now) override;

protected:
    SlotJournal(Slots slots, secret_bytes key) : m_slots(std::move(slots)), m_key(std::move(key)) {}
    virtual bool save(byte_view slots) = 0;

private:
    SlotTag tag_of(const protocol::RequestId& request) const;

    Slots m_slots;
    secret_bytes m_key;
};

class MemoryJournal final : public SlotJournal {
public:
    MemoryJournal();
    // As a disk that is full: nothing can be made durable any more.
    void refuse_writes(bool refuses = true) { m_refuses = refuses; }

private:
    bool save(byte_view) override { return !m_refuses; }
    bool m_refuses = false;
};

class FileJournal final : public SlotJournal {
public:
    // folder/journal and folder/journal.key; made if they are not there. Nothing if either cannot be read or made:
    // a bridge that does not know what it has printed must not print.
    static std::unique_ptr<FileJournal> open(const std::filesystem::path& folder);

private:
    FileJournal(Slots slots, secret_bytes key, std::filesystem::path path);
    bool save(byte_view slots) override;

    std::filesystem::path m_path;
};

}  // namespace porchlight::bridge
