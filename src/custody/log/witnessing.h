// What an outside witness does: cosigns a checkpoint if it continues what this witness cosigned before. One thread.
#pragma once

#include "custody/log/log_copy.h"

namespace porchlight::custody {

constexpr const char* kWitnessFile = "witness.json";

// What a witness remembers. It is the whole of its worth: without it, it would cosign a rewritten log.
struct WitnessState {
    std::string name;
    public_log::VerifierKey log;
    public_log::TreeHead seen;  // the last that it cosigned
};

std::optional<WitnessState> parse_witness_state(std::string_view text);
std::string to_text(const WitnessState& state);

// A new key and an empty memory of one log: kLogName, kExists, kNotWritten. What to put into the trust file.
Result<public_log::VerifierKey> create_witness(Folder& witness, const std::string& name,
                                               const public_log::VerifierKey& log);

struct Cosigned {
    std::string note;             // the log's checkpoint with this cosignature, and those that it had
    public_log::TreeHead before;  // what was seen last time
    public_log::TreeHead now;
};

// Reads every entry. The memory is durable before there is a cosignature. The errors of load_key and LogCopy::read,
// kWitnessState, kLogShorter, kLogRewritten, kNotWritten.
Result<Cosigned> cosign(Folder& witness, const Folder& log, std::int64_t unix_seconds);

}  // namespace porchlight::custody
