// Accepts the browser on this machine's loopback addresses, and on no other. Coroutines on the serving thread.
#pragma once

#include "bridge/http/router.h"
#include "bridge/world/files.h"

#include <boost/asio/ip/tcp.hpp>

#include <expected>
#include <string>
#include <vector>

namespace porchlight::bridge {

class Listener {
public:
    // 127.0.0.1, and ::1 where the machine has it: browsers take `localhost` for either, and try ::1 first. port 0: any
    // free one. passed: sockets of passed_sockets.h; their port counts then. One sentence if one of the two addresses
    // is another program's, or may not be had.
    static std::expected<Listener, std::string> open(const asio::any_io_executor& executor, std::uint16_t port,
                                                     std::vector<OpenFile> passed = {});

    std::uint16_t port() const { return m_port; }
    // Accepts until the executor stops.
    void start(Router& router);

private:
    void add(asio::ip::tcp::acceptor acceptor);

    std::vector<asio::ip::tcp::acceptor> m_acceptors;
    std::uint16_t m_port = 0;
};

}  // namespace porchlight::bridge
