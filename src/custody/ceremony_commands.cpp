// introduce, invite, ceremony-join, ceremony-commit, ceremony-deal, ceremony-check, ceremony-finish, compare-ceremony.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/create.h"
#include "custody/disk_folder.h"
#include "custody/dkg/actions.h"
#include "custody/epoch_dates.h"
#include "custody/passphrase.h"

#include <array>
#include <iostream>

namespace porchlight::custody {
namespace {

using dkg::Place;

// Both folders of a step.
struct Folders {
    DiskFolder own;
    DiskFolder table;
    Place place{own, table};

    explicit Folders(const Arguments& arguments) : own(arguments.option("dir")), table(arguments.option("table")) {}
};

Allowed<secret_bytes> passphrase_of(const Arguments& arguments, const Place& place) {
    const auto ceremony = dkg::load_ceremony(place.table);
    if (!ceremony)
        return std::unexpected(ceremony.error());
    const auto key = load_key(place.own, KeyKind::kCustodian);
    const bool only_deals = key && ceremony->index_of(key->public_half) == 0;
    const PassphraseSource source{
        arguments.option("passphrase-file"),
        only_deals ? "Passphrase for this ceremony alone" : "Passphrase of this ceremony and your new share"};
    return dkg::has_secret(place, *ceremony) ? read_passphrase(source) : read_new_passphrase(source);
}

int told(const Allowed<std::string>& file) {
    if (!file)
        return refuse(file.error());
    std::cout << "Wrote " << *file << ". Give it to all the others.\n";
    return kAllDone;
}

int introduce(const Arguments& arguments) {
    DiskFolder own(arguments.option("dir"));
    if (const auto made = own.make(); !made)
        return refuse(made.error());
    const auto text = dkg::introduce(own, arguments.option("name"), arguments.option("authority"));
    if (!text)
        return refuse(text.error());
    return write_document(*text, arguments.option("out"));
}

Allowed<std::vector<Custodian>> read_introductions(const std::string& list) {
    std::vector<Custodian> out;
    for (const auto& path : split_list(list)) {
        const auto text = DiskFolder("").read(path, dkg::kMaxMessageBytes);
        if (!text)
            return refusal(text.error());
        auto custodian = dkg::parse_introduction(*text);
        if (!custodian)
            return refusal(path, custodian.error());
        out.push_back(std::move(*custodian));
    }
    return out;
}

int write_invitation(const Arguments& arguments, const dkg::Invitation& invitation,
                     const std::optional<Transcript>& previous) {
    DiskFolder table(arguments.option("table"));
    if (const auto made = table.make(); !made)
        return refuse(made.error());
    return told(dkg::invite(table, invitation, previous));
}

int invite_to_generate(const Arguments& arguments, std::uint32_t k, std::vector<Custodian> custodians) {
    const auto today = date_of_unix_seconds(now());
    const auto usual = default_dates(today);
    const auto epoch = parse_number(arguments.option("epoch", "1"), 1, UINT32_MAX);
    const auto end = date::parse(arguments.option("epoch-end", usual.end.text()));
    const auto destroy = date::parse(arguments.option("epoch-destroy", usual.destroy.text()));
    if (!epoch || !end || !destroy || arguments.option("city").empty())
        return complain("invite needs --city, a number as --epoch, and dates as YYYY-MM-DD.");
    if (*end < today)
        return refuse(Failure{Error::kDates, "the epoch's end"});
    return write_invitation(arguments,
                            {arguments.option("city"),
                             static_cast<std::uint32_t>(*epoch),
                             1,
                             {},
                             *end,
                             *destroy,
                             k,
                             std::move(custodians),
                             {}},
                            std::nullopt);
}

int invite_to_reshare(const Arguments& arguments, std::uint32_t k, std::vector<Custodian> custodians) {
    const auto old = dkg::load_transcript(DiskFolder(""), arguments.option("previous"));
    if (!old)
        return refuse(old.error());
    std::vector<std::uint32_t> dealers;
    for (const auto& word : split_list(arguments.option("dealers"))) {
        const auto index = parse_number(word, 1, static_cast<std::int64_t>(kMaxCustodians));
        if (!index)
            return complain("--dealers takes indices of the old sharing, rising, with commas between.");
        dealers.push_back(static_cast<std::uint32_t>(*index));
    }
    return write_invitation(
        arguments, dkg::invitation_to_reshare(old->sharing, k, std::move(custodians), std::move(dealers)), *old);
}

int invite(const Arguments& arguments) {
    const auto k = parse_number(arguments.option("k"), 0, UINT32_MAX);
    if (!k)
        return complain("--k takes the number of custodians who open together.");
    auto custodians = read_introductions(arguments.option("introductions"));
    if (!custodians)
        return refuse(custodians.error());
    const bool resharing = !arguments.option("previous").empty();
    return (resharing ? invite_to_reshare : invite_to_generate)(arguments, static_cast<std::uint32_t>(*k),
                                                                std::move(*custodians));
}

// What all must have agreed to before anybody joins.
void print_invitation(const dkg::Ceremony& ceremony) {
    const auto& invitation = ceremony.invitation();
    std::cout << invitation.city << ", epoch " << invitation.epoch << ", sharing " << invitation.number << ": any "
              << invitation.k << " of these " << invitation.n() << " open. Sealed to until " << invitation.end.text()
              << ", destroyed by " << invitation.destroy.text() << ".\n";
    for (std::uint32_t index = 1; index <= invitation.n(); ++index) {
        const auto& custodian = invitation.custodians[index - 1];
        std::cout << "  " << index << "  " << custodian.name << " (" << custodian.authority << ")\n";
    }
    std::cout << "hash of the invitation, to compare aloud: " << to_hex(ceremony.hash()) << '\n';
}

int join(const Arguments& arguments) {
    Folders folders(arguments);
    const auto ceremony = dkg::load_ceremony(folders.table);
    if (!ceremony)
        return refuse(ceremony.error());
    print_invitation(*ceremony);
    const auto passphrase = passphrase_of(arguments, folders.place);
    return passphrase ? told(dkg::join(folders.place, passphrase->view())) : refuse(passphrase.error());
}

int commit(const Arguments& arguments) {
    Folders folders(arguments);
    const auto passphrase = passphrase_of(arguments, folders.place);
    return passphrase ? told(dkg::commit(folders.place, passphrase->view())) : refuse(passphrase.error());
}

int deal(const Arguments& arguments) {
    Folders folders(arguments);
    const auto passphrase = passphrase_of(arguments, folders.place);
    if (!passphrase)
        return refuse(passphrase.error());
    const bool resharing = folders.table.exists(std::string(dkg::kPreviousFile));
    Allowed<secret_bytes> of_share;
    if (resharing)
        of_share = read_passphrase({arguments.option("share-passphrase-file"), "Passphrase of your share"});
    if (!of_share)
        return refuse(of_share.error());
    return told(dkg::deal(folders.place, passphrase->view(), of_share->view()));
}

int check(const Arguments& arguments) {
    Folders folders(arguments);
    const auto passphrase = passphrase_of(arguments, folders.place);
    if (!passphrase)
        return refuse(passphrase.error());
    const auto checked = dkg::check(folders.place, passphrase->view());
    if (!checked)
        return refuse(checked.error());
    if (checked->complaint)
        refuse(*checked->complaint);
    told(checked->file);
    return checked->complaint ? kSomeFailed : kAllDone;
}

int finish(const Arguments& arguments) {
    Folders folders(arguments);
    const auto passphrase = passphrase_of(arguments, folders.place);
    if (!passphrase)
        return refuse(passphrase.error());
    const auto finished = dkg::finish(folders.place, passphrase->view());
    if (!finished)
        return refuse(finished.error());
    const auto& sharing = finished->sharing;
    std::cout << "Epoch " << sharing.epoch << ", sharing " << sharing.number << ": any " << sharing.k << " of "
              << sharing.n() << " open.\n"
              << "hash of the sharing, to compare aloud: " << to_hex(hash_of(sharing)) << '\n'
              << "key that kiosks seal to: " << to_hex(sharing.epoch_public_key()) << '\n';
    if (!finished->share_file.empty())
        std::cout << "Your share is " << finished->share_file << ", under your passphrase.\n";
    return kAllDone;
}

int compare(const Arguments& arguments) {
    const auto found = dkg::compare(DiskFolder(arguments.option("table")), DiskFolder(arguments.option("other")));
    if (!found)
        return refuse(found.error());
    if (*found) {
        refuse(**found);
        return kSomeFailed;
    }
    std::cout << "Nobody signed two different files.\n";
    return kAllDone;
}

constexpr std::array<std::string_view, 4> kIntroduceNeeds{"dir", "name", "authority", "out"};
constexpr std::array<std::string_view, 3> kInviteNeeds{"introductions", "k", "table"};
constexpr std::array<std::string_view, 6> kInviteTakes{"city",          "epoch",    "epoch-end",
                                                       "epoch-destroy", "previous", "dealers"};
constexpr std::array<std::string_view, 2> kStepNeeds{"dir", "table"};
constexpr std::array<std::string_view, 1> kStepTakes{"passphrase-file"};
constexpr std::array<std::string_view, 2> kDealTakes{"passphrase-file", "share-passphrase-file"};
constexpr std::array<std::string_view, 2> kCompareNeeds{"table", "other"};

constexpr std::array<Command, 8> kCommands{{
    {"introduce",
     kIntroduceNeeds,
     {},
     &introduce,
     "  introduce --dir DIR --name NAME --authority AUTHORITY --out FILE\n"
     "      says who a custodian is, signed; makes their custodian.key where there is none\n"},
    {"invite", kInviteNeeds, kInviteTakes, &invite,
     "  invite --introductions FILE,… --k K --table TABLE --city NAME [--epoch 1] [--epoch-end DATE]\n"
     "      [--epoch-destroy DATE]\n"
     "      begins the making of an epoch's key by these custodians, any K of whom open; refuses a set in which\n"
     "      one authority has K or more\n"
     "  invite --introductions FILE,… --k K --table TABLE --previous TRANSCRIPT --dealers I,…\n"
     "      begins the resharing of a key to these custodians, by the old ones with these indices\n"},
    {"ceremony-join", kStepNeeds, kStepTakes, &join,
     "  ceremony-join --dir DIR --table TABLE [--passphrase-file FILE]\n"
     "      first round: each custodian; the passphrase will be that of the share\n",
     Touches::kSecrets},
    {"ceremony-commit", kStepNeeds, kStepTakes, &commit,
     "  ceremony-commit --dir DIR --table TABLE [--passphrase-file FILE]\n"
     "      second round, when the files of all are in TABLE; not in a resharing\n",
     Touches::kSecrets},
    {"ceremony-deal", kStepNeeds, kDealTakes, &deal,
     "  ceremony-deal --dir DIR --table TABLE [--passphrase-file FILE] [--share-passphrase-file FILE]\n"
     "      third round: each custodian; in a resharing each of the old ones who deal, with their share in DIR\n",
     Touches::kSecrets},
    {"ceremony-check", kStepNeeds, kStepTakes, &check,
     "  ceremony-check --dir DIR --table TABLE [--passphrase-file FILE]\n"
     "      fourth round: each custodian agrees, or complains about a dealer with a proof\n",
     Touches::kSecrets},
    {"ceremony-finish", kStepNeeds, kStepTakes, &finish,
     "  ceremony-finish --dir DIR --table TABLE [--passphrase-file FILE]\n"
     "      writes the transcript that all have signed, and the share into DIR\n",
     Touches::kSecrets},
    {"compare-ceremony",
     kCompareNeeds,
     {},
     &compare,
     "  compare-ceremony --table TABLE --other TABLE\n"
     "      finds who signed different files for two people\n"},
}};

}  // namespace

std::span<const Command> ceremony_commands() { return kCommands; }

}  // namespace porchlight::custody
