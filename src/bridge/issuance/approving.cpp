// An approval that is typed at the kiosk. IssuanceService's part of it.
#include "bridge/issuance/approving.h"

#include "base/json.h"
#include "bridge/issuance/job.h"
#include "bridge/memory/stack.h"
#include "protocol/code_approval.h"

#include <algorithm>
#include <array>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxMessageBytes = 1024;
constexpr int kMaxStaleChallenges = 3;

struct Entry {
    ApprovalError error;
    unsigned status;
    std::string_view code;
};

constexpr std::array kEntries = {
    Entry{ApprovalError::kServerRefused, 502, "server_refused"},
    Entry{ApprovalError::kMalformed, 400, "malformed"},
    Entry{ApprovalError::kCode, 401, "code"},
    Entry{ApprovalError::kLocked, 403, "locked"},
    Entry{ApprovalError::kTooMany, 429, "too_many"},
    Entry{ApprovalError::kRole, 403, "role"},
    Entry{ApprovalError::kSite, 403, "site"},
    Entry{ApprovalError::kSamePerson, 409, "same_person"},
    Entry{ApprovalError::kNotWaiting, 409, "gone"},
    Entry{ApprovalError::kStoreFull, 507, "store_full"},
    Entry{ApprovalError::kSuspended, 403, "kiosk_suspended"},
    Entry{ApprovalError::kUnknownKiosk, 403, "kiosk_unknown"},
    Entry{ApprovalError::kServerGone, 503, "server_gone"},
};

const Entry& entry_of(ApprovalError error) {
    const auto* at = std::ranges::find(kEntries, error, &Entry::error);
    return at == kEntries.end() ? kEntries.front() : *at;
}

ApprovalError as_approval_error(LinkError error) {
    switch (error) {
        case LinkError::kGone: return ApprovalError::kServerGone;
        case LinkError::kBusy: return ApprovalError::kTooMany;
        default: return ApprovalError::kServerRefused;
    }
}

bool is_code(std::string_view text) {
    return text.size() == protocol::kOneTimeCodeDigits &&
           std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; });
}

// Of what this kiosk's screen shows. No coroutine: what was typed is on the heap and the stack alone, which are wiped.
std::shared_ptr<const bytes> signed_approval(const protocol::KioskRequest& shown, const TypedCode& typed,
                                             const protocol::Challenge& challenge, const signing_key& kiosk) {
    protocol::CodeApproval approval{shown.card_class,   shown.kiosk,     shown.request, challenge,
                                    shown.payload_hash, typed.librarian, typed.code};
    const auto written = protocol::write_code_approval(approval, kiosk);
    wipe(approval.librarian);
    wipe(approval.code);
    return std::make_shared<const bytes>(written.begin(), written.end());
}

}  // namespace

std::string_view code(ApprovalError error) { return entry_of(error).code; }
unsigned status(ApprovalError error) { return entry_of(error).status; }

std::shared_ptr<const TypedCode> read_typed_code(std::string_view text) {
    const auto message = parse_json(text, kMaxMessageBytes);
    if (!message || !has_exactly(*message, {"librarian", "code"}))
        return nullptr;
    auto librarian = text_member(*message, "librarian", protocol::kMaxLibrarianBytes);
    auto code = text_member(*message, "code", protocol::kOneTimeCodeDigits);
    std::shared_ptr<TypedCode> out;
    if (librarian && !librarian->empty() && librarian->find('\0') == std::string::npos && code && is_code(*code)) {
        out = std::make_shared<TypedCode>();
        out->librarian = *librarian;
        out->code = *code;
    }
    for (auto* typed : {&librarian, &code})
        if (*typed)
            wipe(**typed);
    return out;
}

// Once only, but for a challenge that is over: the server looks at that before it uses the code up.
asio::awaitable<std::expected<CodeApproved, ApprovalError>> IssuanceService::approve(
    std::shared_ptr<const TypedCode> typed) {
    const auto job = m_job;
    if (!job || !is_waiting(job))
        co_return std::unexpected(ApprovalError::kNotWaiting);
    if (!job->takes_codes)
        co_return std::unexpected(ApprovalError::kSite);
    std::expected<CodeApproved, ApprovalError> approved = std::unexpected(ApprovalError::kStaleChallenge);
    for (int i = 0; i < kMaxStaleChallenges && !approved && approved.error() == ApprovalError::kStaleChallenge; ++i) {
        const auto challenge = co_await m_parts.link.challenge();
        if (!challenge)
            co_return std::unexpected(as_approval_error(challenge.error()));
        // What the librarian saw may have been taken back meanwhile.
        if (!is_waiting(job))
            co_return std::unexpected(ApprovalError::kNotWaiting);
        auto approval = signed_approval(job->order->request, *typed, *challenge, m_parts.kiosk);
        wipe_stack();
        approved = co_await m_parts.approvals.approve(std::move(approval));
    }
    wipe_stack();
    co_return approved;
}

void IssuanceService::hear_codes(const JobPointer& job, const protocol::Answer& answer) {
    if (std::exchange(job->takes_codes, answer.takes_codes) != answer.takes_codes && is_waiting(job))
        show(job, IssuanceState::kWaiting);
}

}  // namespace porchlight::bridge
