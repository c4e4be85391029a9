#include "bridge/printer/address.h"

#include "bridge/printer/way.h"

#include <algorithm>
#include <charconv>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxQueueName = 127;

bool is_queue_symbol(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

bool is_uri_symbol(char c) { return c > ' ' && c <= '~' && c != '"' && c != '<' && c != '>' && c != '@'; }

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::expected<PrinterAddress, std::string> parse_ipp(std::string_view text, bool encrypted) {
    const auto rest = text.substr(text.find("://") + 3);
    const auto slash = std::min(rest.find('/'), rest.size());
    auto host = rest.substr(0, slash);
    IppAddress out{std::string(text), "", 631, std::string(rest.substr(slash)), encrypted};
    if (const auto colon = host.rfind(':'); colon != host.npos && host.find(']', colon) == host.npos) {
        const auto digits = host.substr(colon + 1);
        const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), out.port);
        if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size() || out.port == 0)
            return std::unexpected("The printer address " + quoted(text) + " has no port that there is.");
        host = host.substr(0, colon);
    }
    if (host.empty() || !std::ranges::all_of(text, is_uri_symbol))
        return std::unexpected("The printer address " + quoted(text) + " is not an address.");
    if (!encrypted && !is_loopback(host == "[::1]" ? "::1" : host))
        return std::unexpected("The printer " + quoted(text) +
                               " would get every card over the network in the clear: use ipps:// or a CUPS queue.");
    out.host = host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
    if (out.resource.empty())
        out.resource = "/";
    return out;
}

}  // namespace

std::expected<PrinterAddress, std::string> parse_printer_address(std::string_view text) {
    if (text == "none")
        return NoAddress{};
    if (text.starts_with("file:") && text.size() > 5)
        return FolderAddress{std::string(text.substr(5))};
    if (text.starts_with("ipp://"))
        return parse_ipp(text, false);
    if (text.starts_with("ipps://"))
        return parse_ipp(text, true);
    if (text.empty() || text.size() > kMaxQueueName || !std::ranges::all_of(text, is_queue_symbol))
        return std::unexpected("The printer " + quoted(text) +
                               " is none that the bridge can use: give ipp://localhost…, ipps://…, the name of a "
                               "CUPS queue, file:FOLDER, or none.");
    return QueueAddress{std::string(text)};
}

}  // namespace porchlight::bridge
