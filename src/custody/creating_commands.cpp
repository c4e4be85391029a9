// create, trust, fingerprint, new-issuer.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/create.h"
#include "custody/disk_folder.h"
#include "custody/dkg/files.h"
#include "protocol/enrolment.h"

#include <array>
#include <iostream>

namespace porchlight::custody {
namespace {

// What administrators compare with the end of an enrolment code.
int tell_fingerprint(const DiskFolder& folder, const std::string& name = std::string(kTrustFile)) {
    const auto trust = folder.read(name, protocol::kMaxDocumentBytes);
    if (!trust)
        return refuse(trust.error());
    if (!protocol::parse_trust(*trust))
        return refuse({Error::kTrust, name});
    const auto fingerprint = protocol::fingerprint_of(*trust);
    if (!fingerprint) {
        std::cerr << "porchlight-custody: 64 MiB of memory are needed.\n";
        return kNothingDone;
    }
    std::cout << "fingerprint of the city: " << protocol::grouped_symbols(*fingerprint) << '\n';
    return kAllDone;
}

int show_fingerprint(const Arguments& arguments) { return tell_fingerprint(DiskFolder(arguments.option("dir"))); }

std::optional<protocol::KeySet> release_keys(const Arguments& arguments) {
    const auto threshold = parse_number(arguments.option("release-threshold"), 1, protocol::kMaxSignatures);
    auto keys = parse_keys(arguments.option("releases"));
    if (!threshold || !keys)
        return std::nullopt;
    return protocol::KeySet{static_cast<std::size_t>(*threshold), std::move(*keys)};
}

// Read back as kiosks read it, which finds a key that is there twice, and more signatures asked for than keys.
int make_trust(const Arguments& arguments) {
    const auto out = arguments.option("out");
    const auto transcript = dkg::load_transcript(DiskFolder(""), arguments.option("transcript"));
    if (!transcript)
        return refuse(transcript.error());
    const auto releases = release_keys(arguments);
    const auto text = releases ? protocol::to_text(trust_of(transcript->sharing, *releases)) : std::string();
    if (!protocol::parse_trust(text))
        return complain(
            "--releases takes public keys of 64 hex digits with commas between, each once, and"
            " --release-threshold how many of them sign.");
    if (DiskFolder("").exists(out))
        return refuse({Error::kExists, out});
    if (const int status = write_document(text, out); status != kAllDone)
        return status;
    std::cout << "Manifests, openings and holds need the signatures of " << transcript->sharing.k << " of "
              << transcript->sharing.n() << " custodians, releases those of " << releases->threshold << " of "
              << releases->keys.size() << " keys.\n";
    return tell_fingerprint(DiskFolder(""), out);
}

// The custodians have made their keys and the epoch's in a ceremony.
int create_around(const Arguments& arguments) {
    const auto transcript = dkg::load_transcript(DiskFolder(""), arguments.option("transcript"));
    if (!transcript)
        return refuse(transcript.error());
    DiskFolder keys(arguments.option("dir"));
    if (const auto made = keys.make(); !made)
        return refuse(made.error());
    if (const auto done = create_keys_of(keys, transcript->sharing); !done)
        return refuse(done.error());
    std::cout << "Three keys are in " << arguments.option("dir") << ". Manifests need the signatures of "
              << transcript->sharing.k << " of " << transcript->sharing.n() << " custodians.\n";
    return tell_fingerprint(keys);
}

int create(const Arguments& arguments) {
    if (arguments.option("city").empty() == arguments.option("transcript").empty())
        return complain("create needs either --city, for a city of one custodian, or --transcript.");
    if (!arguments.option("transcript").empty())
        return create_around(arguments);
    const auto today = date_of_unix_seconds(now());
    auto dates = default_dates(today);
    const auto end = date::parse(arguments.option("epoch-end", dates.end.text()));
    const auto destroy = date::parse(arguments.option("epoch-destroy", dates.destroy.text()));
    if (!end || !destroy)
        return complain("--epoch-end and --epoch-destroy take a date, as YYYY-MM-DD.");
    dates.end = *end;
    dates.destroy = *destroy;
    dates.schedule = arguments.option("schedule");
    DiskFolder keys(arguments.option("dir"));
    if (const auto made = keys.make(); !made)
        return refuse(made.error());
    if (const auto done = create_keys(keys, arguments.option("city"), dates, today); !done)
        return refuse(done.error());
    std::cout << "Five keys are in " << arguments.option("dir") << ". The epoch's key is used until "
              << dates.end.text() << " and is to be destroyed by " << dates.destroy.text() << ".\n";
    return tell_fingerprint(keys);
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

constexpr std::array<std::string_view, 1> kCreateNeeds{"dir"};
constexpr std::array<std::string_view, 5> kCreateTakes{"city", "transcript", "epoch-end", "epoch-destroy", "schedule"};
constexpr std::array<std::string_view, 4> kTrustNeeds{"transcript", "releases", "release-threshold", "out"};
constexpr std::array<std::string_view, 1> kDirNeeded{"dir"};

constexpr std::array<Command, 4> kCommands{{
    {"create", kCreateNeeds, kCreateTakes, &create,
     "  create --dir DIR --city NAME [--epoch-end DATE] [--epoch-destroy DATE] [--schedule ID]\n"
     "      makes all keys of a new city, and trust.json; never writes over a key; tells the fingerprint; ID is that\n"
     "      of the approved retention schedule, by which the epoch's key is destroyed\n"
     "  create --dir DIR --transcript FILE\n"
     "      makes the other keys of a city whose custodians have made the epoch's key in a ceremony\n",
     Touches::kSecrets},
    {"trust",
     kTrustNeeds,
     {},
     &make_trust,
     "  trust --transcript FILE --releases KEY,… --release-threshold N --out FILE\n"
     "      makes the trust file of such a city for release keys that are kept elsewhere; tells the fingerprint\n"},
    {"fingerprint",
     kDirNeeded,
     {},
     &show_fingerprint,
     "  fingerprint --dir DIR\n"
     "      tells the fingerprint of trust.json, with which every enrolment code of the city ends\n"},
    {"new-issuer",
     kDirNeeded,
     {},
     &renew,
     "  new-issuer --dir DIR\n"
     "      makes a new key that signs cards, in the place of the old one\n"},
}};

}  // namespace

std::span<const Command> creating_commands() { return kCommands; }

}  // namespace porchlight::custody
