// The desk's messages as JSON (protocol/PROTOCOL.md, The desk). Reading is strict: exactly the stated members.
// Any thread.
#pragma once

#include "server/issuance_board.h"
#include "server/printer_board.h"
#include "server/unusual_board.h"

#include <optional>

namespace porchlight::server {

struct ApproveMessage {
    protocol::RequestId request;
    std::array<std::string, 3> words;
};
struct RefuseMessage {
    protocol::RequestId request;
    protocol::Refusal refusal;
};

// Nothing: malformed.
std::optional<ApproveMessage> read_approve(std::string_view body);
// documents: of the programme in force, whose needs may be named.
std::optional<RefuseMessage> read_deny(std::string_view body, const protocol::Documents& documents);
// rules: of the programme in force; what it does not print is not sent back.
std::optional<RefuseMessage> read_correct(std::string_view body, const protocol::CardRules& rules);
std::optional<RefuseMessage> read_end(std::string_view body);
bool is_empty_object(std::string_view body);

// What the desk shows, all of it kept in memory.
struct DeskBoards {
    const IssuanceBoard& issuances;
    const PrinterBoard& printers;
    const UnusualBoard& unusual;
    const CurrentSettings& settings;
};

// The programme's rule and papers, in its first language, and what may be sent back.
std::string write_documents(const Settings& settings);

json printer_json(const std::string& kiosk, const protocol::PrinterReport& report);

// Changes whenever what write_waiting() gives for the account's site does.
std::uint64_t desk_version(const DeskBoards& boards, const Staff& staff);
std::string write_waiting(const DeskBoards& boards, const Staff& staff);

}  // namespace porchlight::server
