// Issuances as a city makes them: each lane's kiosk posts, its librarian's desk hears of it and approves, and the
// kiosk has its receipt by the post that it asked again with, as the bridge does. The next begins at once.
// One thread; run() returns when all that was begun has ended.
#pragma once

#include "tests/bench/server/http_line.h"
#include "tests/bench/server/plan.h"

#include <chrono>
#include <deque>
#include <unordered_map>

namespace porchlight::server::bench {

using SteadyClock = std::chrono::steady_clock;

struct LoadTimes {
    std::chrono::seconds warm_up{1};
    std::chrono::seconds measured{6};
};

struct LoadResult {
    double issuances_per_second = 0;
    double p50_ms = 0;  // from the kiosk's first post to its receipt
    double p99_ms = 0;
    double most_mib = 0;  // PSS of the server
    double server_cores = 0;
    double server_cpu_ms = 0;  // what one issuance costs
    double client_cores = 0;
    std::size_t receipts = 0;  // in all, the warm-up's too; each was checked
};

class Load {
public:
    // cookies: of the desks, in the plan's order.
    Load(const Plan& plan, const Corpus& corpus, std::uint16_t port, std::vector<std::string> cookies);

    // pid: the server's. Throws at the first answer that is not what it should be.
    LoadResult run(const LoadTimes& times, pid_t pid);

private:
    struct Order {
        const Issue* issue = nullptr;
        std::size_t lane = 0;
        bool is_seen = false;
    };
    // Approves for one lane.
    struct Hand {
        HttpLine line;
        std::deque<const Issue*> waiting;
        bool is_busy = false;
    };
    struct Done {
        const Issue* issue = nullptr;
        SteadyClock::time_point began;
        SteadyClock::time_point ended;
        std::string answer;
    };

    boost::asio::awaitable<void> run_lane(std::size_t lane);
    boost::asio::awaitable<void> run_desk(std::size_t desk);
    boost::asio::awaitable<void> run_hand(std::size_t lane);
    boost::asio::awaitable<void> watch_server(pid_t pid);
    template <class Work>
    void start(Work work);
    void look_at_list(std::size_t desk, std::string_view list);
    std::string desk_head(std::size_t desk, std::string_view what) const;
    void check_receipts() const;
    void summarize();

    const Plan& m_plan;
    const Corpus& m_corpus;
    std::string m_host;
    std::vector<std::string> m_cookies;
    boost::asio::io_context m_io{1};
    std::deque<HttpLine> m_kiosks;
    std::deque<HttpLine> m_desks;
    std::deque<Hand> m_hands;
    std::unordered_map<std::string_view, Order> m_orders;
    std::vector<Done> m_done;
    std::size_t m_running = 0;
    SteadyClock::time_point m_starts;
    SteadyClock::time_point m_ends;
    LoadResult m_result;
};

}  // namespace porchlight::server::bench
