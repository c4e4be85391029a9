// sign-manifest, sign-release.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/disk_folder.h"
#include "custody/manifest_signing.h"
#include "custody/release_signing.h"
#include "protocol/manifest.h"

#include <array>
#include <optional>
#include <sstream>
#include <vector>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxProgrammeFileBytes = 256U << 10;
constexpr std::int64_t kMaxManifestDays = 3660;

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

constexpr std::array<std::string_view, 4> kManifestNeeds{"dir", "programme", "serial", "out"};
constexpr std::array<std::string_view, 3> kManifestTakes{"days", "previous", "withdraw"};
constexpr std::array<std::string_view, 4> kReleaseNeeds{"dir", "root", "serial", "out"};

constexpr std::array<Command, 2> kCommands{{
    {"sign-manifest", kManifestNeeds, kManifestTakes, &sign_programme,
     "  sign-manifest --dir DIR --programme FILE --serial N --out FILE [--days 90]\n"
     "      [--previous MANIFEST] [--withdraw KEY,…]\n"
     "      signs a programme and the public keys, for kiosks to follow for so many days; the issuers of the\n"
     "      previous manifest stay listed, so that their cards stay genuine, but for those withdrawn\n"},
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
