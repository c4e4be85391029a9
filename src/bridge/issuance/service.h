// An issuance from the page's request to the printed card: one at a time, as state.h draws it. Knows no transport:
// server, printer, journal, renderer and clock are interfaces.
//
// All calls and coroutines on one executor (the serving thread); rendering and printing go to workers of their own.
// Must outlive that executor's work.
#pragma once

#include "bridge/issuance/approving.h"
#include "bridge/issuance/order.h"
#include "bridge/issuance/state.h"
#include "bridge/issuance/tray.h"
#include "bridge/journal/journal.h"
#include "bridge/link/server_link.h"
#include "bridge/world/clock.h"

#include <boost/asio/any_io_executor.hpp>

#include <functional>

namespace porchlight::bridge {

class IssuanceService {
public:
    struct Parts {
        asio::any_io_executor serving;
        asio::any_io_executor render_worker;
        asio::any_io_executor print_worker;
        ServerLink& link;
        ApprovalLink& approvals;
        ServiceNumbers& numbers;
        Renderer& renderer;
        Printer& printer;
        Journal& journal;
        const Clock& clock;
        const signing_key& kiosk;
        std::function<std::shared_ptr<const CurrentManifest>()> manifest;
        std::function<PrinterStatus()> printer_status;  // as last seen
        std::function<void()> changed;                  // view() or server_ok() is another than before
    };
    explicit IssuanceService(Parts parts) : m_parts(std::move(parts)) {}

    // A card request. The same again, until it has failed: the same words, nothing new.
    asio::awaitable<std::expected<protocol::Words, SubmitError>> submit(std::shared_ptr<bytes> body,
                                                                        protocol::Again again);
    // The card's faces for the applicant to look at (render/preview.h); nothing of it is kept. kBusy while another is
    // drawn, or a card is printed.
    asio::awaitable<std::expected<std::shared_ptr<const secret_bytes>, SubmitError>> preview(
        std::shared_ptr<bytes> body);
    // By a librarian's one-time code, of what waits; what comes of it the server says as ever. kNotWaiting; kSite: not
    // at this kiosk; else as the server has it.
    asio::awaitable<std::expected<CodeApproved, ApprovalError>> approve(std::shared_ptr<const TypedCode> typed);
    // kApproved when it is too late. Returns when the server has said so: what it approved is printed, not dropped.
    asio::awaitable<std::expected<void, SubmitError>> cancel();
    // Somebody turned the card, where the printer waits for that; otherwise nothing.
    void turned();
    // Forgets at once. What the printer has already goes on, and is written into the journal.
    void leave();

    // The journal knows of a job that nobody saw end: somebody must look into the tray, and nothing is printed before.
    void ask_for_tray();
    bool asks_for_tray() const { return m_asks_for_tray; }
    // Durable before it is acted on. kNoQuestion; kInternal: the journal cannot be written, and the question stays.
    std::expected<void, SubmitError> answer_tray(Found found);
    void set_server_ok(bool ok);

    IssuanceView view() const;
    bool server_ok() const { return m_server_ok; }
    // No issuance is under way.
    bool is_idle() const;

private:
    struct Job;
    using JobPointer = std::shared_ptr<Job>;
    using Asked = std::expected<protocol::Answer, LinkError>;
    enum class TakenBack { kYes, kApproved, kUnknown };

    asio::awaitable<std::expected<protocol::Words, SubmitError>> start(std::shared_ptr<bytes> body,
                                                                       protocol::Again again, hash256 digest);
    asio::awaitable<void> run(JobPointer job, Asked asked);
    asio::awaitable<std::optional<protocol::Answer>> await_answer(JobPointer job, Asked asked);
    asio::awaitable<void> issue(JobPointer job, protocol::Answer answer);
    asio::awaitable<bool> await_printer(JobPointer job, std::int64_t expiry);
    asio::awaitable<void> print(JobPointer job, std::shared_ptr<const Faces> faces, std::int64_t expiry);
    asio::awaitable<Asked> ask(JobPointer job, protocol::KioskRequest request, std::chrono::seconds wait);
    asio::awaitable<Asked> withdraw(JobPointer job);
    asio::awaitable<TakenBack> take_back(JobPointer job);
    asio::awaitable<void> withdraw_later(JobPointer job);

    bool receipt_is_good(const Job& job, const protocol::Answer& answer) const;
    bool is_same(const hash256& digest) const;
    bool is_waiting(const JobPointer& job) const { return is_current(job) && m_view.state == IssuanceState::kWaiting; }
    bool is_current(const JobPointer& job) const { return m_job == job; }
    void show(const JobPointer& job, IssuanceState state, std::string_view reason = {}, std::string_view error = {});
    void show(const JobPointer& job, IssuanceView view);
    void show_refusal(const JobPointer& job, const protocol::Answer& answer);
    void hear_codes(const JobPointer& job, const protocol::Answer& answer);
    void show_page(const JobPointer& job, int page);
    void show_turn(const JobPointer& job, bool turn);
    PrintSteps steps_of(const JobPointer& job);
    void fail(const JobPointer& job, std::string_view error);
    void end(const JobPointer& job);
    void ask_for_tray(const JobPointer& job);
    asio::awaitable<void> pause(std::chrono::milliseconds time);

    Parts m_parts;
    JobPointer m_job;
    IssuanceView m_view;  // of the job; while a tray is asked for, view() says that instead
    bool m_asks_for_tray = false;
    bool m_preparing = false;
    bool m_server_ok = true;
    std::uint64_t m_session = 0;  // counts the times that the page left
};

}  // namespace porchlight::bridge
