#include "bridge/options.h"

#include <charconv>
#include <map>
#include <set>

namespace porchlight::bridge {

const char* const kUsage =
    "porchlight-bridge: the helper on a kiosk: serves the app to this machine's browser, prints cards.\n"
    "\n"
    "  enroll  --data DIR --server URL --trust FILE   makes the kiosk's key, pins whom to trust; prints the key\n"
    "  serve   --data DIR [--port 8470] --printer P   runs until it is stopped\n"
    "          P: ipp://localhost:PORT/ipp/print, ipps://…, the name of a CUPS queue, file:FOLDER, or none\n"
    "          [--assets DIR] card templates           [--fonts DIR] fonts beside the system's\n"
    "  address --data DIR                             a new one-time address from the running bridge\n"
    "  help\n";

namespace {

using Values = std::map<std::string, std::string>;

struct Rules {
    Command command;
    std::set<std::string> needed;
    std::set<std::string> allowed;
};

const std::map<std::string, Rules>& rules() {
    static const std::map<std::string, Rules> all{
        {"enroll", {Command::kEnroll, {"--data", "--server", "--trust"}, {}}},
        {"serve", {Command::kServe, {"--data", "--printer"}, {"--port", "--assets", "--fonts"}}},
        {"address", {Command::kAddress, {"--data"}, {}}},
    };
    return all;
}

std::string sentence(const std::string& text) { return text + " `porchlight-bridge help` lists what there is."; }

std::expected<Values, std::string> read_values(const Rules& rule, std::span<char* const> arguments) {
    Values out;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        const std::string name = arguments[i];
        if (!rule.needed.contains(name) && !rule.allowed.contains(name))
            return std::unexpected(sentence("There is no option '" + name + "' here."));
        if (i + 1 == arguments.size())
            return std::unexpected(sentence("The option " + name + " needs a value."));
        out[name] = arguments[i + 1];
    }
    for (const auto& name : rule.needed)
        if (!out.contains(name) || out[name].empty())
            return std::unexpected(sentence("The option " + name + " is missing."));
    return out;
}

std::expected<std::uint16_t, std::string> read_port(const std::string& text) {
    std::uint16_t port = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), port);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
        return std::unexpected(sentence("'" + text + "' is not a port."));
    return port;
}

}  // namespace

std::expected<Options, std::string> parse_options(std::span<char* const> arguments) {
    Options out;
    out.assets = PORCHLIGHT_BRIDGE_ASSETS;
    out.fonts = PORCHLIGHT_BRIDGE_FONTS;
    const std::string command = arguments.size() > 1 ? arguments[1] : "help";
    if (command == "help" || command == "--help")
        return out;
    const auto rule = rules().find(command);
    if (rule == rules().end())
        return std::unexpected(sentence("There is no command '" + command + "'."));
    auto values = read_values(rule->second, arguments.subspan(2));
    if (!values)
        return std::unexpected(values.error());
    out.command = rule->second.command;
    out.data = (*values)["--data"];
    out.server = (*values)["--server"];
    out.trust = (*values)["--trust"];
    out.printer = (*values)["--printer"];
    if (values->contains("--assets"))
        out.assets = (*values)["--assets"];
    if (values->contains("--fonts"))
        out.fonts = (*values)["--fonts"];
    if (!values->contains("--port"))
        return out;
    const auto port = read_port((*values)["--port"]);
    if (!port)
        return std::unexpected(port.error());
    out.port = *port;
    return out;
}

}  // namespace porchlight::bridge
