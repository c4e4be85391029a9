#include "bridge/http/event_hub.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace porchlight::bridge {

void EventHub::publish(std::string text) {
    if (text == m_text)
        return;
    m_text = std::move(text);
    ++m_version;
    wake();
}

void EventHub::wake() {
    for (auto* timer : m_waiting)
        timer->cancel();
}

asio::awaitable<void> EventHub::changed(std::uint64_t seen, std::chrono::milliseconds patience) {
    if (seen != m_version)
        co_return;
    asio::steady_timer timer(co_await asio::this_coro::executor, patience);
    m_waiting.insert(&timer);
    boost::system::error_code cancelled;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    m_waiting.erase(&timer);
}

}  // namespace porchlight::bridge
