#include "bridge/options.h"

#include "bridge/places.h"

#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace porchlight::bridge {

const char* const kUsage =
    "porchlight-bridge: the helper on a kiosk: serves the app to this machine's browser, prints cards.\n"
    "\n"
    "  enroll  ADDRESS CODE --data DIR                makes this machine the kiosk that the code is for, at the server\n"
    "          [--trust FILE] the trust file, where it was carried here and the server is not to give it\n"
    "          [--ca FILE] PEM that signs the server's certificate, if not an authority that the system knows\n"
    "  enroll  --data DIR --server URL --trust FILE   by hand: makes the kiosk's key, pins whom to trust; prints the key\n"
    "          [--ca FILE]\n"
    "  move    ADDRESS --data DIR                     the server is at another address now\n"
    "  serve   --data DIR [--port 8470] --printer P   runs until it is stopped\n"
    "          P: ipp://localhost:PORT/ipp/print, ipps://…, the name of a CUPS queue, file:FOLDER, or none\n"
    "          [--assets DIR] card templates           [--fonts DIR] fonts beside the system's\n"
    "          [--check-seconds 60] how often the server is asked for a newer app and programme\n"
    "          [--printer-patience 60] seconds that a printer with a card in it may be silent\n"
    "  address --data DIR                             a new one-time address from the running bridge\n"
    "\n"
    "For whoever looks after the kiosk and its printer (P: where `serve` printed last, if it is not given):\n"
    "\n"
    "  doctor    --data DIR [--printer P] [--port 8470]   checks everything, and says what to do\n"
    "            [--cups /etc/cups] where the queue's cupsd.conf and cups-files.conf are\n"
    "  preview   --data DIR --out FOLDER [--printer P]    a sample card as PNG, with the printer's very dots\n"
    "  check-card --data DIR                              has each class of the programme a template for its cards?\n"
    "  test-card --data DIR [--printer P]                 prints the sample\n"
    "  calibrate --data DIR [--printer P]                 prints rulers on both sides\n"
    "            [--front X,Y] [--back X,Y]               what was read off them, in tenths of a millimetre\n"
    "  counters  --data DIR [--cleaned]                   cards printed; sets the count since cleaning to zero\n"
    "\n"
    "  help\n";

namespace {

constexpr std::chrono::seconds kLongestCheck{86'400};
constexpr std::chrono::seconds kLongestPatience{3'600};

using Values = std::map<std::string, std::string>;

struct Rules {
    Command command;
    std::set<std::string> needed;
    std::set<std::string> allowed;
    std::set<std::string> flags{};     // without a value
    std::vector<std::string> words{};  // what may stand without an option's name, in this order
};

const std::map<std::string, Rules>& rules() {
    static const std::map<std::string, Rules> all{
        {"enroll", {Command::kEnroll, {"--data"}, {"--server", "--trust", "--ca"}, {}, {"ADDRESS", "CODE"}}},
        {"move", {Command::kMove, {"--data", "ADDRESS"}, {}, {}, {"ADDRESS"}}},
        {"serve",
         {Command::kServe,
          {"--data", "--printer"},
          {"--port", "--assets", "--fonts", "--check-seconds", "--printer-patience"}}},
        {"address", {Command::kAddress, {"--data"}, {}}},
        {"doctor", {Command::kDoctor, {"--data"}, {"--printer", "--port", "--assets", "--fonts", "--cups"}}},
        {"preview", {Command::kPreview, {"--data", "--out"}, {"--printer", "--assets", "--fonts"}}},
        {"check-card", {Command::kCheckCard, {"--data"}, {"--assets"}}},
        {"test-card", {Command::kTestCard, {"--data"}, {"--printer", "--assets", "--fonts"}}},
        {"calibrate", {Command::kCalibrate, {"--data"}, {"--printer", "--front", "--back", "--assets", "--fonts"}}},
        {"counters", {Command::kCounters, {"--data"}, {}, {"--cleaned"}}},
    };
    return all;
}

std::string sentence(const std::string& text) { return text + " `porchlight-bridge help` lists what there is."; }

std::expected<Values, std::string> read_values(const Rules& rule, std::span<char* const> arguments) {
    Values out;
    auto words = rule.words.begin();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string name = arguments[i];
        if (!name.starts_with("--") && words != rule.words.end()) {
            out[*words++] = name;
            continue;
        }
        if (rule.flags.contains(name)) {
            out[name] = "yes";
            continue;
        }
        if (!rule.needed.contains(name) && !rule.allowed.contains(name))
            return std::unexpected(sentence("There is no option '" + name + "' here."));
        if (++i == arguments.size())
            return std::unexpected(sentence("The option " + name + " needs a value."));
        out[name] = arguments[i];
    }
    for (const auto& name : rule.needed)
        if (!out.contains(name) || out[name].empty())
            return std::unexpected(sentence((name.starts_with("--") ? "The option " + name : name) + " is missing."));
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

// "X,Y" in tenths of a millimetre, as they are read off a calibration card.
std::optional<Offset> read_offset(const std::string& text) {
    constexpr int kHundredths = 10;
    const auto comma = text.find(',');
    if (comma == text.npos)
        return std::nullopt;
    const auto x = whole_number<int>(text.substr(0, comma));
    const auto y = whole_number<int>(text.substr(comma + 1));
    const auto is_near = [](const std::optional<int>& tenths) {
        return tenths && *tenths >= -kMaxOffset / kHundredths && *tenths <= kMaxOffset / kHundredths;
    };
    if (!is_near(x) || !is_near(y))
        return std::nullopt;
    return Offset{*x * kHundredths, *y * kHundredths};
}

std::expected<void, std::string> read_offsets(const Values& values, Options& out) {
    for (const auto& [name, place] : {std::pair{"--front", &out.front}, std::pair{"--back", &out.back}}) {
        const auto at = values.find(name);
        if (at == values.end())
            continue;
        *place = read_offset(at->second);
        if (!*place)
            return std::unexpected(sentence("'" + at->second +
                                            "' is not X,Y: two whole numbers of tenths of a millimetre, from -50 to "
                                            "50, such as -3,2."));
    }
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

// By a code, or by hand: with what belongs to the one, and nothing of the other.
std::expected<void, std::string> read_enrolment(Values& values, Options& out) {
    const bool by_code = values.contains("ADDRESS");
    if (by_code && values.contains("--server"))
        return std::unexpected(sentence("The server is named twice: as ADDRESS, and with --server."));
    out.server = values[by_code ? "ADDRESS" : "--server"];
    out.code = values["CODE"];
    if (by_code && out.code.empty())
        return std::unexpected(sentence("CODE is missing: `porchlight-server enroll-code` makes one."));
    if (!by_code && (out.server.empty() || out.trust.empty()))
        return std::unexpected(sentence("ADDRESS and CODE are missing, or --server and --trust."));
    return {};
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
    out.trust = (*values)["--trust"];
    out.authority = (*values)["--ca"];
    if (out.command == Command::kEnroll)
        if (const auto read = read_enrolment(*values, out); !read)
            return std::unexpected(read.error());
    if (out.command == Command::kMove)
        out.server = (*values)["ADDRESS"];
    out.printer = (*values)["--printer"];
    if (values->contains("--assets"))
        out.assets = (*values)["--assets"];
    if (values->contains("--fonts"))
        out.fonts = (*values)["--fonts"];
    out.out = (*values)["--out"];
    out.cleaned = values->contains("--cleaned");
    if (values->contains("--cups"))
        out.cups = (*values)["--cups"];
    if (const auto read = read_numbers(*values, out); !read)
        return std::unexpected(read.error());
    if (const auto read = read_offsets(*values, out); !read)
        return std::unexpected(read.error());
    return out;
}

}  // namespace porchlight::bridge
