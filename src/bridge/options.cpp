#include "bridge/options.h"

#include "bridge/places.h"

#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace porchlight::bridge {

const char* const kUsage =
    "porchlight-bridge: the helper on a kiosk: serves the app to this machine's browser, prints cards.\n"
    "\n"
    "  enroll  --data DIR --server URL --trust FILE   makes the kiosk's key, pins whom to trust; prints the key\n"
    "  serve   --data DIR [--port 8470] --printer P   runs until it is stopped\n"
    "          P: ipp://localhost:PORT/ipp/print, ipps://…, the name of a CUPS queue, file:FOLDER, or none\n"
    "          [--assets DIR] card templates           [--fonts DIR] fonts beside the system's\n"
    "          [--check-seconds 60] how often the server is asked for a newer app and programme\n"
    "          [--printer-patience 60] seconds that a printer with a card in it may be silent\n"
    "  address --data DIR                             a new one-time address from the running bridge\n"
    "  help\n";

namespace {

constexpr std::chrono::seconds kLongestCheck{86'400};
constexpr std::chrono::seconds kLongestPatience{3'600};

using Values = std::map<std::string, std::string>;

struct Rules {
    Command command;
    std::set<std::string> needed;
    std::set<std::string> allowed;
};

const std::map<std::string, Rules>& rules() {
    static const std::map<std::string, Rules> all{
        {"enroll", {Command::kEnroll, {"--data", "--server", "--trust"}, {}}},
        {"serve",
         {Command::kServe,
          {"--data", "--printer"},
          {"--port", "--assets", "--fonts", "--check-seconds", "--printer-patience"}}},
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

template <class Number>
std::optional<Number> whole_number(const std::string& text) {
    Number out = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
        return std::nullopt;
    return out;
}

// Left as it is where the option is not given.
std::expected<void, std::string> read_seconds(const Values& values, const char* name, std::chrono::seconds most,
                                              std::chrono::seconds& out) {
    const auto at = values.find(name);
    if (at == values.end())
        return {};
    const auto seconds = whole_number<unsigned>(at->second);
    if (!seconds || *seconds == 0 || *seconds > most.count())
        return std::unexpected(sentence("'" + at->second + "' is not a number of seconds from 1 to " +
                                        std::to_string(most.count()) + "."));
    out = std::chrono::seconds(*seconds);
    return {};
}

std::expected<void, std::string> read_numbers(const Values& values, Options& out) {
    if (const auto at = values.find("--port"); at != values.end()) {
        const auto port = whole_number<std::uint16_t>(at->second);
        if (!port)
            return std::unexpected(sentence("'" + at->second + "' is not a port."));
        out.port = *port;
    }
    if (const auto read = read_seconds(values, "--check-seconds", kLongestCheck, out.check_every); !read)
        return read;
    return read_seconds(values, "--printer-patience", kLongestPatience, out.printer_patience);
}

}  // namespace

std::expected<Options, std::string> parse_options(std::span<char* const> arguments) {
    Options out;
    const auto places = default_places();
    out.assets = places.assets;
    out.fonts = places.fonts;
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
    if (const auto read = read_numbers(*values, out); !read)
        return std::unexpected(read.error());
    return out;
}

}  // namespace porchlight::bridge
