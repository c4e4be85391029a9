// Where a printer is, as --printer gives it, and which addresses are allowed: a card must not cross a network in
// the clear. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <variant>

namespace porchlight::bridge {

struct IppAddress {
    std::string uri;  // of the printer, for printer-uri
    std::string host;
    std::uint16_t port = 631;
    std::string resource;  // such as "/ipp/print"
    bool encrypted = false;
};
struct QueueAddress {
    std::string name;  // of a queue of the CUPS on this machine, by its local socket
};
struct FolderAddress {
    std::string path;
};
struct NoAddress {};

using PrinterAddress = std::variant<IppAddress, QueueAddress, FolderAddress, NoAddress>;

// One sentence for whoever started the bridge, if the address is not one or not allowed.
std::expected<PrinterAddress, std::string> parse_printer_address(std::string_view text);

}  // namespace porchlight::bridge
