#include "bridge/printer/way.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

// Between "//" and the next "/", without user and port; brackets of IPv6 taken off.
std::string_view host_of(std::string_view rest) {
    if (!rest.starts_with("//"))
        return {};
    rest = rest.substr(2);
    rest = rest.substr(0, rest.find_first_of("/?"));
    if (const auto at = rest.rfind('@'); at != rest.npos)
        rest = rest.substr(at + 1);
    if (rest.starts_with('['))
        return rest.substr(1, rest.find(']') - 1);
    return rest.substr(0, rest.find(':'));
}

}  // namespace

bool is_loopback(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "::1"; }

Way way_of(std::string_view device_uri, const PrinterModel& model) {
    const auto colon = device_uri.find(':');
    if (colon == device_uri.npos)
        return Way::kForbidden;
    const auto scheme = device_uri.substr(0, colon);
    const auto rest = device_uri.substr(colon + 1);
    if (scheme == "ipps" || scheme == "https")
        return Way::kAnswers;
    if (scheme == "ipp" || scheme == "http")
        return is_loopback(host_of(rest)) ? Way::kAnswers : Way::kForbidden;
    if (scheme == "dnssd")
        return rest.find("._ipps._tcp") != rest.npos ? Way::kAnswers : Way::kForbidden;
    if (scheme == "socket" || scheme == "lpd")
        return is_loopback(host_of(rest)) ? Way::kSpools : Way::kForbidden;
    if (scheme == "usb" || std::ranges::find(model.backends, scheme) != model.backends.end())
        return Way::kSpools;
    return Way::kForbidden;
}

}  // namespace porchlight::bridge
