// sign-manifest, countersign-manifest, check-manifest, sign-release.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/disk_folder.h"
#include "custody/dkg/files.h"
#include "custody/manifest_signing.h"
#include "custody/release_signing.h"
#include "protocol/manifest.h"

#include <array>
#include <iostream>
#include <optional>
#include <vector>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxProgrammeFileBytes = 256U << 10;
constexpr std::int64_t kMaxManifestDays = 3660;

Result<std::string> read_previous(const Arguments& arguments) {
    const auto path = arguments.option("previous");
    return path.empty() ? Result<std::string>() : DiskFolder("").read(path, protocol::kMaxDocumentBytes);
}

// Of --transcript; nothing where there is none.
Allowed<std::optional<Sharing>> read_sharing(const Arguments& arguments) {
    if (arguments.option("transcript").empty())
        return std::nullopt;
    auto transcript = dkg::load_transcript(DiskFolder(""), arguments.option("transcript"));
    if (!transcript)
        return std::unexpected(transcript.error());
    return std::move(transcript->sharing);
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
    auto withdrawn = parse_keys(arguments.option("withdraw"));
    if (!withdrawn)
        return complain("--withdraw takes issuers' public keys, each 64 hex digits, with commas between.");
    auto sharing = read_sharing(arguments);
    if (!sharing)
        return refuse(sharing.error());
    const ManifestOptions options{static_cast<std::uint32_t>(*serial),
                                  now(),
                                  static_cast<int>(*days),
                                  std::move(*previous),
                                  std::move(*withdrawn),
                                  std::move(*sharing),
                                  arguments.option("schedule")};
    return write_document(sign_manifest(DiskFolder(arguments.option("dir")), *programme, options),
                          arguments.option("out"));
}

// What a manifest fixes of its epoch, to be compared with the papers of the ceremony.
void tell(const protocol::Epoch& epoch) {
    std::cout << "Epoch " << epoch.id << ": kiosks seal to its key until " << epoch.end.text()
              << ", its shares are destroyed by " << epoch.destroy.text();
    if (epoch.schedule.empty())
        std::cout << "; no retention schedule is named, and without one nothing of it can be destroyed.\n";
    else
        std::cout << " under the retention schedule " << epoch.schedule << ".\n";
}

int countersign(const Arguments& arguments) {
    const auto sharing = read_sharing(arguments);
    if (!sharing)
        return refuse(sharing.error());
    const auto manifest = DiskFolder("").read(arguments.option("manifest"), protocol::kMaxDocumentBytes);
    if (!manifest)
        return refuse(manifest.error());
    const auto done = countersign_manifest(DiskFolder(arguments.option("dir")), *manifest, **sharing, now());
    if (!done)
        return refuse(done.error());
    tell(done->epoch);
    std::cout << done->signatures << " of " << done->needed << " signatures that a kiosk asks for.\n";
    return write_document(done->text, arguments.option("out"));
}

int check_key(const Arguments& arguments) {
    const auto sharing = read_sharing(arguments);
    if (!sharing)
        return refuse(sharing.error());
    const auto text = DiskFolder("").read(arguments.option("manifest"), protocol::kMaxDocumentBytes);
    if (!text)
        return refuse(text.error());
    const auto document = protocol::parse_document(*text);
    const auto manifest = document ? protocol::parse_manifest(document->payload) : std::unexpected(document.error());
    if (!manifest)
        return refuse(Failure{Error::kManifest, arguments.option("manifest")});
    if (const auto right = check_manifest_key(*manifest, **sharing); !right)
        return refuse(right.error());
    std::cout << "The manifest names the key of epoch " << manifest->epoch.id
              << " that its custodians made: " << to_hex(manifest->epoch.key) << ".\n";
    tell(manifest->epoch);
    return kAllDone;
}

int sign_files(const Arguments& arguments) {
    const auto serial = parse_number(arguments.option("serial"), 1, UINT32_MAX);
    if (!serial)
        return complain("--serial takes 1 to 4294967295.");
    return write_document(sign_release(DiskFolder(arguments.option("dir")), DiskFolder(arguments.option("root")),
                                       static_cast<std::uint32_t>(*serial)),
                          arguments.option("out"));
}

constexpr std::array<std::string_view, 4> kManifestNeeds{"dir", "programme", "serial", "out"};
constexpr std::array<std::string_view, 5> kManifestTakes{"days", "previous", "withdraw", "transcript", "schedule"};
constexpr std::array<std::string_view, 4> kCountersignNeeds{"dir", "manifest", "transcript", "out"};
constexpr std::array<std::string_view, 2> kCheckNeeds{"manifest", "transcript"};
constexpr std::array<std::string_view, 4> kReleaseNeeds{"dir", "root", "serial", "out"};

constexpr std::array<Command, 4> kCommands{{
    {"sign-manifest", kManifestNeeds, kManifestTakes, &sign_programme,
     "  sign-manifest --dir DIR --programme FILE --serial N --out FILE [--days 90]\n"
     "      [--previous MANIFEST] [--withdraw KEY,…] [--transcript FILE] [--schedule ID]\n"
     "      signs a programme and the public keys, for kiosks to follow for so many days; the issuers of the\n"
     "      previous manifest stay listed, so that their cards stay genuine, but for those withdrawn; with\n"
     "      the transcript of a sharing the epoch's key is the one that its custodians made\n",
     Touches::kSecrets},
    {"countersign-manifest",
     kCountersignNeeds,
     {},
     &countersign,
     "  countersign-manifest --dir DIR --manifest FILE --transcript FILE --out FILE\n"
     "      adds a custodian's signature, if the manifest's key is the one that its custodians made\n"},
    {"check-manifest",
     kCheckNeeds,
     {},
     &check_key,
     "  check-manifest --manifest FILE --transcript FILE\n"
     "      checks that the manifest's key and dates are those of the transcript\n"},
    {"sign-release",
     kReleaseNeeds,
     {},
     &sign_files,
     "  sign-release --dir DIR --root WEBDIR --serial N --out FILE\n"
     "      signs the files that kiosks run; X.br beside X is its brotli form\n"},
}};

}  // namespace

std::span<const Command> signing_commands() { return kCommands; }

}  // namespace porchlight::custody
