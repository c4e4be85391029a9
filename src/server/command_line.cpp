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

bool take_store(Command& command, std::string_view value) {
    command.store = value;
    return value.starts_with("postgresql://") || value.starts_with("postgres://");
}

bool take_metrics_port(Command& command, std::string_view value) {
    command.metrics_port.emplace();
    return read_number(value, *command.metrics_port);
}

bool take_per_address(Command& command, std::string_view value) {
    command.per_address.emplace();
    return read_number(value, *command.per_address) && *command.per_address > 0;
}

bool take_count(Command& command, std::string_view value) {
    return read_number(value, command.count) && command.count > 0;
}

// At most a month: a code is carried, and not kept.
bool take_hours(Command& command, std::string_view value) {
    return read_number(value, command.hours) && command.hours > 0 && command.hours <= 31 * 24;
}

template <auto member>
bool take_flag(Command& command, std::string_view) {
    command.*member = true;
    return true;
}

struct Option {
    std::string_view name;
    bool (*take)(Command&, std::string_view);
    bool has_value = true;
};

constexpr std::array kOptions = {
    Option{"--data", take_text<&Command::data>},
    Option{"--store", take_store},
    Option{"--desk", take_text<&Command::desk>},
    Option{"--verify", take_text<&Command::verify>},
    Option{"--keys", take_text<&Command::keys>},
    Option{"--root", take_text<&Command::root>},
    Option{"--out", take_text<&Command::out>},
    Option{"--proof", take_text<&Command::proof>},
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
    Option{"--hours", take_hours},
    Option{"--tls-cert", take_text<&Command::tls_certificate>},
    Option{"--tls-key", take_text<&Command::tls_key>},
    Option{"--host", take_text<&Command::host>},
    Option{"--behind-proxy", take_text<&Command::behind_proxy>},
    Option{"--metrics-port", take_metrics_port},
    Option{"--per-address", take_per_address},
    Option{"--user", take_text<&Command::user>},
    Option{"--role", take_text<&Command::role>},
    Option{"--demo", take_flag<&Command::demo>, false},
    Option{"--waiting", take_flag<&Command::waiting>, false},
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
        {"serve",
         CommandName::kServe,
         {"--data", "--desk"},
         {"--verify", "--store", "--port", "--listen", "--batch", "--tls-cert", "--tls-key", "--host", "--behind-proxy",
          "--metrics-port", "--per-address", "--user"}},
        {"check",
         CommandName::kCheck,
         {"--data", "--desk"},
         {"--verify", "--store", "--port", "--listen", "--tls-cert", "--tls-key", "--host", "--behind-proxy"}},
        {"init", CommandName::kInit, {"--data", "--keys"}, {}},
        {"import-manifest", CommandName::kImportManifest, {"--data", "FILE"}, {"--store"}},
        {"import-release", CommandName::kImportRelease, {"--data", "FILE", "--root"}, {"--store"}},
        {"import-statement", CommandName::kImportStatement, {"--data", "FILE"}, {"--proof", "--store"}},
        {"epochs", CommandName::kEpochs, {"--data"}, {"--store"}},
        {"add-site", CommandName::kAddSite, {"--data", "FILE"}, {"--store"}},
        {"sites", CommandName::kSites, {"--data"}, {"--store"}},
        {"enroll-code", CommandName::kEnrollCode, {"--data", "--site", "--name"}, {"--hours", "--store"}},
        {"kiosks", CommandName::kKiosks, {"--data"}, {"--store"}},
        {"suspend-kiosk", CommandName::kSuspendKiosk, {"--data", "--site", "--name"}, {"--store"}},
        {"resume-kiosk", CommandName::kResumeKiosk, {"--data", "--site", "--name"}, {"--store"}},
        {"remove-kiosk", CommandName::kRemoveKiosk, {"--data", "--site", "--name"}, {"--store"}},
        {"add-kiosk", CommandName::kAddKiosk, {"--data", "--name", "--site", "--key"}, {"--store"}},
        {"add-staff", CommandName::kAddStaff, {"--data", "--name", "--site"}, {"--role", "--demo", "--store"}},
        {"reset-staff", CommandName::kResetStaff, {"--data", "--name"}, {"--store"}},
        {"unlock-staff", CommandName::kUnlockStaff, {"--data", "--name"}, {"--store"}},
        {"remove-staff", CommandName::kRemoveStaff, {"--data", "--name"}, {"--store"}},
        {"import-numbers", CommandName::kImportNumbers, {"--data", "--service", "FILE"}, {"--store"}},
        {"deal-numbers",
         CommandName::kDealNumbers,
         {"--data", "--service", "--site", "--count"},
         {"--kiosk", "--store"}},
        {"numbers", CommandName::kNumbers, {"--data"}, {"--store"}},
        {"export", CommandName::kExport, {"--data", "--epoch", "--out"}, {"--store"}},
        {"batch", CommandName::kBatch, {"--data", "--epoch", "--out"}, {"--store"}},
        {"backup", CommandName::kBackup, {"--data", "--out"}, {"--waiting"}},
        {"restore", CommandName::kRestore, {"--data", "FILE"}, {}},
        {"disclose", CommandName::kDisclose, {"--data", "--out"}, {"--store"}},
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
    if (!option->has_value) {
        option->take(command, {});
        return 1;
    }
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

  serve --data DIR --desk WEBDIR [--verify WEBDIR] [--port 8460] [--listen 127.0.0.1] [--batch N]
        Serves kiosks, desks and administration until SIGTERM, and with --verify the page that
        checks cards. --batch: the fewest records that are shuffled
        together at the end of a day (else as the programme says).
        --tls-cert FILE --tls-key FILE --host NAME: speaks TLS, and may then listen beyond this
        machine; SIGHUP reads certificate and key again.
        --behind-proxy https://NAME: a proxy on this machine speaks TLS and limits who connects.
        --metrics-port N: tells Prometheus, on 127.0.0.1, how it is. --user NAME: root becomes NAME.
        --per-address N: the most connections from one address (128; on 127.0.0.1 as many as fit).
  check --data DIR --desk WEBDIR [--verify, --listen, --port, --tls-cert, --tls-key, --host, --behind-proxy]
        Says in sentences what would be wrong, and what will be soon.
  init --data DIR --keys DIR
        Makes DIR and copies issuer.key, receipt.key and trust.json into it.
  import-manifest --data DIR FILE
  import-release --data DIR FILE --root WEBDIR
        Take a signed document, and the files of a release. A running server notices within 2 s.
  import-statement --data DIR FILE [--proof FILE]
  epochs --data DIR
        Take what custodians signed (holds, destructions, transcripts of sharings); say in which state
        each epoch is. When an epoch is destroyed, a running server deletes its records for ever.
        --proof: that a statement is in the public log, where the city has one.
  add-site --data DIR NAME
  sites --data DIR
        Where kiosks and staff are.
  enroll-code --data DIR --site SITE --name NAME [--hours 24]
        Prints a code that makes one machine this kiosk, once: `porchlight-bridge enroll ADDRESS CODE`.
  add-kiosk --data DIR --name NAME --site SITE --key HEX
        By hand, without a code. HEX: what `porchlight-bridge enroll --trust` prints.
  kiosks --data DIR
  suspend-kiosk | resume-kiosk | remove-kiosk --data DIR --site SITE --name NAME
        A suspended kiosk is refused whatever it asks until it is resumed, a removed one for good.
        A running server notices within 2 s.
  add-staff --data DIR --name NAME --site SITE [--role librarian|site-lead|administrator]
        Prints an invitation, with which NAME chooses how to sign in; it is good once, for 7 days.
  add-staff --data DIR --name NAME --site SITE [--role ROLE] --demo
        For demonstrations only: a password alone, of standard input, one line. Again: a new one.
  reset-staff --data DIR --name NAME
        Takes away password, app and passkeys, and prints a new invitation.
  unlock-staff --data DIR --name NAME
  remove-staff --data DIR --name NAME
        Lift the lock after too many wrong passwords; take away the account.
  import-numbers --data DIR --service ID FILE.csv
        Takes numbers that a service has activated, one a line, into the pool: all, or none.
  deal-numbers --data DIR --service ID --site SITE --count N [--kiosk NAME]
        Deals N numbers of the pool to the kiosks of a site, which fetch them.
  numbers --data DIR
        Counts the numbers of each service.
  export --data DIR --epoch N --out FILE
        Writes the epoch's sealed records for the custodians.
  batch --data DIR --epoch N --out FILE
        Writes for the public log how many of the epoch's records were shuffled, and the root over them:
        `porchlight-custody log-append --batch FILE` enters it. Best in the morning, after a day's end.
  backup --data DIR --out FILE [--waiting]
        Copies the database as of one moment; the server may run. Keys and the release's files
        are not in it, nor records that wait for their batch: two copies would tell which came
        between. --waiting copies them too, for a disk that is to be replaced: keep one such copy.
  restore --data DIR FILE
        Puts a backup where there is no database. Kiosks, codes and accounts are as they were then:
        see `kiosks`. Of numbers in its pool deal none, but import new lists.
  disclose --data DIR --out FILE
        Writes, for lawyers, all that is held about applicants, and what each thing is.
  help

All but init, backup and restore take --store postgresql://[USER@]HOST[,HOST…]/DATABASE?… : the
database of several servers, in place of the file in DIR. Passwords belong in ~/.pgpass, not here.
)";
}

}  // namespace porchlight::server
