// By which names browsers and bridges reach this server, and whether they come by https: what a Host and an Origin are
// compared with. A name that is not known here is another site's, led here by its own name server.
// Any thread.
#pragma once

#include "server/command_line.h"

#include <boost/asio/ip/tcp.hpp>

#include <set>

namespace porchlight::server {

struct PublicAddress {
    bool is_secure = false;
    std::set<std::string, std::less<>> hosts;  // as a Host has them
};

// Where to listen: plain HTTP for this machine alone, whose browser or proxy it may be. An error is one sentence.
std::expected<boost::asio::ip::tcp::endpoint, std::string> read_endpoint(const Command& command);

// port: the one that is listened on. An error is one sentence.
std::expected<PublicAddress, std::string> read_public_address(const Command& command, std::uint16_t port);

}  // namespace porchlight::server
