#include "custody/create.h"
#include "custody/log/auditing.h"
#include "custody/log/operating.h"
#include "custody/log/witnessing.h"
#include "custody/memory_folder.h"

#include <catch2/catch_amalgamated.hpp>

#include <set>

using namespace porchlight;
using namespace porchlight::custody;

namespace {

template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "" : std::string(code(result.error().error));
}

public_log::Entry release(std::uint32_t serial, std::uint8_t fill = 7) {
    return public_log::DocumentEntry{public_log::DocumentKind::kRelease, serial, hash(byte_array<1>{fill})};
}

// An operator, a log, and a witness of it.
struct Town {
    MemoryFolder keys;
    MemoryFolder log;
    MemoryFolder witness;
    public_log::VerifierKey log_key;
    public_log::VerifierKey witness_key;

    Town() {
        REQUIRE(start_crypto());
        log_key = create_log(keys, log, "log.example").value();
        witness_key = create_witness(witness, "press.example", log_key).value();
    }
    public_log::LogPolicy policy() const { return {log_key, 1, {witness_key}}; }
    Result<Appended> add(const public_log::Entry& entry) { return append(keys, log, {entry}, "it"); }
    void cosign_it() { REQUIRE(log.write(kCheckpointFile, cosign(witness, log, 17).value().note)); }
    Audit audited(std::optional<std::string> seen = std::nullopt) const {
        return audit(log, {policy(), std::move(seen), std::nullopt, {}}).value();
    }
};

}  // namespace

TEST_CASE("An append that the disk cuts short changes nothing that was signed, and is repeated") {
    Town town;
    REQUIRE(town.add(release(1)));
    const auto before = town.log.read(kCheckpointFile, 4096).value();
    // The entries are written, the checkpoint is not.
    town.log.fail_writes_after(1);
    CHECK(code_of(town.add(release(2))) == "not_written");
    CHECK(town.log.read(kCheckpointFile, 4096).value() == before);
    CHECK(LogCopy::read(town.log, town.log_key)->head().size == 1);
    town.log.fail_writes_after(99);
    CHECK(town.add(release(2))->size == 2);
    CHECK(LogCopy::read(town.log, town.log_key)->lines().size() == 2);
}

TEST_CASE("A serial that is logged with one payload is not logged with another") {
    Town town;
    REQUIRE(town.add(release(1)));
    CHECK(town.add(release(1))->added == 0);
    CHECK(code_of(town.add(release(1, 8))) == "log_conflict");
    CHECK(town.add(public_log::DocumentEntry{public_log::DocumentKind::kManifest, 1, {}})->added == 1);
}

TEST_CASE("A witness cosigns what continues, and nothing else") {
    Town town;
    REQUIRE(town.add(release(1)));
    town.cosign_it();
    REQUIRE(town.add(release(2)));
    town.cosign_it();
    CHECK(town.audited().witnesses == 1);
    CHECK(town.audited().findings.empty());

    // The operator starts again from nothing, with the same key and as many entries.
    MemoryFolder rewritten;
    const auto own = town.log_key;
    const auto secret = signing_key::from_seed(load_key(town.keys, KeyKind::kLog)->secret.view());
    REQUIRE(rewritten.write(kEntriesFile, ""));
    REQUIRE(rewritten.write(kCheckpointFile, public_log::to_text(public_log::sign_checkpoint(
                                                 {own.name, {0, public_log::root_of({})}}, own, secret))));
    CHECK(code_of(cosign(town.witness, rewritten, 18)) == "log_shorter");
    REQUIRE(append(town.keys, rewritten, {release(3), release(4), release(5)}, "it"));
    CHECK(code_of(cosign(town.witness, rewritten, 18)) == "log_rewritten");
    CHECK(cosign(town.witness, town.log, 18));
}

TEST_CASE("A witness cosigns a note that a mirror has filled with lines of strangers") {
    Town town;
    REQUIRE(town.add(release(1)));
    auto note = public_log::parse_note(town.log.read(kCheckpointFile, 4096).value()).value();
    while (note.signatures.size() < public_log::kMaxNoteSignatures)
        note.signatures.push_back({"stranger.example", static_cast<std::uint32_t>(note.signatures.size()), bytes(64)});
    REQUIRE(town.log.write(kCheckpointFile, public_log::to_text(note)));
    town.cosign_it();
    CHECK(town.audited().witnesses == 1);
}

TEST_CASE("A witness remembers before it cosigns") {
    Town town;
    REQUIRE(town.add(release(1)));
    town.witness.fail_writes_after(0);
    CHECK(code_of(cosign(town.witness, town.log, 17)) == "not_written");
    CHECK(parse_witness_state(town.witness.read(kWitnessFile, 4096).value())->seen.size == 0);
}

TEST_CASE("A proof is given only where enough witnesses cosigned") {
    Town town;
    REQUIRE(town.add(release(1)));
    const auto unseen = LogCopy::read(town.log, town.log_key).value();
    CHECK(code_of(prove(unseen, release(1), town.policy(), "it")) == "log_witnesses");
    town.cosign_it();
    const auto copy = LogCopy::read(town.log, town.log_key).value();
    CHECK(code_of(prove(copy, release(2), town.policy(), "it")) == "log_missing");
    CHECK(public_log::check_proof(prove(copy, release(1), town.policy(), "it").value(), public_log::to_text(release(1)),
                                  town.policy()));
}

TEST_CASE("An audit tells all that it finds, and a serial that is there twice") {
    Town town;
    REQUIRE(town.add(release(1)));
    const auto seen = town.log.read(kCheckpointFile, 4096).value();
    // What append() refuses, written by an operator's own hand.
    const auto text = public_log::to_text(release(1, 8)) + "\n" + public_log::to_text(release(1, 9)) + "\n";
    const auto secret = signing_key::from_seed(load_key(town.keys, KeyKind::kLog)->secret.view());
    const auto leaves = public_log::leaves_of(public_log::read_entries(text).value());
    REQUIRE(town.log.write(kEntriesFile, text));
    REQUIRE(town.log.write(kCheckpointFile,
                           public_log::to_text(public_log::sign_checkpoint(
                               {town.log_key.name, {2, public_log::root_of(leaves)}}, town.log_key, secret))));
    std::set<std::string_view> codes;
    for (const auto& finding : town.audited(seen).findings)
        codes.insert(code(finding.error));
    CHECK(codes == std::set<std::string_view>{"log_conflict", "log_rewritten", "log_witnesses"});
}

TEST_CASE("The memory of a witness is read only in its form") {
    Town town;
    const auto text = town.witness.read(kWitnessFile, 4096).value();
    CHECK(parse_witness_state(text));
    for (const auto* broken : {"", "{}", "[]", R"({"v":1,"name":"press.example"})"})
        CHECK_FALSE(parse_witness_state(broken));
    auto changed = text;
    changed.replace(changed.find("log.example"), 3, "lag");
    CHECK_FALSE(parse_witness_state(changed));
}
