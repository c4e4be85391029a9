// Accepts the browser on this machine's loopback addresses, and on no other. Coroutines on the serving thread.
#pragma once

#include "bridge/http/router.h"

#include <boost/asio/ip/tcp.hpp>

#include <optional>
#include <vector>

namespace porchlight::bridge {

class Listener {
public:
    // 127.0.0.1, and ::1 where the machine has it: browsers take `localhost` for either. port 0: any free one.
    // Nothing if 127.0.0.1 cannot be had.
    static std::optional<Listener> open(const asio::any_io_executor& executor, std::uint16_t port);

    std::uint16_t port() const { return m_port; }
    // Accepts until the executor stops.
    void start(Router& router);

private:
    std::vector<asio::ip::tcp::acceptor> m_acceptors;
    std::uint16_t m_port = 0;
};

}  // namespace porchlight::bridge
