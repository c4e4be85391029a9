#include "log/witnesses.h"

#include <set>

namespace porchlight::public_log {
namespace {

bool claims_falsely(const Note& note, const VerifierKey& key) {
    return note.find(key) != nullptr && !is_signed_by(note, key);
}

}  // namespace

std::expected<std::size_t, Error> count_witnesses(const Note& note, const LogPolicy& policy) {
    // By key: one witness under two names counts once.
    std::set<public_key> cosigners;
    for (const auto& witness : policy.witnesses) {
        if (claims_falsely(note, witness))
            return std::unexpected(Error::kNoteSignature);
        if (cosigned_at(note, witness))
            cosigners.insert(witness.key);
    }
    return cosigners.size();
}

std::expected<SignedCheckpoint, Error> open_witnessed(std::string_view text, const LogPolicy& policy) {
    auto opened = open_checkpoint(text, policy.log);
    if (!opened)
        return opened;
    const auto cosigned = count_witnesses(opened->note, policy);
    if (!cosigned)
        return std::unexpected(cosigned.error());
    if (policy.threshold == 0 || *cosigned < policy.threshold)
        return std::unexpected(Error::kWitnesses);
    return opened;
}

}  // namespace porchlight::public_log
