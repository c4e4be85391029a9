// One client's connection: reads requests within their limits, has the router's handler answer them, one after the
// other. Its peer's address is never looked at.
// The I/O thread only.
#pragma once

#include "server/clock.h"
#include "server/http/head.h"
#include "server/http/router.h"
#include "server/http/stream.h"
#include "server/http/waiting.h"
#include "server/log.h"

#include <memory>
#include <set>
#include <string>

namespace porchlight::server {

// What all connections of a server share.
struct ServerContext {
    const Router& router;
    const Clock& clock;
    Log& log;
    std::set<std::string, std::less<>> hosts;  // the Host values that are this server's
    bool is_secure = false;                    // browsers reach it by https
    bool stopping = false;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Time = std::chrono::steady_clock::time_point;

    Connection(std::unique_ptr<Stream> stream, const asio::any_io_executor& executor, ServerContext& context);

    // Until the client or the server has had enough.
    awaitable<void> run();
    // Tells a client that there is no room, and ends.
    awaitable<void> refuse(Error error);

    // The server stops: ends at once between requests, or after the answer under way.
    void stop();
    // Since when the server waits for this client to say or take something; nothing while it is thought about.
    std::optional<Time> waiting_since() const { return m_waiting_since; }
    // Ends it, to make room for others.
    void drop();

private:
    enum class Next { kGoOn, kClose };
    struct Refusal {
        Error error = Error::kMalformed;
        std::string allow{};  // the methods that the path has, with kMethod
        bool is_head = false;
    };

    // A refusal: answer it, then close. Nothing: the client is gone.
    awaitable<std::expected<Request, std::optional<Refusal>>> read_request();
    awaitable<std::expected<std::size_t, std::optional<Refusal>>> read_head_bytes();
    awaitable<std::expected<Request, std::optional<Refusal>>> read_body(Head head);
    std::expected<const Route*, Refusal> check(const Head& head) const;
    // More bytes into the buffer; false if none came.
    awaitable<bool> read_more();
    std::string take(std::size_t size);
    // Why no more came.
    std::optional<Refusal> end_of_bytes() const;

    awaitable<Response> answer(const Request& request);
    awaitable<void> refuse(Refusal refusal);
    awaitable<Next> write(Response response, bool is_head, bool keep_alive);
    awaitable<bool> write_file(std::string head, const std::filesystem::path& file, bool is_head);
    std::string head_of(const Response& response, std::optional<std::uint64_t> size, bool keep_alive) const;
    awaitable<void> linger();

    // A client that takes longer is cut off.
    void start_deadline(Time::duration time);
    void end_deadline();
    void start_timer();

    std::unique_ptr<Stream> m_stream;
    ServerContext& m_context;
    std::string m_buffer;
    const Route* m_route = nullptr;  // of the request that was read last
    // Each request moves the deadline, but the timer only where it would come too late: it looks when it fires.
    Time m_deadline = Time::max();
    asio::steady_timer m_timer;
    std::optional<Time> m_waiting_since;
    bool m_timed_out = false;
    bool m_is_idle = false;
    bool m_is_dropped = false;
};

}  // namespace porchlight::server
