// Two ways for a coroutine to wait without holding up the others: for a change (ChangeSignal), and for the answer
// to a callback (Reply).
// The I/O thread only.
#pragma once

#include "server/http/message.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>

namespace porchlight::server {

// Wakes those who wait for news of the same (a site, a kiosk); each looks for itself what has changed.
template <class Key>
class ChangeSignal {
public:
    awaitable<void> wait_until(Key of, std::chrono::steady_clock::time_point deadline) {
        asio::steady_timer timer(co_await asio::this_coro::executor, deadline);
        const Membership membership(m_waiting, std::move(of), timer);
        boost::system::error_code ignored;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    void notify(const Key& of) {
        for (auto [at, end] = m_waiting.equal_range(of); at != end; ++at)
            at->second->cancel();
    }
    void notify_all() {
        for (const auto& [of, timer] : m_waiting)
            timer->cancel();
    }

private:
    using Waiting = std::multimap<Key, asio::steady_timer*>;

    // Among them for as long as it lives, even when the coroutine is thrown away in mid-wait.
    class Membership {
    public:
        Membership(Waiting& all, Key of, asio::steady_timer& timer)
            : m_all(all), m_at(all.emplace(std::move(of), &timer)) {}
        ~Membership() { m_all.erase(m_at); }
        Membership(const Membership&) = delete;
        Membership& operator=(const Membership&) = delete;

    private:
        Waiting& m_all;
        Waiting::iterator m_at;
    };

    Waiting m_waiting;
};

// The value that a callback is going to be called with. The callback must be called on the I/O thread.
template <class T>
class Reply {
public:
    explicit Reply(const asio::any_io_executor& executor) : m_state(std::make_shared<State>(executor)) {}

    // May outlive the coroutine that waits.
    auto setter() const {
        return [state = m_state](T value) {
            state->value = std::move(value);
            state->timer.cancel();
        };
    }

    awaitable<T> get() {
        boost::system::error_code ignored;
        while (!m_state->value)
            co_await m_state->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        co_return std::move(*m_state->value);
    }

private:
    struct State {
        explicit State(const asio::any_io_executor& executor)
            : timer(executor, std::chrono::steady_clock::time_point::max()) {}
        asio::steady_timer timer;
        std::optional<T> value;
    };

    std::shared_ptr<State> m_state;
};

}  // namespace porchlight::server
