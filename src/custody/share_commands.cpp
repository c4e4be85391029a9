// check-share, change-passphrase.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/disk_folder.h"
#include "custody/dkg/files.h"
#include "custody/dkg/own_secrets.h"
#include "custody/passphrase.h"

#include <array>
#include <iostream>

namespace porchlight::custody {
namespace {

constexpr const char* kOfShare = "Passphrase of the share";

int check_share_file(const Arguments& arguments) {
    const DiskFolder here("");
    const auto transcript = dkg::load_transcript(here, arguments.option("transcript"));
    if (!transcript)
        return refuse(transcript.error());
    const auto passphrase = read_passphrase({arguments.option("passphrase-file"), kOfShare});
    if (!passphrase)
        return refuse(passphrase.error());
    const auto share =
        dkg::open_checked_share(here, arguments.option("share"), transcript->sharing, passphrase->view());
    if (!share)
        return refuse(share.error());
    const auto& custodian = transcript->sharing.custodians[share->index - 1];
    std::cout << "The share is right: epoch " << share->epoch << ", sharing " << share->sharing << ", custodian "
              << share->index << ", " << custodian.name << " (" << custodian.authority << ").\n";
    return kAllDone;
}

// Checked against the transcript where there is one.
Allowed<Share> open_share(const Folder& here, const std::string& path, const std::string& transcript_path,
                          byte_view passphrase) {
    if (!transcript_path.empty()) {
        const auto transcript = dkg::load_transcript(here, transcript_path);
        if (!transcript)
            return std::unexpected(transcript.error());
        return dkg::open_checked_share(here, path, transcript->sharing, passphrase);
    }
    const auto file = here.read_secret(path);
    if (!file)
        return refusal(file.error());
    auto share = open_secret(SecretKind::kShare, file->view(), passphrase);
    if (!share)
        return refusal(path, share.error());
    return std::move(*share);
}

Allowed<void> put_under(const std::string& path, const std::string& transcript, byte_view before, byte_view after) {
    DiskFolder here("");
    const auto share = open_share(here, path, transcript, before);
    if (!share)
        return std::unexpected(share.error());
    const auto sealed = seal_secret(SecretKind::kShare, *share, after);
    if (!sealed)
        return refusal(path, sealed.error());
    if (const auto written = here.replace_secret(path, *sealed); !written)
        return refusal(written.error());
    return {};
}

int change_passphrase(const Arguments& arguments) {
    const auto before = read_passphrase({arguments.option("passphrase-file"), kOfShare});
    if (!before)
        return refuse(before.error());
    const auto after = read_new_passphrase({arguments.option("new-passphrase-file"), "New passphrase of the share"});
    if (!after)
        return refuse(after.error());
    if (const auto done =
            put_under(arguments.option("share"), arguments.option("transcript"), before->view(), after->view());
        !done)
        return refuse(done.error());
    std::cout << "The share is under the new passphrase. Copies made before are still under the old one.\n";
    return kAllDone;
}

constexpr std::array<std::string_view, 2> kCheckNeeds{"share", "transcript"};
constexpr std::array<std::string_view, 1> kCheckTakes{"passphrase-file"};
constexpr std::array<std::string_view, 1> kChangeNeeds{"share"};
constexpr std::array<std::string_view, 3> kChangeTakes{"transcript", "passphrase-file", "new-passphrase-file"};

constexpr std::array<Command, 2> kCommands{{
    {"check-share", kCheckNeeds, kCheckTakes, &check_share_file,
     "  check-share --share FILE --transcript FILE [--passphrase-file FILE]\n"
     "      opens a share, and checks that it is the one that the transcript tells of\n",
     Touches::kSecrets},
    {"change-passphrase", kChangeNeeds, kChangeTakes, &change_passphrase,
     "  change-passphrase --share FILE [--transcript FILE] [--passphrase-file FILE] [--new-passphrase-file FILE]\n"
     "      puts a share under another passphrase, if it is the one that the transcript tells of\n",
     Touches::kSecrets},
}};

}  // namespace

std::span<const Command> share_commands() { return kCommands; }

}  // namespace porchlight::custody
