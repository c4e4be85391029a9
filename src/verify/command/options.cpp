#include "verify/command/options.h"

#include <array>
#include <set>

namespace porchlight::checking {
namespace {

struct TextOption {
    std::string_view name;
    std::string Options::* at;
};

constexpr std::array<TextOption, 7> kTexts{{{"--trust", &Options::trust},
                                            {"--manifest", &Options::manifest},
                                            {"--image", &Options::image},
                                            {"--code", &Options::code},
                                            {"--name", &Options::name},
                                            {"--dob", &Options::dob},
                                            {"--number", &Options::number}}};

std::expected<void, std::string> take(Options& out, const std::string& name, const std::string& value) {
    for (const auto& option : kTexts)
        if (option.name == name) {
            out.*option.at = value;
            return {};
        }
    if (name != "--on")
        return std::unexpected("I do not know " + name + ".");
    out.on = date::parse(value);
    if (!out.on)
        return std::unexpected("--on takes a date, as YYYY-MM-DD.");
    return {};
}

std::expected<Options, std::string> checked(Options options) {
    if (options.help)
        return options;
    if (options.trust.empty() || options.manifest.empty())
        return std::unexpected("I need --trust and --manifest.");
    if (options.code.empty() == options.image.empty())
        return std::unexpected("I need either --code or --image.");
    const int given = int{!options.name.empty()} + int{!options.dob.empty()} + int{!options.number.empty()};
    if (given != 0 && given != 3)
        return std::unexpected("--name, --dob and --number go together: a code is bound to all three.");
    if (options.ask && given != 0)
        return std::unexpected("--ask takes the place of --name, --dob and --number.");
    return options;
}

}  // namespace

const std::string_view kHelp =
    "porchlight-verify checks a card, offline and without a trace.\n"
    "\n"
    "  porchlight-verify --trust trust.json --manifest manifest.json\n"
    "                    --image PICTURE | --code TEXT\n"
    "                    [--ask | --name NAME --dob YYYY-MM-DD --number NUMBER] [--on YYYY-MM-DD]\n"
    "\n"
    "  --trust     the custodians' keys that you have from a source of your own\n"
    "  --manifest  the city's signed list of keys\n"
    "  --image     a picture of the card's back: PNG, JPEG and what else this machine reads\n"
    "  --code      the text of the card's code; - reads it from standard input\n"
    "  --ask       asks for what is printed on the card: nobody sees it in the list of processes\n"
    "  --on        judges by this day instead of today\n"
    "\n"
    "It ends with 0: genuine, and what was typed matches; 1: not genuine, expired, or what was typed does not match;\n"
    "2: wrong use; 3: could not be checked; 4: genuine by a list that is past its date.\n"
    "A code can be copied onto another card: compare the person with the photo.\n";

std::expected<Options, std::string> parse_options(std::span<char* const> words) {
    Options out;
    std::set<std::string> seen;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string name = words[i];
        if (!seen.insert(name).second)
            return std::unexpected(name + " is there twice.");
        if (name == "--help" || name == "help") {
            out.help = true;
        } else if (name == "--ask") {
            out.ask = true;
        } else if (i + 1 == words.size()) {
            return std::unexpected(name.starts_with("--") ? name + " needs a value." : "I do not know " + name + ".");
        } else if (const auto taken = take(out, name, words[++i]); !taken) {
            return std::unexpected(taken.error());
        }
    }
    return checked(std::move(out));
}

}  // namespace porchlight::checking
