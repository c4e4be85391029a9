// From an approval to the card: the second half of IssuanceService.
#include "bridge/issuance/job.h"
#include "bridge/memory/stack.h"
#include "bridge/world/log.h"
#include "bridge/world/worker.h"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace porchlight::bridge {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kPrinterLook{1000};
constexpr seconds kTurnPatience{600};
constexpr std::size_t kReceiptExpiryAt = 104;

}  // namespace

// Before the receipt is used up: a printer that is off or out of cards can be helped while it is still good, and an
// earlier card has to be out of its tray.
asio::awaitable<bool> IssuanceService::await_printer(JobPointer job, std::int64_t expiry) {
    while (!job->ended) {
        auto look = [printer = &m_parts.printer] { return printer->status(); };
        const auto status = co_await run_on(m_parts.print_worker, std::move(look));
        if (status.state == PrinterState::kReady && !m_asks_for_tray)
            co_return !job->ended;
        if (m_parts.clock.now() >= expiry) {
            fail(job, status.state == PrinterState::kUnreachable ? "printer_unreachable" : "printer_needs");
            co_return false;
        }
        co_await pause(kPrinterLook);
    }
    co_return false;
}

asio::awaitable<void> IssuanceService::issue(JobPointer job, protocol::Answer answer) {
    if (!receipt_is_good(*job, answer)) {
        fail(job, "receipt_refused");
        co_return;
    }
    show(job, IssuanceState::kApproved);
    const auto expiry = static_cast<std::int64_t>(get_u64(byte_view(answer.receipt).subspan(kReceiptExpiryAt)));
    if (!co_await await_printer(job, expiry))
        co_return;
    auto draw = [order = job->order, signed_by = answer.issuer_signature] { return finish_card(*order, signed_by); };
    job->drawing = true;
    auto faces = co_await run_on(m_parts.render_worker, std::move(draw));
    job->drawing = false;
    if (job->ended) {
        job->order->wipe_content();
        co_return;
    }
    if (!faces) {
        fail(job, code(PrintError::kAborted));
        co_return;
    }
    co_await print(job, std::make_shared<const Faces>(std::move(*faces)), expiry);
}

asio::awaitable<void> IssuanceService::print(JobPointer job, std::shared_ptr<const Faces> faces, std::int64_t expiry) {
    const auto request = job->order->request.request;
    // First: a disk that refuses has then used no receipt up, and a number that is lost here is on no card.
    if (!job->order->numbers.keep()) {
        log_line("the card's service numbers could not be marked as used: nothing was printed");
        fail(job, code(PrintError::kAborted));
        co_return;
    }
    // Durable before anything leaves: whatever happens now, this receipt prints nothing again.
    if (const auto marked = m_parts.journal.mark_used(request, expiry, m_parts.clock.now()); !marked) {
        log_line(marked.error() == JournalError::kUsed ? "receipt refused: receipt_used"
                                                       : "the journal could not be written: nothing was printed");
        fail(job, marked.error() == JournalError::kUsed ? "receipt_refused" : code(PrintError::kAborted));
        co_return;
    }
    job->receipt_used = true;
    show(job, IssuanceState::kPrinting);
    auto send = [faces = std::move(faces), printer = &m_parts.printer, steps = steps_of(job)] {
        auto printed = printer->print(*faces, steps);
        wipe_stack();
        return printed;
    };
    const auto printed = co_await run_on(m_parts.print_worker, std::move(send));
    const bool is_known = printed ? *printed == PrintEnd::kPrinted : printed.error() != PrintError::kLost;
    if (!is_known) {
        ask_for_tray(job);
        co_return;
    }
    if (printed) {
        show(job, IssuanceState::kPrinted);
        end(job);
    } else {
        log_line("a job failed: " + std::string(code(printed.error())));
        fail(job, code(printed.error()));
    }
    job->receipt_used = false;
    // The page has to have it first, so its turn comes first: of a bridge that is killed between, one question too many
    // is asked. The other way round, a page that saw it printing would take the card for lost, and ask for another.
    co_await asio::post(m_parts.serving, asio::use_awaitable);
    if (!m_parts.journal.finish(request, printed ? Outcome::kPrinted : Outcome::kFailed))
        log_line("the journal could not be written after a job");
}

// They are called on the printing thread.
PrintSteps IssuanceService::steps_of(const JobPointer& job) {
    job->turn = std::make_shared<TurnWait>();
    const auto later = [this, job](auto work) { asio::post(m_parts.serving, std::move(work)); };
    return {[this, job, later](int page) { later([this, job, page] { show_page(job, page); }); },
            [this, job, later, wait = job->turn] {
                later([this, job] { show_turn(job, true); });
                const bool turned = wait->wait(kTurnPatience);
                later([this, job] { show_turn(job, false); });
                return turned;
            }};
}

void IssuanceService::show_turn(const JobPointer& job, bool turn) {
    if (!is_current(job) || m_view.state != IssuanceState::kPrinting)
        return;
    m_view.turn = turn;
    m_parts.changed();
}

void IssuanceService::turned() {
    if (m_job && m_view.turn)
        m_job->turn->turned();
}

}  // namespace porchlight::bridge
