#include "bridge/issuance/service.h"

#include "bridge/issuance/job.h"
#include "bridge/memory/stack.h"
#include "bridge/world/log.h"
#include "bridge/world/worker.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>

namespace porchlight::bridge {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kLongPoll{25};
constexpr milliseconds kFirstRetry{1000};
constexpr milliseconds kLastRetry{5000};
constexpr milliseconds kPreparingLook{20};
constexpr int kMaxStaleChallenges = 3;
constexpr int kWithdrawals = 5;

std::string_view failure_of(LinkError error) {
    switch (error) {
        case LinkError::kStoreFull: return "store_full";
        case LinkError::kSuspended: return "kiosk_suspended";
        case LinkError::kUnknownKiosk: return "kiosk_unknown";
        default: return "server_refused";
    }
}

}  // namespace

asio::awaitable<void> IssuanceService::pause(milliseconds time) {
    asio::steady_timer timer(m_parts.serving, time);
    co_await timer.async_wait(asio::use_awaitable);
}

void IssuanceService::show(const JobPointer& job, IssuanceState state, std::string_view reason,
                           std::string_view error) {
    IssuanceView view;
    view.state = state;
    view.page = state == IssuanceState::kPrinting ? 1 : 0;
    view.reason = reason;
    view.error = error;
    view.takes_codes = state == IssuanceState::kWaiting && job->takes_codes;
    show(job, std::move(view));
}

void IssuanceService::show(const JobPointer& job, IssuanceView view) {
    if (!is_current(job))
        return;
    view.words = protocol::words_of(job->order->request);
    m_view = std::move(view);
    m_parts.changed();
}

// What a librarian decided but an approval, or that the applicant took it back elsewhere.
void IssuanceService::show_refusal(const JobPointer& job, const protocol::Answer& answer) {
    const auto& refusal = answer.refusal;
    IssuanceView view;
    view.state = IssuanceState::kCancelled;
    if (answer.state == protocol::AnswerState::kDenied) {
        view.state = IssuanceState::kDenied;
        view.reason = protocol::code(refusal.denied);
        view.missing = protocol::missing_needs(job->order->manifest->manifest.documents, refusal.missing);
    } else if (answer.state == protocol::AnswerState::kSentBack) {
        view.state = IssuanceState::kCorrect;
        view.field = protocol::code(refusal.field);
        view.reason = protocol::code(refusal.fault);
    } else if (answer.state == protocol::AnswerState::kEnded) {
        view.state = IssuanceState::kEnded;
    }
    show(job, std::move(view));
}

void IssuanceService::show_page(const JobPointer& job, int page) {
    if (!is_current(job) || m_view.state != IssuanceState::kPrinting || m_view.page == page)
        return;
    m_view.page = page;
    m_parts.changed();
}

void IssuanceService::fail(const JobPointer& job, std::string_view error) {
    show(job, IssuanceState::kFailed, {}, error);
    end(job);
}

void IssuanceService::end(const JobPointer& job) {
    job->ended = true;
    if (!job->drawing)
        job->order->wipe_content();
}

void IssuanceService::set_server_ok(bool ok) {
    if (m_server_ok == ok)
        return;
    m_server_ok = ok;
    log_line(ok ? "the server answers" : "the server does not answer");
    m_parts.changed();
}

bool IssuanceService::is_idle() const {
    return !m_preparing && m_view.state != IssuanceState::kWaiting && m_view.state != IssuanceState::kApproved &&
           m_view.state != IssuanceState::kPrinting;
}

// The job that is under way or done was asked for so.
bool IssuanceService::is_same(const hash256& digest) const {
    const auto state = m_view.state;
    const bool lives = state == IssuanceState::kWaiting || state == IssuanceState::kApproved ||
                       state == IssuanceState::kPrinting || state == IssuanceState::kPrinted;
    return m_job && m_job->digest == digest && lives;
}

asio::awaitable<std::expected<protocol::Words, SubmitError>> IssuanceService::submit(std::shared_ptr<bytes> body,
                                                                                     protocol::Again again) {
    while (m_preparing)
        co_await pause(kPreparingLook);
    if (m_asks_for_tray)
        co_return std::unexpected(SubmitError::kTray);
    const auto digest = hash({*body, as_bytes(protocol::code(again))});
    if (is_same(digest))
        co_return protocol::words_of(m_job->order->request);
    if (m_job && (m_view.state == IssuanceState::kApproved || m_view.state == IssuanceState::kPrinting))
        co_return std::unexpected(SubmitError::kBusy);
    const Preparing preparing(m_preparing);
    auto started = co_await start(body, again, digest);
    wipe(*body);
    wipe_stack();
    co_return started;
}

asio::awaitable<std::expected<protocol::Words, SubmitError>> IssuanceService::start(std::shared_ptr<bytes> body,
                                                                                    protocol::Again again,
                                                                                    hash256 digest) {
    auto manifest = m_parts.manifest();
    if (!manifest)
        co_return std::unexpected(SubmitError::kNoManifest);
    if (m_parts.printer_status().state == PrinterState::kUnreachable)
        co_return std::unexpected(SubmitError::kPrinter);
    const auto session = m_session;
    auto work = [body, manifest, kiosk = protocol::kiosk_id(m_parts.kiosk.public_half),
                 today = today_here(m_parts.clock), numbers = &m_parts.numbers, renderer = &m_parts.renderer] {
        return make_order(*body, manifest, kiosk, today, *numbers, *renderer);
    };
    auto made = co_await run_on(m_parts.render_worker, std::move(work));
    if (!made)
        co_return std::unexpected(made.error());
    if (const auto former = m_job; former && !former->ended) {
        const auto taken = co_await take_back(former);
        if (taken != TakenBack::kYes)
            co_return std::unexpected(taken == TakenBack::kApproved ? SubmitError::kBusy : SubmitError::kServerGone);
        end(former);
    }
    auto job = std::make_shared<Job>();
    job->digest = digest;
    job->order = std::move(*made);
    job->order->request.again = again;
    m_job = job;
    auto asked = co_await ask(job, job->order->request, seconds(0));
    if (!asked && asked.error() == LinkError::kGone) {
        end(job);
        if (is_current(job)) {
            m_job.reset();
            m_view = {};
            m_parts.changed();
        }
        co_return std::unexpected(SubmitError::kServerGone);
    }
    // The applicant left while this was made: nobody is there to show words to.
    if (session != m_session) {
        end(job);
        asio::co_spawn(m_parts.serving, withdraw_later(job), asio::detached);
        co_return std::unexpected(SubmitError::kBusy);
    }
    job->takes_codes = asked && asked->takes_codes;
    show(job, IssuanceState::kWaiting);
    asio::co_spawn(m_parts.serving, run(job, std::move(asked)), asio::detached);
    co_return protocol::words_of(job->order->request);
}

// Signs with a challenge that the server takes.
asio::awaitable<IssuanceService::Asked> IssuanceService::ask(JobPointer job, protocol::KioskRequest request,
                                                             seconds wait) {
    Asked asked = std::unexpected(LinkError::kStaleChallenge);
    for (int i = 0; i < kMaxStaleChallenges && !asked && asked.error() == LinkError::kStaleChallenge; ++i) {
        if (!job->challenge) {
            const auto challenge = co_await m_parts.link.challenge();
            if (!challenge) {
                set_server_ok(challenge.error() != LinkError::kGone);
                co_return std::unexpected(challenge.error());
            }
            job->challenge = *challenge;
        }
        request.challenge = *job->challenge;
        asked = co_await m_parts.link.ask(protocol::write_request(request, m_parts.kiosk), wait);
        if (!asked && asked.error() == LinkError::kStaleChallenge)
            job->challenge.reset();
    }
    set_server_ok(asked || asked.error() != LinkError::kGone);
    co_return asked;
}

asio::awaitable<IssuanceService::Asked> IssuanceService::withdraw(JobPointer job) {
    co_return co_await ask(job, protocol::cancel_of(job->order->request), seconds(0));
}

// A server that was started anew knows what an earlier one approved only by the whole request: so it is asked first.
asio::awaitable<IssuanceService::TakenBack> IssuanceService::take_back(JobPointer job) {
    using State = protocol::AnswerState;
    auto answer = co_await ask(job, job->order->request, seconds(0));
    if (answer && answer->state == State::kWaiting)
        answer = co_await withdraw(job);
    if (!answer)
        co_return is_worth_waiting(answer.error()) ? TakenBack::kUnknown : TakenBack::kYes;
    if (answer->state == State::kApproved)
        co_return TakenBack::kApproved;
    // Waiting still: it is being stored.
    co_return answer->state == State::kWaiting ? TakenBack::kUnknown : TakenBack::kYes;
}

asio::awaitable<void> IssuanceService::withdraw_later(JobPointer job) {
    for (int i = 0; i < kWithdrawals; ++i) {
        const auto answer = co_await withdraw(job);
        if (answer || !is_worth_waiting(answer.error()))
            co_return;
        co_await pause(kLastRetry);
    }
}

// A final answer; nothing if the job has ended otherwise. A server that is gone is asked again for as long as the
// applicant stays.
asio::awaitable<std::optional<protocol::Answer>> IssuanceService::await_answer(JobPointer job, Asked asked) {
    auto retry = kFirstRetry;
    while (!job->ended) {
        if (asked && asked->state != protocol::AnswerState::kWaiting)
            co_return *asked;
        if (!asked && !is_worth_waiting(asked.error())) {
            fail(job, failure_of(asked.error()));
            co_return std::nullopt;
        }
        if (asked)
            hear_codes(job, *asked);
        const bool has_to_wait = !asked;
        if (has_to_wait) {
            co_await pause(retry);
            retry = std::min(retry * 2, kLastRetry);
        } else {
            retry = kFirstRetry;
        }
        // A server that is back says so at once, and not only when it has news.
        if (!job->ended)
            asked = co_await ask(job, job->order->request, has_to_wait ? seconds(0) : kLongPoll);
    }
    co_return std::nullopt;
}

asio::awaitable<void> IssuanceService::run(JobPointer job, Asked asked) {
    try {
        const auto answer = co_await await_answer(job, std::move(asked));
        if (!answer || job->ended)
            co_return;
        if (answer->state == protocol::AnswerState::kApproved) {
            co_await issue(job, *answer);
            co_return;
        }
        show_refusal(job, *answer);
        end(job);
    } catch (const std::exception&) {
        log_line("an issuance ended by an error of the system");
        if (job->receipt_used)
            ask_for_tray(job);
        else if (!job->ended)
            fail(job, code(PrintError::kAborted));
    }
}

bool IssuanceService::receipt_is_good(const Job& job, const protocol::Answer& answer) const {
    const auto& rules = job.order->manifest->manifest;
    const auto receipt =
        protocol::check_receipt(answer.receipt, job.order->request, rules.receipt_keys, m_parts.clock.now());
    if (!receipt) {
        log_line("receipt refused: " + std::string(protocol::code(receipt.error())));
        return false;
    }
    if (!verify(rules.issuer(), card::kCardContext, job.order->request.payload_hash, answer.issuer_signature)) {
        log_line("receipt refused: " + std::string(protocol::code(protocol::Error::kIssuerSignature)));
        return false;
    }
    return true;
}
asio::awaitable<std::expected<void, SubmitError>> IssuanceService::cancel() {
    const auto job = m_job;
    while (job && is_waiting(job)) {
        const auto taken = co_await take_back(job);
        if (taken == TakenBack::kApproved)
            co_return std::unexpected(SubmitError::kApproved);
        if (taken == TakenBack::kUnknown) {
            co_await pause(kFirstRetry);
            continue;
        }
        // Between asking and answer the approval may have arrived by the other way.
        if (!is_waiting(job))
            break;
        show(job, IssuanceState::kCancelled);
        end(job);
    }
    if (job && is_current(job) && is_same(job->digest))
        co_return std::unexpected(SubmitError::kApproved);
    co_return std::expected<void, SubmitError>();
}

void IssuanceService::leave() {
    ++m_session;
    const auto job = std::exchange(m_job, nullptr);
    const bool waits = m_view.state == IssuanceState::kWaiting;
    m_view = {};
    if (job && !job->ended) {
        if (job->turn)
            job->turn->give_up();
        end(job);
        if (waits)
            asio::co_spawn(m_parts.serving, withdraw_later(job), asio::detached);
    }
    wipe_stack();
    m_parts.changed();
}

}  // namespace porchlight::bridge
