#include "custody/commands.h"

#include "base/encoding.h"
#include "custody/create.h"
#include "custody/disk_folder.h"
#include "custody/manifest_signing.h"
#include "custody/opening.h"
#include "custody/output.h"
#include "custody/release_signing.h"
#include "protocol/enrolment.h"
#include "protocol/manifest.h"
#include "protocol/trust.h"

#include <array>
#include <ctime>
#include <iostream>
#include <optional>
#include <sstream>
#include <vector>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxProgrammeFileBytes = 256U << 10;
constexpr std::int64_t kMaxManifestDays = 3660;

int refuse(const Failure& failed) {
    const auto says = failed.says.empty() ? explanation(failed.error) : std::string_view(failed.says);
    std::cerr << "porchlight-custody: " << failed.about << " " << says << " (" << code(failed.error) << ").\n";
    return kNothingDone;
}

std::int64_t now() { return static_cast<std::int64_t>(std::time(nullptr)); }

int write_document(const Result<std::string>& text, const std::string& path) {
    if (!text)
        return refuse(text.error());
    DiskFolder here("");
    if (const auto done = here.write(path, *text); !done)
        return refuse(done.error());
    return kAllDone;
}

// What administrators compare with the end of an enrolment code.
int tell_fingerprint(const std::string& dir) {
    const auto trust = DiskFolder(dir).read(std::string(kTrustFile), protocol::kMaxDocumentBytes);
    if (!trust)
        return refuse(trust.error());
    if (!protocol::parse_trust(*trust))
        return refuse({Error::kTrust, std::string(kTrustFile)});
    const auto fingerprint = protocol::fingerprint_of(*trust);
    if (!fingerprint) {
        std::cerr << "porchlight-custody: 64 MiB of memory are needed.\n";
        return kNothingDone;
    }
    std::cout << "fingerprint of the city: " << protocol::grouped_symbols(*fingerprint) << '\n';
    return kAllDone;
}

int show_fingerprint(const Arguments& arguments) { return tell_fingerprint(arguments.option("dir")); }

int create(const Arguments& arguments) {
    const auto today = date_of_unix_seconds(now());
    auto dates = default_dates(today);
    const auto end = date::parse(arguments.option("epoch-end", dates.end.text()));
    const auto destroy = date::parse(arguments.option("epoch-destroy", dates.destroy.text()));
    if (!end || !destroy)
        return complain("--epoch-end and --epoch-destroy take a date, as YYYY-MM-DD.");
    dates.end = *end;
    dates.destroy = *destroy;
    DiskFolder keys(arguments.option("dir"));
    if (const auto made = keys.make(); !made)
        return refuse(made.error());
    if (const auto done = create_keys(keys, arguments.option("city"), dates, today); !done)
        return refuse(done.error());
    std::cout << "Five keys are in " << arguments.option("dir") << ". The epoch's key is used until "
              << dates.end.text() << " and is to be destroyed by " << dates.destroy.text() << ".\n";
    return tell_fingerprint(arguments.option("dir"));
}

int renew(const Arguments& arguments) {
    DiskFolder keys(arguments.option("dir"));
    // A folder of other things gets no key.
    if (const auto custodian = load_key(keys, KeyKind::kCustodian); !custodian)
        return refuse(custodian.error());
    const auto made = renew_issuer(keys);
    if (!made)
        return refuse(made.error());
    std::cout << "The new issuer key is " << to_hex(*made)
              << ". Sign a manifest with it and --previous, then give issuer.key to the server.\n";
    return kAllDone;
}

// "HEX,HEX"; nothing if one is no key.
std::optional<std::vector<public_key>> read_keys(const std::string& list) {
    std::vector<public_key> out;
    std::istringstream in(list);
    for (std::string word; std::getline(in, word, ',');) {
        const auto key = array_from_hex<32>(word);
        if (!key)
            return std::nullopt;
        out.push_back(*key);
    }
    return out;
}

Result<std::string> read_previous(const Arguments& arguments) {
    const auto path = arguments.option("previous");
    return path.empty() ? Result<std::string>() : DiskFolder("").read(path, protocol::kMaxDocumentBytes);
}

int sign_programme(const Arguments& arguments) {
    const auto serial = parse_number(arguments.option("serial"), 1, UINT32_MAX);
    const auto days = parse_number(arguments.option("days", "90"), 1, kMaxManifestDays);
    if (!serial || !days)
        return complain("--serial takes 1 to 4294967295, --days 1 to 3660.");
    const auto programme = DiskFolder("").read(arguments.option("programme"), kMaxProgrammeFileBytes);
    if (!programme)
        return refuse(programme.error());
    auto previous = read_previous(arguments);
    if (!previous)
        return refuse(previous.error());
    auto withdrawn = read_keys(arguments.option("withdraw"));
    if (!withdrawn)
        return complain("--withdraw takes issuers' public keys, each 64 hex digits, with commas between.");
    const ManifestOptions options{static_cast<std::uint32_t>(*serial), now(), static_cast<int>(*days),
                                  std::move(*previous), std::move(*withdrawn)};
    return write_document(sign_manifest(DiskFolder(arguments.option("dir")), *programme, options),
                          arguments.option("out"));
}

int sign_files(const Arguments& arguments) {
    const auto serial = parse_number(arguments.option("serial"), 1, UINT32_MAX);
    if (!serial)
        return complain("--serial takes 1 to 4294967295.");
    return write_document(sign_release(DiskFolder(arguments.option("dir")), DiskFolder(arguments.option("root")),
                                       static_cast<std::uint32_t>(*serial)),
                          arguments.option("out"));
}

// Prints what opens, names what does not.
int print_records(const ExportFile& file, const KeyFile& share, OutputFormat format) {
    std::size_t failed = 0;
    std::cout << heading(format);
    open_each(file, share, [&](const Opened& opened) {
        if (!opened.record) {
            ++failed;
            std::cerr << "record " << to_hex(opened.digest) << ": " << opened.record.error() << "\n";
            return;
        }
        auto line = line_of(format, opened.digest, *opened.record);
        std::cout << line;
        wipe(line);
    });
    std::cout.flush();
    std::cerr << file.size() - failed << " records opened, " << failed << " failed.\n";
    if (!std::cout) {
        std::cerr << "porchlight-custody: standard output cannot be written.\n";
        return kNothingDone;
    }
    return failed == 0 ? kAllDone : kSomeFailed;
}

int open_records(const Arguments& arguments) {
    const auto format = output_format(arguments.option("format", "table"));
    if (!format)
        return complain("--format takes table, csv or jsonl.");
    const auto share = load_key(DiskFolder(arguments.option("dir")), KeyKind::kEpoch);
    if (!share)
        return refuse(share.error());
    const auto in = arguments.option("in");
    const auto content = DiskFolder("").read(in, kMaxExportBytes);
    if (!content)
        return refuse(content.error());
    const auto file = ExportFile::parse(as_bytes(*content));
    if (!file)
        return refuse({file.error(), in});
    const int status = print_records(*file, *share, *format);
    if (status == kNothingDone || file->is_in_order())
        return status;
    refuse({Error::kExportOrder, in});
    return kSomeFailed;
}

struct Command {
    std::string_view name;
    std::span<const std::string_view> needed;
    std::span<const std::string_view> allowed;
    int (*run)(const Arguments&);
};

constexpr std::array<std::string_view, 2> kCreateNeeds{"dir", "city"};
constexpr std::array<std::string_view, 2> kCreateTakes{"epoch-end", "epoch-destroy"};
constexpr std::array<std::string_view, 1> kFingerprintNeeds{"dir"};
constexpr std::array<std::string_view, 4> kManifestNeeds{"dir", "programme", "serial", "out"};
constexpr std::array<std::string_view, 3> kManifestTakes{"days", "previous", "withdraw"};
constexpr std::array<std::string_view, 1> kRenewNeeds{"dir"};
constexpr std::array<std::string_view, 4> kReleaseNeeds{"dir", "root", "serial", "out"};
constexpr std::array<std::string_view, 2> kOpenNeeds{"dir", "in"};
constexpr std::array<std::string_view, 1> kOpenTakes{"format"};

constexpr std::array<Command, 6> kCommands{{
    {"create", kCreateNeeds, kCreateTakes, &create},
    {"fingerprint", kFingerprintNeeds, {}, &show_fingerprint},
    {"sign-manifest", kManifestNeeds, kManifestTakes, &sign_programme},
    {"new-issuer", kRenewNeeds, {}, &renew},
    {"sign-release", kReleaseNeeds, {}, &sign_files},
    {"open", kOpenNeeds, kOpenTakes, &open_records},
}};

}  // namespace

const std::string_view kHelp =
    "porchlight-custody keeps the keys of a city's programme, offline.\n"
    "\n"
    "  create --dir DIR --city NAME [--epoch-end DATE] [--epoch-destroy DATE]\n"
    "      makes all keys of a new city, and trust.json; never writes over a key; tells the fingerprint\n"
    "  fingerprint --dir DIR\n"
    "      tells the fingerprint of trust.json, with which every enrolment code of the city ends\n"
    "  sign-manifest --dir DIR --programme FILE --serial N --out FILE [--days 90]\n"
    "      [--previous MANIFEST] [--withdraw KEY,…]\n"
    "      signs a programme and the public keys, for kiosks to follow for so many days; the issuers of the\n"
    "      previous manifest stay listed, so that their cards stay genuine, but for those withdrawn\n"
    "  new-issuer --dir DIR\n"
    "      makes a new key that signs cards, in the place of the old one\n"
    "  sign-release --dir DIR --root WEBDIR --serial N --out FILE\n"
    "      signs the files that kiosks run; X.br beside X is its brotli form\n"
    "  open --dir DIR --in EXPORT [--format table|csv|jsonl]\n"
    "      opens the records of an export; ends with 1 if some do not open\n"
    "  help\n";

int complain(std::string_view sentence) {
    std::cerr << "porchlight-custody: " << sentence << " See porchlight-custody help.\n";
    return kWrongUse;
}

int run_command(const Arguments& arguments) {
    if (arguments.command == "help" || arguments.command == "--help") {
        std::cout << kHelp;
        return kAllDone;
    }
    for (const auto& command : kCommands) {
        if (command.name != arguments.command)
            continue;
        if (const auto fit = check_options(arguments, command.needed, command.allowed); !fit)
            return complain(fit.error());
        return command.run(arguments);
    }
    return complain("There is no command \"" + arguments.command + "\".");
}

}  // namespace porchlight::custody
