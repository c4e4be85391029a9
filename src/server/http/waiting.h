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
#include <memory>
#include <optional>
#include <set>

namespace porchlight::server {

// Wakes all who wait, whenever something has changed; each looks for itself whether it concerns it.
class ChangeSignal {
public:
    awaitable<void> wait_until(std::chrono::steady_clock::time_point deadline);
    void notify();

private:
    std::set<asio::steady_timer*> m_waiting;
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
