#include "server/command_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <vector>

namespace porchlight::server {
namespace {

using Arguments = std::span<const char* const>;

template <class T>
bool read_number(std::string_view text, T& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

template <auto Member>
bool take_text(Command& command, std::string_view value) {
    command.*Member = value;
    return !value.empty();
}

template <auto Member>
bool take_number(Command& command, std::string_view value) {
    return read_number(value, command.*Member);
}

bool take_batch(Command& command, std::string_view value) {
    std::size_t batch = 0;
    const bool ok = read_number(value, batch) && batch > 0;
    command.batch = batch;
    return ok;
}

bool take_count(Command& command, std::string_view value) {
    return read_number(value, command.count) && command.count > 0;
}

struct Option {
    std::string_view name;
    bool (*take)(Command&, std::string_view);
};

constexpr std::array kOptions = {
    Option{"--data", take_text<&Command::data>},
    Option{"--desk", take_text<&Command::desk>},
    Option{"--keys", take_text<&Command::keys>},
    Option{"--root", take_text<&Command::root>},
    Option{"--out", take_text<&Command::out>},
    Option{"--listen", take_text<&Command::listen>},
    Option{"--port", take_number<&Command::port>},
    Option{"--batch", take_batch},
    Option{"--name", take_text<&Command::display_name>},
    Option{"--site", take_text<&Command::site>},
    Option{"--key", take_text<&Command::key>},
    Option{"--epoch", take_number<&Command::epoch>},
    Option{"--service", take_text<&Command::service>},
    Option{"--kiosk", take_text<&Command::kiosk>},
    Option{"--count", take_count},
};

// FILE stands for the argument that is not an option.
struct Form {
    std::string_view name;
    CommandName command;
    std::vector<std::string_view> needs;
    std::vector<std::string_view> may_have;
};

const std::vector<Form>& forms() {
    static const std::vector<Form> all = {
        {"serve", CommandName::kServe, {"--data", "--desk"}, {"--port", "--listen", "--batch"}},
        {"init", CommandName::kInit, {"--data", "--keys"}, {}},
        {"import-manifest", CommandName::kImportManifest, {"--data", "FILE"}, {}},
        {"import-release", CommandName::kImportRelease, {"--data", "FILE", "--root"}, {}},
        {"add-kiosk", CommandName::kAddKiosk, {"--data", "--name", "--site", "--key"}, {}},
        {"add-staff", CommandName::kAddStaff, {"--data", "--name", "--site"}, {}},
        {"import-numbers", CommandName::kImportNumbers, {"--data", "--service", "FILE"}, {}},
        {"deal-numbers", CommandName::kDealNumbers, {"--data", "--service", "--site", "--count"}, {"--kiosk"}},
        {"numbers", CommandName::kNumbers, {"--data"}, {}},
        {"export", CommandName::kExport, {"--data", "--epoch", "--out"}, {}},
        {"disclose", CommandName::kDisclose, {"--data", "--out"}, {}},
        {"help", CommandName::kHelp, {}, {}},
    };
    return all;
}

bool contains(const std::vector<std::string_view>& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

// How many arguments were taken: 1 or 2.
std::expected<std::size_t, std::string> take(Arguments rest, const Form& form, Command& command,
                                             std::vector<std::string_view>& given) {
    const std::string_view argument = rest.front();
    const bool is_option = argument.starts_with("--");
    const std::string_view name = is_option ? argument : "FILE";
    if ((!contains(form.needs, name) && !contains(form.may_have, name)) || contains(given, name))
        return std::unexpected("`" + std::string(form.name) + "` does not take " + std::string(argument) +
                               ": see `porchlight-server help`.");
    given.push_back(name);
    if (!is_option) {
        command.file = argument;
        return 1;
    }
    const auto option = std::ranges::find(kOptions, argument, &Option::name);
    if (rest.size() < 2 || !option->take(command, rest[1]))
        return std::unexpected("The value of " + std::string(argument) + " is missing or not possible.");
    return 2;
}

}  // namespace

std::expected<Command, std::string> read_command(Arguments arguments) {
    if (arguments.empty())
        return Command{};
    std::string_view name = arguments.front();
    if (name == "--help" || name == "-h")
        name = "help";
    const auto form = std::ranges::find(forms(), name, &Form::name);
    if (form == forms().end())
        return std::unexpected("There is no command " + std::string(name) + ": see `porchlight-server help`.");
    Command command;
    command.name = form->command;
    std::vector<std::string_view> given;
    for (auto rest = arguments.subspan(1); !rest.empty();) {
        const auto taken = take(rest, *form, command, given);
        if (!taken)
            return std::unexpected(taken.error());
        rest = rest.subspan(*taken);
    }
    for (const auto needed : form->needs)
        if (!contains(given, needed))
            return std::unexpected("`" + std::string(form->name) + "` needs " + std::string(needed) +
                                   ": see `porchlight-server help`.");
    return command;
}

std::string_view help_text() {
    return R"(porchlight-server: hands out releases and manifests, takes approvals, keeps sealed records.

  serve --data DIR --desk WEBDIR [--port 8460] [--listen 127.0.0.1] [--batch N]
        Serves kiosks and desks until SIGTERM. --batch: the fewest records that are shuffled
        together at the end of a day (else as the programme says).
  init --data DIR --keys DIR
        Makes DIR and copies issuer.key and receipt.key into it.
  import-manifest --data DIR FILE
  import-release --data DIR FILE --root WEBDIR
        Take a signed document, and the files of a release. A running server notices within 2 s.
  add-kiosk --data DIR --name NAME --site SITE --key HEX
        HEX: what `porchlight-bridge enroll` prints.
  add-staff --data DIR --name NAME --site SITE
        Reads the password from standard input, one line. Again: a new password.
  import-numbers --data DIR --service ID FILE.csv
        Takes numbers that a service has activated, one a line, into the pool: all, or none.
  deal-numbers --data DIR --service ID --site SITE --count N [--kiosk NAME]
        Deals N numbers of the pool to the kiosks of a site, which fetch them.
  numbers --data DIR
        Counts the numbers of each service.
  export --data DIR --epoch N --out FILE
        Writes the epoch's sealed records for the custodians.
  disclose --data DIR --out FILE
        Writes, for lawyers, all that is held about applicants, and what each thing is.
  help
)";
}

}  // namespace porchlight::server
