// The server's log in logfmt: start, stop, imports, and errors as codes with counts by day. It takes no address, no
// name and nothing of a successful issuance, so that it can match none to an hour.
// Any thread.
#pragma once

#include "base/date.h"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace porchlight::server {

class Log {
public:
    using Sink = std::function<void(const std::string& line)>;

    // sink: is given whole lines without an end of line, one at a time.
    explicit Log(Sink sink) : m_sink(std::move(sink)) {}

    // what: an event, and perhaps more. "day=2026-11-23 event=settings manifest=3"
    void event(const date& day, std::string_view what);
    // A request that was refused: counted, and written as one line for the day.
    void count_error(const date& day, std::string_view code);
    // Writes what was counted.
    void flush();

private:
    void flush_locked();

    std::mutex m_mutex;
    Sink m_sink;
    std::string m_day;
    std::map<std::string, std::uint64_t, std::less<>> m_errors;
};

}  // namespace porchlight::server
