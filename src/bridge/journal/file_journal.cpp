#include "bridge/journal/file_journal.h"

#include "bridge/world/files.h"

namespace porchlight::bridge {
namespace {

constexpr std::size_t kKeyBytes = 32;

SlotState state_of(Outcome outcome) { return outcome == Outcome::kPrinted ? SlotState::kPrinted : SlotState::kFailed; }

secret_bytes random_key() {
    secret_bytes key(kKeyBytes);
    random_bytes(key.span());
    return key;
}

std::optional<secret_bytes> load_key(const std::filesystem::path& path) {
    if (!std::filesystem::exists(path)) {
        auto key = random_key();
        return write_file(path, key.view()) ? std::optional(std::move(key)) : std::nullopt;
    }
    auto stored = read_file(path, kKeyBytes);
    if (!stored || stored->size() != kKeyBytes)
        return std::nullopt;
    secret_bytes key(*stored);
    wipe(*stored);
    return key;
}

std::optional<Slots> load_slots(const std::filesystem::path& path) {
    if (!std::filesystem::exists(path))
        return Slots();
    const auto stored = read_file(path, kJournalBytes);
    return stored ? Slots::parse(*stored) : std::nullopt;
}

}  // namespace

SlotTag SlotJournal::tag_of(const protocol::RequestId& request) const {
    return to_array<sizeof(SlotTag)>(keyed_hash(m_key.view(), {as_bytes("journal"), request}));
}

std::expected<void, JournalError> SlotJournal::mark_used(const protocol::RequestId& request, std::int64_t expiry,
                                                         std::int64_t now) {
    m_slots.prune(now);
    const auto tag = tag_of(request);
    if (m_slots.find(tag))
        return std::unexpected(JournalError::kUsed);
    const auto slot = m_slots.free_slot();
    if (!slot)
        return std::unexpected(JournalError::kFull);
    m_slots.fill(*slot, tag, expiry);
    if (save(m_slots.view()))
        return {};
    // Nothing leaves for the printer, so it has not ended in mid-job; but it stays used.
    m_slots.set_state(*slot, SlotState::kFailed);
    return std::unexpected(JournalError::kDisk);
}

std::expected<void, JournalError> SlotJournal::finish(const protocol::RequestId& request, Outcome outcome) {
    const auto slot = m_slots.find(tag_of(request));
    if (!slot)
        return {};
    m_slots.set_state(*slot, state_of(outcome));
    if (!save(m_slots.view()))
        return std::unexpected(JournalError::kDisk);
    return {};
}

std::expected<void, JournalError> SlotJournal::settle(Outcome outcome) {
    auto settled = m_slots;
    settled.settle(state_of(outcome));
    if (!save(settled.view()))
        return std::unexpected(JournalError::kDisk);
    m_slots = std::move(settled);
    return {};
}

void SlotJournal::prune(std::int64_t now) {
    if (m_slots.prune(now))
        save(m_slots.view());
}

MemoryJournal::MemoryJournal() : SlotJournal(Slots(), random_key()) {}

FileJournal::FileJournal(Slots slots, secret_bytes key, std::filesystem::path path)
    : SlotJournal(std::move(slots), std::move(key)), m_path(std::move(path)) {}

std::unique_ptr<FileJournal> FileJournal::open(const std::filesystem::path& folder) {
    auto key = load_key(folder / "journal.key");
    auto slots = load_slots(folder / "journal");
    if (!key || !slots)
        return nullptr;
    return std::unique_ptr<FileJournal>(new FileJournal(std::move(*slots), std::move(*key), folder / "journal"));
}

bool FileJournal::save(byte_view slots) { return write_file(m_path, slots); }

}  // namespace porchlight::bridge
