// The question to the librarian: what lies in the tray. IssuanceService's part of it.
#include "bridge/issuance/tray.h"

#include "base/json.h"
#include "bridge/issuance/job.h"
#include "bridge/world/log.h"

#include <boost/asio/post.hpp>

#include <utility>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxAnswerBytes = 64;

}  // namespace

std::optional<Found> read_found(std::string_view text) {
    const auto answer = parse_json(text, kMaxAnswerBytes);
    if (!answer || !has_exactly(*answer, {"found"}))
        return std::nullopt;
    const auto found = text_member(*answer, "found", kMaxAnswerBytes);
    if (found == "card")
        return Found::kCard;
    if (found == "nothing")
        return Found::kNothing;
    return found == "spoiled" ? std::optional(Found::kSpoiled) : std::nullopt;
}

void IssuanceService::ask_for_tray() {
    log_line("nobody knows whether a card came of a job: somebody must look into the printer's tray");
    m_asks_for_tray = true;
    m_parts.changed();
}

// Its receipt stays used in the journal until somebody has looked, over any restart.
void IssuanceService::ask_for_tray(const JobPointer& job) {
    job->in_question = true;
    end(job);
    ask_for_tray();
}

IssuanceView IssuanceService::view() const {
    if (!m_asks_for_tray)
        return m_view;
    IssuanceView out;
    out.state = IssuanceState::kTray;
    out.words = m_view.words;
    return out;
}

std::expected<void, SubmitError> IssuanceService::answer_tray(Found found) {
    if (!m_asks_for_tray)
        return std::unexpected(SubmitError::kNoQuestion);
    if (!m_parts.journal.settle(found == Found::kCard ? Outcome::kPrinted : Outcome::kFailed)) {
        log_line("the journal could not be written: what lies in the tray is asked again");
        return std::unexpected(SubmitError::kInternal);
    }
    m_asks_for_tray = false;
    asio::post(m_parts.print_worker, [printer = &m_parts.printer] { printer->take_back(); });
    if (m_job && std::exchange(m_job->in_question, false)) {
        const bool printed = found == Found::kCard;
        show(m_job, printed ? IssuanceState::kPrinted : IssuanceState::kFailed, {},
             printed                    ? ""
             : found == Found::kNothing ? "no_card"
                                        : "spoiled");
    }
    m_parts.changed();
    return {};
}

}  // namespace porchlight::bridge
