// witness-create, witness, audit: for people outside the city.
#include "custody/command.h"
#include "custody/disk_folder.h"
#include "custody/disk_stream.h"
#include "custody/log/auditing.h"
#include "custody/log/witnessing.h"

#include <array>
#include <iostream>

namespace porchlight::custody {
namespace {

int make_witness(const Arguments& arguments) {
    const auto log = public_log::parse_verifier_key(arguments.option("log-key"));
    if (!log)
        return complain("--log-key takes what log-create said.");
    DiskFolder folder(arguments.option("dir"));
    if (const auto made = folder.make(); !made)
        return refuse(made.error());
    const auto key = create_witness(folder, arguments.option("name"), *log);
    if (!key)
        return refuse(key.error());
    std::cout << "witness key: " << public_log::to_text(*key) << '\n';
    return kAllDone;
}

int witness_log(const Arguments& arguments) {
    DiskFolder folder(arguments.option("dir"));
    const auto cosigned = cosign(folder, DiskFolder(arguments.option("log")), now());
    if (!cosigned)
        return refuse(cosigned.error());
    if (const int status = write_document(cosigned->note, arguments.option("out")); status != kAllDone)
        return status;
    std::cout << "Cosigned " << cosigned->now.size << " entries; last time " << cosigned->before.size
              << ". All of these are still there.\n";
    return kAllDone;
}

// Every file of a folder, as statements.
Result<std::vector<NamedText>> read_statements(const std::string& path) {
    constexpr std::size_t kMaxBytes = 64U << 10;
    std::vector<NamedText> out;
    const DiskFolder folder(path);
    const auto names = folder.list();
    if (!names)
        return std::unexpected(names.error());
    for (const auto& name : *names) {
        auto text = folder.read(name, kMaxBytes);
        if (!text)
            return std::unexpected(text.error());
        out.push_back({name, std::move(*text)});
    }
    return out;
}

Result<AuditInput> read_input(const Arguments& arguments) {
    const DiskFolder here("");
    const auto path = arguments.option("trust");
    const auto text = here.read(path, protocol::kMaxDocumentBytes);
    if (!text)
        return std::unexpected(text.error());
    const auto trust = protocol::parse_trust(*text);
    if (!trust || !trust->log)
        return failure(Error::kTrust, path, "is no trust file that names a public log");
    AuditInput input{*trust->log, std::nullopt, std::nullopt, {}};
    if (const auto state = arguments.option("state"); here.exists(state)) {
        auto seen = here.read(state, public_log::kMaxNoteBytes);
        if (!seen)
            return std::unexpected(seen.error());
        input.seen = std::move(*seen);
    }
    if (const auto other = arguments.option("compare"); !other.empty()) {
        auto checkpoint = here.read(other, public_log::kMaxNoteBytes);
        if (!checkpoint)
            return std::unexpected(checkpoint.error());
        input.other = NamedText{other, std::move(*checkpoint)};
    }
    if (const auto folder = arguments.option("statements"); !folder.empty()) {
        auto statements = read_statements(folder);
        if (!statements)
            return std::unexpected(statements.error());
        input.statements = std::move(*statements);
    }
    return input;
}

void tell(const Audit& found, const AuditInput& input) {
    std::cout << found.head.size << " entries, root " << to_hex(found.head.root) << '\n';
    for (const auto& [kind, count] : found.entries)
        std::cout << "  " << kind << ": " << count << '\n';
    std::cout << found.witnesses << " of " << input.policy.witnesses.size() << " witnesses cosigned, "
              << input.policy.threshold << " are needed\n";
    std::cout << (input.seen ? "compared with the last audit"
                             : "the first audit here: there is nothing to compare with")
              << '\n';
    if (!input.statements.empty())
        std::cout << input.statements.size() << " statements looked for\n";
}

int audit_log(const Arguments& arguments) {
    auto input = read_input(arguments);
    if (!input)
        return refuse(input.error());
    std::unique_ptr<ByteSource> exported;
    if (const auto path = arguments.option("export"); !path.empty()) {
        auto source = DiskSource::open(path);
        if (!source)
            return refuse(source.error());
        exported = std::move(*source);
        input->exported = {path, exported.get()};
    }
    const DiskFolder log(arguments.option("log"));
    const auto found = audit(log, *input);
    if (!found)
        return refuse(found.error());
    tell(*found, *input);
    for (const auto& finding : found->findings)
        refuse(finding);
    if (!found->findings.empty())
        return kSomeFailed;
    // What was seen is kept only when nothing was wrong with it.
    const auto status = write_document(log.read(kCheckpointFile, public_log::kMaxNoteBytes), arguments.option("state"));
    if (status == kAllDone)
        std::cout << "Nothing is wrong.\n";
    return status;
}

constexpr std::array<std::string_view, 3> kCreateNeeds{"dir", "name", "log-key"};
constexpr std::array<std::string_view, 3> kWitnessNeeds{"dir", "log", "out"};
constexpr std::array<std::string_view, 3> kAuditNeeds{"log", "trust", "state"};
constexpr std::array<std::string_view, 3> kAuditTakes{"compare", "export", "statements"};

constexpr std::array<Command, 3> kCommands{{
    {"witness-create",
     kCreateNeeds,
     {},
     &make_witness,
     "  witness-create --dir DIR --name NAME --log-key KEY\n"
     "      makes witness.key and an empty memory of one log\n"},
    {"witness",
     kWitnessNeeds,
     {},
     &witness_log,
     "  witness --dir DIR --log LOGDIR --out CHECKPOINT\n"
     "      cosigns the log's checkpoint, if it continues what this witness cosigned last\n"},
    {"audit", kAuditNeeds, kAuditTakes, &audit_log,
     "  audit --log LOGDIR --trust FILE --state FILE [--compare CHECKPOINT] [--statements FOLDER]\n"
     "      [--export FILE]\n"
     "      looks for a log that was rewritten, shows others another view, lacks one of these statements or\n"
     "      the root of this export, or has too few witnesses; ends with 1 if it finds one\n"},
}};

}  // namespace

std::span<const Command> audit_commands() { return kCommands; }

}  // namespace porchlight::custody
