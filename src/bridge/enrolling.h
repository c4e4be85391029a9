// Enrolment by a code (PROTOCOL.md, Enrolment): takes the trust file that the code is for, makes the kiosk's key, and
// registers it. One process at a time (the folder's lock).
#pragma once

#include "bridge/link/enrolment_link.h"
#include "bridge/link/server_link.h"

#include <expected>
#include <filesystem>
#include <string>

namespace porchlight::bridge {

struct EnrolmentOrder {
    std::filesystem::path data;
    std::string server;           // its address
    std::string code;             // as it was typed
    std::filesystem::path trust;  // a file that was carried; empty: as the server gives it
    std::string authority_pem{};  // pinned, as the link has it (url.h)
};

struct EnrolledKiosk {
    public_key key{};
    std::string city;
    protocol::Enrolled place;
};

// One sentence if anything is wrong, with the error's code.
asio::awaitable<std::expected<EnrolledKiosk, std::string>> enroll_by_code(EnrolmentOrder order, ServerLink& link,
                                                                          EnrolmentLink& enrolment);

}  // namespace porchlight::bridge
