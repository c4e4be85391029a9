// IssuanceService with a server, a printer, a journal, numbers and a clock in memory, and a renderer that draws
// nothing. Tests only; one thread.
#pragma once

#include "bridge/issuance/service.h"
#include "bridge/journal/file_journal.h"
#include "bridge/numbers/memory_numbers.h"
#include "bridge/printer/memory_printer.h"
#include "protocol/code_approval.h"
#include "tests/bridge/city.h"

#include <catch2/catch_test_macros.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <set>

namespace porchlight::bridge::testing {

using namespace std::chrono_literals;

using Asked = std::expected<protocol::Answer, LinkError>;

// A server in memory: waits until a test says what the answer is.
class FakeLink final : public ServerLink {
public:
    asio::awaitable<std::expected<protocol::Challenge, LinkError>> challenge() override {
        if (gone)
            co_return std::unexpected(LinkError::kGone);
        ++challenges;
        co_return random_array<24>();
    }
    asio::awaitable<Asked> ask(protocol::KioskRequestBytes bytes, std::chrono::seconds wait) override {
        const auto request = protocol::read_request(bytes);
        if (gone || !request)
            co_return std::unexpected(LinkError::kGone);
        if (stale > 0) {
            --stale;
            co_return std::unexpected(LinkError::kStaleChallenge);
        }
        if (request->kind == protocol::RequestKind::kCancel) {
            ++cancels;
            co_return protocol::Answer{
                storing ? protocol::AnswerState::kWaiting : protocol::AnswerState::kCancelled, {}, {}, {}};
        }
        // Without waiting: not the job's own look, but the one before something is taken back.
        if (wait.count() == 0 && ids.contains(request->request) && asked_again)
            asked_again();
        ids.insert(request->request);
        last = *request;
        if (wait.count() > 0) {
            asio::steady_timer timer(co_await asio::this_coro::executor, patience);
            co_await timer.async_wait(asio::use_awaitable);
        }
        if (refusal)
            co_return std::unexpected(*refusal);
        co_return answer ? answer(*request) : protocol::Answer{};
    }
    asio::awaitable<std::expected<bytes, LinkError>> fetch(std::string, std::size_t) override {
        co_return std::unexpected(LinkError::kNotThere);
    }

    bool gone = false;
    std::chrono::milliseconds patience = 5ms;  // how long it holds an answer back that has no news
    bool storing = false;
    int stale = 0;
    int challenges = 0;
    int cancels = 0;
    std::set<protocol::RequestId> ids;
    protocol::KioskRequest last;  // of the issuances
    std::optional<LinkError> refusal;
    std::function<protocol::Answer(const protocol::KioskRequest&)> answer;
    std::function<void()> asked_again;
};

inline protocol::Answer refused(const protocol::Refusal& refusal) {
    protocol::Answer out;
    out.state = protocol::state_of(refusal);
    out.refusal = refusal;
    return out;
}

// The server's answer to approvals, and those that came. A librarian's code counts as used up by every one.
class FakeApprovals final : public ApprovalLink {
public:
    asio::awaitable<std::expected<CodeApproved, ApprovalError>> approve(
        std::shared_ptr<const bytes> approval) override {
        sent.push_back(*approval);
        if (stale > 0) {
            --stale;
            co_return std::unexpected(ApprovalError::kStaleChallenge);
        }
        co_return answer;
    }

    std::vector<bytes> sent;
    int stale = 0;
    std::expected<CodeApproved, ApprovalError> answer = CodeApproved::kWhole;
};

// Two plain faces: what is drawn is render_test's to check.
class PlainRenderer final : public Renderer {
public:
    std::expected<UnsignedFaces, RenderError> draw(const CardParts& parts) override {
        drawn = parts.text;
        services = parts.services;
        if (error)
            return std::unexpected(*error);
        return UnsignedFaces{{Raster(4, 4), Raster(4, 4)}, {0, 0, 30, 30}};
    }
    std::optional<RenderError> error;
    CardText drawn;
    std::vector<protocol::ServiceCode> services;
};

struct Bench {
    City city;
    asio::io_context context{1};
    asio::thread_pool render{1};
    asio::thread_pool print{1};
    FakeLink link;
    FakeApprovals approvals;
    MemoryNumbers numbers;
    PlainRenderer renderer;
    MemoryPrinter printer;
    MemoryJournal journal;
    SetClock clock{kNow};
    bool has_manifest = true;
    std::function<void()> on_change;
    std::optional<std::expected<void, SubmitError>> cancelled;
    IssuanceService service{{context.get_executor(), render.get_executor(), print.get_executor(), link, approvals,
                             numbers, renderer, printer, journal, clock, city.kiosk,
                             [this] {
                                 return has_manifest ? std::make_shared<const CurrentManifest>(CurrentManifest{
                                                           *protocol::parse_manifest(city.manifest_payload(1)), ""})
                                                     : nullptr;
                             },
                             [this] { return printer.status(); },
                             [this] {
                                 if (on_change)
                                     on_change();
                             }}};

    std::expected<protocol::Words, SubmitError> submit(const bytes& body,
                                                       protocol::Again again = protocol::Again::kNo) {
        std::optional<std::expected<protocol::Words, SubmitError>> out;
        asio::co_spawn(context, service.submit(std::make_shared<bytes>(body), again),
                       [&](const std::exception_ptr&, auto words) { out = words; });
        run_until([&] { return out.has_value(); });
        return *out;
    }
    using Preview = std::expected<std::shared_ptr<const secret_bytes>, SubmitError>;
    Preview preview(std::shared_ptr<bytes> body) {
        std::optional<Preview> out;
        asio::co_spawn(context, service.preview(std::move(body)),
                       [&](const std::exception_ptr&, auto drawn) { out = std::move(drawn); });
        run_until([&] { return out.has_value(); });
        return *out;
    }
    std::expected<CodeApproved, ApprovalError> approve_by_code(std::string_view message) {
        std::optional<std::expected<CodeApproved, ApprovalError>> out;
        asio::co_spawn(context, service.approve(read_typed_code(message)),
                       [&](const std::exception_ptr&, auto approved) { out = approved; });
        run_until([&] { return out.has_value(); });
        return *out;
    }
    std::expected<void, SubmitError> cancel() {
        start_cancel();
        run_until([&] { return cancelled.has_value(); });
        return *cancelled;
    }
    void start_cancel() {
        cancelled.reset();
        asio::co_spawn(context, service.cancel(), [&](const std::exception_ptr&, auto done) { cancelled = done; });
    }
    void run_until(const std::function<bool()>& there) {
        const auto limit = std::chrono::steady_clock::now() + 10s;
        while (!there() && std::chrono::steady_clock::now() < limit) {
            context.restart();
            context.run_for(5ms);
        }
        REQUIRE(there());
    }
    void run_to(IssuanceState state) {
        run_until([&] { return service.view().state == state; });
    }
    void approve() {
        link.answer = [this](const protocol::KioskRequest& request) { return city.approval(request, clock.now()); };
    }
    ~Bench() {
        render.join();
        print.join();
    }
};

inline SubmitError error_of(const std::expected<protocol::Words, SubmitError>& words) {
    REQUIRE_FALSE(words);
    return words.error();
}

}  // namespace porchlight::bridge::testing
