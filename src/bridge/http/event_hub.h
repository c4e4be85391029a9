// The present state as one JSON text, and a way to wait until it is another. One executor, no locks.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <set>
#include <string>

namespace porchlight::bridge {

namespace asio = boost::asio;

class EventHub {
public:
    void publish(std::string text);
    // Whoever waits looks again, though the state is the same: it may have lost the right to wait.
    void wake();
    const std::string& text() const { return m_text; }
    std::uint64_t version() const { return m_version; }
    // Returns when the version is another than seen, or the patience is over.
    asio::awaitable<void> changed(std::uint64_t seen, std::chrono::milliseconds patience);

private:
    std::string m_text = "{}";
    std::uint64_t m_version = 0;
    std::set<asio::steady_timer*> m_waiting;
};

}  // namespace porchlight::bridge
