// What a machine asks of the server to become a kiosk (PROTOCOL.md, Enrolment). An interface beside server_link.h,
// since it is asked once. Coroutines on one thread.
#pragma once

#include "bridge/link/server_link.h"
#include "protocol/enrolment.h"

namespace porchlight::bridge {

class EnrolmentLink {
public:
    virtual ~EnrolmentLink() = default;
    // What the server refuses is its error's code, such as "code_used"; "" where it does not answer.
    virtual asio::awaitable<std::expected<protocol::Enrolled, std::string>> enroll(
        protocol::EnrolmentBytes request) = 0;
};

}  // namespace porchlight::bridge
