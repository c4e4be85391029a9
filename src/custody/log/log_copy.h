// A copy of the public log in a folder, checked against its own checkpoint (log/FORMAT.md, Files). One thread.
#pragma once

#include "custody/folder.h"
#include "log/entry_file.h"
#include "log/proof.h"

#include <memory>
#include <optional>

namespace porchlight::custody {

constexpr const char* kEntriesFile = "entries";
constexpr const char* kCheckpointFile = "checkpoint";

class LogCopy {
public:
    // Signed by this key, and all entries hash to it: the errors of reading, kLogFile, kLogCheckpoint, kLogDamaged.
    // Entries past the checkpoint are as if they were not there: an append was cut short, or a mirror caught in it.
    static Result<LogCopy> read(const Folder& folder, const public_log::VerifierKey& log);

    const std::vector<std::string_view>& lines() const { return m_lines; }
    const public_log::SignedCheckpoint& checkpoint() const { return m_checkpoint; }
    const public_log::TreeHead& head() const { return m_checkpoint.checkpoint.head; }

    // The tree over the first entries; size is at most that of the head.
    public_log::TreeHead head_at(std::uint64_t size) const;
    std::optional<std::size_t> find(std::string_view line) const;
    // With this copy's checkpoint and all who cosigned it.
    public_log::Proof prove(std::size_t index) const;

private:
    LogCopy(std::unique_ptr<const std::string> text, public_log::SignedCheckpoint checkpoint)
        : m_text(std::move(text)), m_checkpoint(std::move(checkpoint)) {}

    std::unique_ptr<const std::string> m_text;  // where the lines are
    std::vector<std::string_view> m_lines;
    std::vector<public_log::node_hash> m_leaves;
    public_log::SignedCheckpoint m_checkpoint;
};

}  // namespace porchlight::custody
