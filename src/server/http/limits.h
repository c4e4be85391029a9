// The transport's limits (protocol/PROTOCOL.md, Limits).
#pragma once

#include <chrono>
#include <cstddef>

namespace porchlight::server {

constexpr std::size_t kMaxHeaderBytes = 8 * 1024;
constexpr std::size_t kMaxStartLineBytes = 2 * 1024;
constexpr std::size_t kMaxJsonBodyBytes = 16 * 1024;
constexpr std::size_t kMaxHeaderFields = 64;
constexpr std::size_t kMaxConnections = 512;
constexpr unsigned kHeldOfKiosk = 8;  // answers that are held back for one kiosk
constexpr std::size_t kMaxConnectionsOfAddress = 128;
constexpr std::size_t kReadStep = 2 * 1024;   // bytes asked for at once
constexpr std::size_t kFileStep = 64 * 1024;  // bytes of a file in memory at once

constexpr std::chrono::seconds kRequestArrives{10};  // from its first byte to its last
constexpr std::chrono::seconds kAnswerIsTaken{60};   // the longest a client may take to read an answer
constexpr std::chrono::seconds kIdleConnection{60};  // between requests
constexpr std::chrono::seconds kLinger{1};           // for a refused body, so that the refusal is read
constexpr std::chrono::seconds kLongestKioskWait{25};
constexpr std::chrono::seconds kLongestCancel{6};  // of what is just being stored
constexpr std::chrono::seconds kLongestDeskWait{20};
constexpr std::chrono::seconds kDrain{10};  // for requests under way when the server is told to stop

}  // namespace porchlight::server
