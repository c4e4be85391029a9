// That an entry is in a log, for readers who have nothing else of it: an index, hashes, and a checkpoint with its
// cosignatures, as text. Source: C2SP tlog-proof. Values and pure functions, any thread.
#pragma once

#include "log/witnesses.h"

namespace porchlight::public_log {

constexpr std::size_t kMaxProofBytes = kMaxNoteBytes + (16U << 10);

struct Proof {
    std::optional<bytes> extra;  // at most 8 KiB; nobody signed it
    std::uint64_t index = 0;
    Path path;
    std::string checkpoint;  // a signed note
};

// kProofMalformed, kNoteMalformed. Nothing has been verified.
std::expected<Proof, Error> parse_proof(std::string_view text);
std::string to_text(const Proof& proof);

// The entry is in a tree that the log signed and enough witnesses cosigned: the errors of open_witnessed,
// kProofInclusion.
std::expected<void, Error> check_proof(const Proof& proof, std::string_view entry, const LogPolicy& policy);

}  // namespace porchlight::public_log
