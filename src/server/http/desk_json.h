// The desk's messages as JSON (protocol/PROTOCOL.md, The desk). Reading is strict: exactly the stated members.
// Any thread.
#pragma once

#include "server/issuance_board.h"
#include "server/printer_board.h"

#include <optional>

namespace porchlight::server {

struct SignInMessage {
    std::string name;
    std::string password;
};
struct ApproveMessage {
    protocol::RequestId request;
    std::array<std::string, 3> words;
};
struct DenyMessage {
    protocol::RequestId request;
    protocol::DenialReason reason;
};

// Nothing: malformed.
std::optional<SignInMessage> read_sign_in(std::string_view body);
std::optional<ApproveMessage> read_approve(std::string_view body);
std::optional<DenyMessage> read_deny(std::string_view body);
bool is_empty_object(std::string_view body);

// Changes whenever what write_waiting() gives for the site does.
std::uint64_t desk_version(const IssuanceBoard& board, const PrinterBoard& printers, const std::string& site);
std::string write_waiting(const IssuanceBoard& board, const PrinterBoard& printers, const Settings& settings,
                          const Staff& staff);

}  // namespace porchlight::server
