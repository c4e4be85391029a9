#include "tests/bench/server/load.h"

#include "card/code.h"
#include "tests/bench/server/measure.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <unistd.h>

#include <charconv>
#include <stdexcept>

namespace porchlight::server::bench {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds kLook{500};
constexpr std::size_t kStateAt = 4;
constexpr std::string_view kVersion = "\"version\":";
constexpr std::string_view kRequest = "\"request\":\"";
constexpr std::size_t kIdDigits = 32;

bool is_waiting(std::string_view answer) {
    return answer.size() == protocol::kAnswerBytes &&
           answer[kStateAt] == static_cast<char>(protocol::AnswerState::kWaiting);
}

std::string version_of(std::string_view list) {
    const auto at = list.rfind(kVersion);
    if (at == std::string_view::npos)
        throw std::runtime_error("a desk's list has no version");
    const auto digits = list.substr(at + kVersion.size());
    return std::string(digits.substr(0, digits.find_first_not_of("0123456789")));
}

double cores(std::chrono::milliseconds used, SteadyClock::duration in) {
    return std::chrono::duration<double>(used) / std::chrono::duration<double>(in);
}

}  // namespace

Load::Load(const Plan& plan, const Corpus& corpus, std::uint16_t port, std::vector<std::string> cookies)
    : m_plan(plan), m_corpus(corpus), m_host("127.0.0.1:" + std::to_string(port)), m_cookies(std::move(cookies)) {
    for (std::size_t lane = 0; lane < plan.lanes.size(); ++lane) {
        m_kiosks.emplace_back(m_io, port);
        m_hands.push_back({HttpLine(m_io, port), {}, false});
        for (const auto& issue : corpus[lane])
            m_orders.emplace(issue.id, Order{&issue, lane, false});
    }
    for (std::size_t desk = 0; desk < plan.desks.size(); ++desk)
        m_desks.emplace_back(m_io, port);
}

template <class Work>
void Load::start(Work work) {
    asio::co_spawn(m_io, std::move(work), [](const std::exception_ptr& failure) {
        if (failure)
            std::rethrow_exception(failure);
    });
}

LoadResult Load::run(const LoadTimes& times, pid_t pid) {
    m_starts = SteadyClock::now() + times.warm_up;
    m_ends = m_starts + times.measured;
    for (std::size_t desk = 0; desk < m_desks.size(); ++desk)
        start(run_desk(desk));
    m_running = m_kiosks.size() + 1;
    for (std::size_t lane = 0; lane < m_kiosks.size(); ++lane)
        start(run_lane(lane));
    start(watch_server(pid));
    m_io.run();
    check_receipts();
    summarize();
    return m_result;
}

asio::awaitable<void> Load::run_lane(std::size_t lane) {
    const std::string head = "POST /v1/kiosk HTTP/1.1\r\nHost: " + m_host +
                             "\r\nContent-Type: application/octet-stream\r\nContent-Length: " +
                             std::to_string(protocol::kKioskRequestBytes) + "\r\n";
    const auto first = head + "\r\n";
    const auto again = head + "Prefer: wait=25\r\n\r\n";
    auto& line = m_kiosks[lane];
    for (const auto& issue : m_corpus[lane]) {
        const auto began = SteadyClock::now();
        if (began >= m_ends)
            break;
        if (&issue == &m_corpus[lane].back())
            throw std::runtime_error("the server is faster than what was signed for it: measure fewer seconds");
        auto answer = co_await line.ask(first, issue.kiosk_request);
        while (is_waiting(answer))
            answer = co_await line.ask(again, issue.kiosk_request);
        m_done.push_back({&issue, began, SteadyClock::now(), std::string(answer)});
    }
    if (--m_running == 0)
        m_io.stop();
}

asio::awaitable<void> Load::run_desk(std::size_t desk) {
    std::string version = "0";
    for (;;) {
        const auto head = desk_head(desk, "GET /desk/api/waiting?after=" + version) + "\r\n";
        const auto list = co_await m_desks[desk].ask(head, {});
        version = version_of(list);
        look_at_list(desk, list);
    }
}

// Kiosks of the site that the other desk serves are in the list too.
void Load::look_at_list(std::size_t desk, std::string_view list) {
    for (auto at = list.find(kRequest); at != std::string_view::npos; at = list.find(kRequest, at)) {
        at += kRequest.size();
        const auto order = m_orders.find(list.substr(at, kIdDigits));
        if (order == m_orders.end())
            throw std::runtime_error("a desk is shown what nobody asked for");
        auto& [issue, lane, is_seen] = order->second;
        if (is_seen || m_plan.lanes[lane].desk != desk)
            continue;
        is_seen = true;
        m_hands[lane].waiting.push_back(issue);
        if (!std::exchange(m_hands[lane].is_busy, true))
            start(run_hand(lane));
    }
}

asio::awaitable<void> Load::run_hand(std::size_t lane) {
    auto& hand = m_hands[lane];
    const auto start_of_head = desk_head(m_plan.lanes[lane].desk, "POST /desk/api/approve") + "Origin: http://" +
                               m_host + "\r\nContent-Type: application/json\r\nContent-Length: ";
    while (!hand.waiting.empty()) {
        const auto* issue = hand.waiting.front();
        hand.waiting.pop_front();
        const auto head = start_of_head + std::to_string(issue->approval.size()) + "\r\n\r\n";
        const auto answer = co_await hand.line.ask(head, issue->approval);
        if (answer != R"({"result":"approved"})")
            throw std::runtime_error("not approved: " + std::string(answer));
    }
    hand.is_busy = false;
}

std::string Load::desk_head(std::size_t desk, std::string_view what) const {
    return std::string(what) + " HTTP/1.1\r\nHost: " + m_host + "\r\nCookie: " + m_cookies[desk] + "\r\n";
}

asio::awaitable<void> Load::watch_server(pid_t pid) {
    asio::steady_timer timer(m_io, m_starts);
    co_await timer.async_wait(asio::use_awaitable);
    const auto began = SteadyClock::now();
    const auto server = cpu_time(pid);
    const auto client = cpu_time(getpid());
    while (SteadyClock::now() < m_ends) {
        m_result.most_mib = std::max(m_result.most_mib, pss_mib(pid));
        timer.expires_at(std::min(SteadyClock::now() + kLook, m_ends));
        co_await timer.async_wait(asio::use_awaitable);
    }
    const auto took = SteadyClock::now() - began;
    m_result.server_cores = cores(cpu_time(pid) - server, took);
    m_result.client_cores = cores(cpu_time(getpid()) - client, took);
    if (--m_running == 0)
        m_io.stop();
}

void Load::check_receipts() const {
    const std::vector<public_key> receipt_keys{m_plan.city.receipt.public_half};
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    for (const auto& done : m_done) {
        const auto request = protocol::read_request(as_bytes(done.issue->kiosk_request));
        const auto answer = protocol::read_answer(as_bytes(done.answer));
        if (!request || !answer || answer->state != protocol::AnswerState::kApproved ||
            !protocol::check_receipt(answer->receipt, *request, receipt_keys, now) ||
            !verify(m_plan.city.issuer.public_half, card::kCardContext, request->payload_hash,
                    answer->issuer_signature))
            throw std::runtime_error("a receipt is not good");
    }
}

void Load::summarize() {
    std::vector<double> waits_ms;
    for (const auto& done : m_done)
        if (done.ended >= m_starts && done.ended < m_ends)
            waits_ms.push_back(std::chrono::duration<double, std::milli>(done.ended - done.began).count());
    if (waits_ms.empty())
        throw std::runtime_error("nothing was issued in the time that is measured");
    m_result.receipts = m_done.size();
    m_result.issuances_per_second =
        static_cast<double>(waits_ms.size()) / std::chrono::duration<double>(m_ends - m_starts).count();
    m_result.server_cpu_ms = 1000 * m_result.server_cores / m_result.issuances_per_second;
    m_result.p50_ms = quantile(waits_ms, 0.50);
    m_result.p99_ms = quantile(waits_ms, 0.99);
}

}  // namespace porchlight::server::bench
