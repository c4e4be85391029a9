// What the log says: one line of JSON each, in one form (log/FORMAT.md, Entries). Values and pure functions, any
// thread.
#pragma once

#include "base/crypto.h"
#include "base/date.h"
#include "log/error.h"
#include "log/tree.h"

#include <expected>
#include <string>
#include <string_view>
#include <variant>

namespace porchlight::public_log {

constexpr std::size_t kMaxEntryBytes = 4U << 10;

// A key that records are sealed to.
struct EpochEntry {
    std::uint32_t epoch = 0;
    byte_array<32> key{};  // X25519
    date end = date::from_days(0);
    date destroy = date::from_days(0);
};

// Who holds shares of it: the hash of their transcript.
struct SharingEntry {
    std::uint32_t epoch = 0;
    std::uint32_t sharing = 0;
    hash256 transcript{};
};

enum class DocumentKind { kManifest, kRelease };

// A signed document, by the hash of its payload.
struct DocumentEntry {
    DocumentKind kind = DocumentKind::kManifest;
    std::uint32_t serial = 0;
    hash256 payload{};
};

// Sealed records: the root of the tree over their digests, in rising order.
struct BatchEntry {
    std::uint32_t epoch = 0;
    std::uint64_t count = 0;
    node_hash root{};
};

enum class StatementKind { kOpening, kHold, kHoldRelease, kDestruction };

// What custodians said, in full but for their signatures (protocol/PROTOCOL.md, Statements).
struct StatementEntry {
    StatementKind kind = StatementKind::kOpening;
    std::string payload;
};

using Entry = std::variant<EpochEntry, SharingEntry, DocumentEntry, BatchEntry, StatementEntry>;

// The kind of statement that a payload's "type" says; nothing where it is none.
std::optional<StatementKind> statement_kind(std::string_view payload);

// "epoch", "sharing", "manifest", "release", "batch", "opening", "hold", "hold-release", "destruction".
std::string_view kind_name(const Entry& entry);

// The line without its line feed. A statement's payload must be one line of JSON.
std::string to_text(const Entry& entry);
// kEntrySize; kEntryMalformed for any bytes that to_text would not have written.
std::expected<Entry, Error> parse_entry(std::string_view line);

}  // namespace porchlight::public_log
