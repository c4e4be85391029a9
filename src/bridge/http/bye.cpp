#include "bridge/http/bye.h"

namespace porchlight::bridge {
namespace {

constexpr std::string_view kPage =
#include "bridge_bye_html.inc"
    ;
constexpr std::string_view kStyle =
#include "bridge_bye_css.inc"
    ;
constexpr std::string_view kAddressMark = "{{address}}";

std::string with_address(std::string_view page, std::uint16_t port) {
    std::string out;
    const std::string address = "http://localhost:" + std::to_string(port) + "/";
    for (;;) {
        const auto at = page.find(kAddressMark);
        out += page.substr(0, at);
        if (at == page.npos)
            return out;
        out += address;
        page.remove_prefix(at + kAddressMark.size());
    }
}

}  // namespace

Response serve_bye(std::string_view path, std::uint16_t port) {
    Response out;
    if (path == "/bye") {
        out.headers = {{"Content-Type", "text/html; charset=utf-8"},
                       {"Cache-Control", "no-store"},
                       {"Clear-Site-Data", "\"cache\", \"cookies\", \"storage\""}};
        out.set_text(with_address(kPage, port));
        return out;
    }
    if (path != "/bye.css")
        return error_response(404, "not_found");
    out.headers = {{"Content-Type", "text/css; charset=utf-8"}, {"Cache-Control", "no-store"}};
    out.set_text(std::string(kStyle));
    return out;
}

}  // namespace porchlight::bridge
