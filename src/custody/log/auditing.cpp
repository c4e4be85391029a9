#include "custody/log/auditing.h"

#include <set>

namespace porchlight::custody {
namespace {

// What the findings are collected in.
using Findings = std::vector<Failure>;

Result<public_log::TreeHead> head_of(std::string_view note, const public_log::VerifierKey& log,
                                     const std::string& about) {
    const auto opened = public_log::open_checkpoint(note, log);
    if (!opened)
        return failure(Error::kLogCheckpoint, about);
    return opened->checkpoint.head;
}

void check_witnesses(const LogCopy& copy, const public_log::LogPolicy& policy, Audit& audit) {
    const auto counted = public_log::count_witnesses(copy.checkpoint().note, policy);
    audit.witnesses = counted.value_or(0);
    if (!counted || audit.witnesses < policy.threshold)
        audit.findings.push_back({Error::kLogWitnesses, kCheckpointFile});
}

void check_seen(const LogCopy& copy, const public_log::TreeHead& seen, Findings& findings) {
    if (copy.head().size < seen.size)
        findings.push_back({Error::kLogShorter, kEntriesFile});
    else if (copy.head_at(seen.size) != seen)
        findings.push_back({Error::kLogRewritten, kEntriesFile});
}

void check_other(const LogCopy& copy, const public_log::TreeHead& other, const std::string& name, Findings& findings) {
    if (copy.head().size < other.size)
        findings.push_back({Error::kLogNewer, name});
    else if (copy.head_at(other.size) != other)
        findings.push_back({Error::kLogSplit, name});
}

// What an entry speaks of, where it can be said once only.
std::string subject_of(const public_log::Entry& entry) {
    const auto kind = std::string(public_log::kind_name(entry));
    if (const auto* epoch = std::get_if<public_log::EpochEntry>(&entry))
        return kind + " " + std::to_string(epoch->epoch);
    if (const auto* sharing = std::get_if<public_log::SharingEntry>(&entry))
        return kind + " " + std::to_string(sharing->sharing) + " of epoch " + std::to_string(sharing->epoch);
    if (const auto* document = std::get_if<public_log::DocumentEntry>(&entry))
        return kind + " " + std::to_string(document->serial);
    return "";
}

void count_entries(const LogCopy& copy, Audit& audit) {
    std::set<std::string> subjects;
    for (const auto line : copy.lines()) {
        const auto entry = public_log::parse_entry(line);
        ++audit.entries[public_log::kind_name(*entry)];
        const auto subject = subject_of(*entry);
        if (!subject.empty() && !subjects.insert(subject).second)
            audit.findings.push_back({Error::kLogConflict, subject, "is in the log twice"});
    }
}

Result<void> check_statements(const LogCopy& copy, const std::vector<NamedText>& statements, Findings& findings) {
    for (const auto& statement : statements) {
        const auto entry = entry_of_statement(statement.text, statement.name);
        if (!entry)
            return std::unexpected(entry.error());
        if (!copy.find(public_log::to_text(*entry)))
            findings.push_back({Error::kLogMissing, statement.name});
    }
    return {};
}

Result<void> check_export(const LogCopy& copy, const AuditInput::Export& exported, Findings& findings) {
    const auto entry = entry_of_export(*exported.source, exported.name);
    if (!entry)
        return std::unexpected(entry.error());
    if (!copy.find(public_log::to_text(*entry)))
        findings.push_back({Error::kLogMissing, exported.name});
    return {};
}

}  // namespace

Result<Audit> audit(const Folder& log, const AuditInput& input) {
    const auto copy = LogCopy::read(log, input.policy.log);
    if (!copy)
        return std::unexpected(copy.error());
    Audit out{copy->head(), 0, {}, {}};
    check_witnesses(*copy, input.policy, out);
    if (input.seen) {
        const auto seen = head_of(*input.seen, input.policy.log, "the checkpoint seen before");
        if (!seen)
            return std::unexpected(seen.error());
        check_seen(*copy, *seen, out.findings);
    }
    if (input.other) {
        const auto other = head_of(input.other->text, input.policy.log, input.other->name);
        if (!other)
            return std::unexpected(other.error());
        check_other(*copy, *other, input.other->name, out.findings);
    }
    count_entries(*copy, out);
    if (const auto done = check_statements(*copy, input.statements, out.findings); !done)
        return std::unexpected(done.error());
    if (input.exported)
        if (const auto done = check_export(*copy, *input.exported, out.findings); !done)
            return std::unexpected(done.error());
    return out;
}

}  // namespace porchlight::custody
