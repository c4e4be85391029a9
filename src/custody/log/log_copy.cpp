#include "custody/log/log_copy.h"

#include <algorithm>

namespace porchlight::custody {

Result<LogCopy> LogCopy::read(const Folder& folder, const public_log::VerifierKey& log) {
    const auto note = folder.read(kCheckpointFile, public_log::kMaxNoteBytes);
    if (!note)
        return std::unexpected(note.error());
    auto checkpoint = public_log::open_checkpoint(*note, log);
    if (!checkpoint)
        return failure(Error::kLogCheckpoint, kCheckpointFile);
    auto text = folder.read(kEntriesFile, public_log::kMaxFileBytes);
    if (!text)
        return std::unexpected(text.error());
    // An append that was cut short may have left part of a line.
    text->resize(text->rfind('\n') + 1);
    LogCopy copy(std::make_unique<const std::string>(std::move(*text)), std::move(*checkpoint));
    auto lines = public_log::read_entries(*copy.m_text);
    if (!lines)
        return failure(Error::kLogFile, kEntriesFile);
    if (lines->size() < copy.head().size)
        return failure(Error::kLogDamaged, kEntriesFile);
    copy.m_lines = std::move(*lines);
    copy.m_lines.resize(copy.head().size);
    copy.m_leaves = public_log::leaves_of(copy.m_lines);
    if (public_log::root_of(copy.m_leaves) != copy.head().root)
        return failure(Error::kLogDamaged, kEntriesFile);
    return copy;
}

public_log::TreeHead LogCopy::head_at(std::uint64_t size) const {
    return {size, public_log::root_of(std::span(m_leaves).first(size))};
}

std::optional<std::size_t> LogCopy::find(std::string_view line) const {
    const auto at = std::ranges::find(m_lines, line);
    return at == m_lines.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - m_lines.begin()));
}

public_log::Proof LogCopy::prove(std::size_t index) const {
    return {std::nullopt, index, public_log::inclusion_path(m_leaves, index), public_log::to_text(m_checkpoint.note)};
}

}  // namespace porchlight::custody
