#include "custody/log/witnessing.h"

#include "base/json.h"
#include "custody/create.h"
#include "log/characters.h"

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxStateBytes = 4096;

public_log::VerifierKey own_key(const std::string& name, const KeyFile& key) {
    return {name, public_log::SignatureType::kCosignature, key.public_half};
}

Result<WitnessState> read_state(const Folder& witness) {
    const auto text = witness.read(kWitnessFile, kMaxStateBytes);
    if (!text)
        return std::unexpected(text.error());
    auto state = parse_witness_state(*text);
    if (!state)
        return failure(Error::kWitnessState, kWitnessFile);
    return std::move(*state);
}

}  // namespace

std::optional<WitnessState> parse_witness_state(std::string_view text) {
    const auto object = parse_json(text, kMaxStateBytes);
    if (!object || !has_exactly(*object, {"v", "name", "log", "size", "root"}) || !integer_member(*object, "v", 1, 1))
        return std::nullopt;
    auto name = text_member(*object, "name", 255);
    const auto line = text_member(*object, "log", 512);
    const auto size = integer_member(*object, "size", 0, INT64_MAX);
    const auto root = hex_member<32>(*object, "root");
    auto log = line ? public_log::parse_verifier_key(*line) : std::unexpected(public_log::Error::kKeyMalformed);
    if (!name || !public_log::is_key_name(*name) || !log || !size || !root)
        return std::nullopt;
    return WitnessState{std::move(*name), std::move(*log), {static_cast<std::uint64_t>(*size), *root}};
}

std::string to_text(const WitnessState& state) {
    const json out = {{"v", 1},
                      {"name", state.name},
                      {"log", public_log::to_text(state.log)},
                      {"size", state.seen.size},
                      {"root", to_hex(state.seen.root)}};
    return out.dump() + "\n";
}

Result<public_log::VerifierKey> create_witness(Folder& witness, const std::string& name,
                                               const public_log::VerifierKey& log) {
    if (!public_log::is_key_name(name))
        return failure(Error::kLogName, name);
    if (witness.exists(kWitnessFile))
        return failure(Error::kExists, kWitnessFile);
    const auto key = generate_key(KeyKind::kWitness);
    if (const auto done = witness.write_secret(std::string(file_name(key.kind)), key_text(key).view()); !done)
        return std::unexpected(done.error());
    if (const auto done = witness.write(kWitnessFile, to_text(WitnessState{name, log, {0, public_log::root_of({})}}));
        !done)
        return std::unexpected(done.error());
    return own_key(name, key);
}

Result<Cosigned> cosign(Folder& witness, const Folder& log, std::int64_t unix_seconds) {
    const auto key = load_key(witness, KeyKind::kWitness);
    if (!key)
        return std::unexpected(key.error());
    auto state = read_state(witness);
    if (!state)
        return std::unexpected(state.error());
    const auto copy = LogCopy::read(log, state->log);
    if (!copy)
        return std::unexpected(copy.error());
    const auto before = state->seen;
    if (copy->head().size < before.size)
        return failure(Error::kLogShorter, kEntriesFile);
    if (copy->head_at(before.size) != before)
        return failure(Error::kLogRewritten, kEntriesFile);
    state->seen = copy->head();
    if (const auto done = witness.write(kWitnessFile, to_text(*state)); !done)
        return std::unexpected(done.error());
    auto note = copy->checkpoint().note;
    // A mirror that fills the note with lines of its own must not make one that nobody can read.
    if (note.signatures.size() >= public_log::kMaxNoteSignatures)
        note.signatures = {*note.find(state->log)};
    note.put(public_log::cosign_note(note.text, own_key(state->name, *key), key->signer(), unix_seconds));
    return Cosigned{public_log::to_text(note), before, state->seen};
}

}  // namespace porchlight::custody
