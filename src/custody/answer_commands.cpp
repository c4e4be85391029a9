// answer.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/create.h"
#include "custody/disk_folder.h"
#include "custody/opening/answering.h"
#include "custody/passphrase.h"
#include "custody/quorum_files.h"
#include "custody/shares/sealed_secret.h"
#include "custody/statements/account.h"

#include <array>
#include <iostream>

namespace porchlight::custody {
namespace {

Allowed<Share> open_share(const Arguments& arguments, const SharingKeys& keys) {
    const auto path = arguments.option("share");
    const auto file = DiskFolder("").read_secret(path);
    if (!file)
        return refusal(file.error());
    const auto passphrase = read_passphrase({arguments.option("passphrase-file"), "Passphrase of the share"});
    if (!passphrase)
        return std::unexpected(passphrase.error());
    auto share = open_secret(SecretKind::kShare, file->view(), passphrase->view());
    if (!share)
        return refusal(path, share.error());
    if (const auto fit = check_share(*share, keys.sharing()); !fit)
        return refusal(path, fit.error());
    return std::move(*share);
}

Allowed<AnswerTally> answer_into(const Arguments& arguments, const OpeningFiles& files, const Answerer& answerer,
                                 ProgressStyle style) {
    const auto in = arguments.option("in");
    auto exported = open_export(in);
    if (!exported)
        return std::unexpected(exported.error());
    const auto out = arguments.option("out");
    auto sink = DiskSink::create(out);
    if (!sink)
        return refusal(sink.error());
    Progress progress(std::cerr, style, files.request.count());
    auto tally = write_answer(answerer, files.request, exported->reader, **sink,
                              [&](std::uint64_t done) { progress.tell(done); });
    progress.finish();
    if (!tally)
        return refusal(tally.error() == OpeningError::kNotWritten ? out : in, tally.error());
    return *tally;
}

void report(const OpeningFiles& files, std::uint32_t index, const AnswerTally& tally) {
    std::cout << "Answered as " << title_of(files.keys, index) << " to request " << to_hex(hash_of(files.request))
              << ": " << tally.given << " parts given";
    if (tally.unusable > 0)
        std::cout << ", " << tally.unusable << " records are damaged or of another key";
    std::cout << ".\n";
}

int answer_request(const Arguments& arguments) {
    const auto proofs = arguments.option("proofs", "on");
    const auto style = progress_style(arguments);
    if ((proofs != "on" && proofs != "off") || !style)
        return complain("--proofs takes on or off, --progress always or never.");
    const auto files = load_opening(arguments);
    if (!files)
        return refuse(files.error());
    const std::filesystem::path dir(arguments.option("dir"));
    const auto authority = load_authority(arguments, *files, dir / kTrustFile);
    if (!authority)
        return refuse(authority.error());
    const auto custodian = load_key(DiskFolder(dir), KeyKind::kCustodian);
    if (!custodian)
        return refuse(custodian.error());
    const auto& said = (*authority)->said();
    std::cerr << in_words(said.statement, said.id) << "The request is for " << purpose_of(files->request) << ".\n";
    const auto share = open_share(arguments, files->keys);
    if (!share)
        return refuse(share.error());
    const auto signer = custodian->signer();
    const Answerer answerer{files->keys, *share, signer, proofs == "on"};
    if (const auto good = check_answerer(answerer, files->request, **authority); !good)
        return refuse(
            refusal(good.error() == OpeningError::kCustodianKey ? "custodian.key" : arguments.option("request"),
                    good.error())
                .error());
    const auto tally = answer_into(arguments, *files, answerer, *style);
    if (!tally)
        return refuse(tally.error());
    report(*files, share->index, *tally);
    return kAllDone;
}

constexpr std::array<std::string_view, 8> kNeeds{"dir",       "share", "transcript", "request",
                                                 "statement", "proof", "in",         "out"};
constexpr std::array<std::string_view, 3> kTakes{"passphrase-file", "proofs", "progress"};

constexpr std::array<Command, 1> kCommands{{
    {"answer", kNeeds, kTakes, &answer_request,
     "  answer --dir DIR --share FILE --transcript FILE --request FILE --statement FILE --proof FILE --in EXPORT\n"
     "      --out FILE [--passphrase-file FILE] [--proofs on|off] [--progress always|never]\n"
     "      gives this custodian's part of each record that is asked for, signed with custodian.key of DIR, where\n"
     "      the signed opening statement is in the public log of trust.json there\n",
     Touches::kSecrets},
}};

}  // namespace

std::span<const Command> answer_commands() { return kCommands; }

}  // namespace porchlight::custody
