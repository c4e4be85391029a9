#include "server/http/waiting.h"

namespace porchlight::server {
namespace {

// In the set for as long as it lives, even when the coroutine is thrown away in mid-wait.
class Membership {
public:
    Membership(std::set<asio::steady_timer*>& set, asio::steady_timer& timer) : m_set(set), m_timer(timer) {
        m_set.insert(&m_timer);
    }
    ~Membership() { m_set.erase(&m_timer); }
    Membership(const Membership&) = delete;
    Membership& operator=(const Membership&) = delete;

private:
    std::set<asio::steady_timer*>& m_set;
    asio::steady_timer& m_timer;
};

}  // namespace

awaitable<void> ChangeSignal::wait_until(std::chrono::steady_clock::time_point deadline) {
    asio::steady_timer timer(co_await asio::this_coro::executor, deadline);
    const Membership membership(m_waiting, timer);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

void ChangeSignal::notify() {
    for (auto* timer : m_waiting)
        timer->cancel();
}

}  // namespace porchlight::server
