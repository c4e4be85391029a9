// print-page, read-page.
#include "custody/command.h"
#include "custody/disk_folder.h"
#include "custody/dkg/files.h"
#include "custody/guide/memory.h"
#include "custody/layout.h"
#include "custody/paper/page_reader.h"
#include "custody/paper/share_page.h"
#include "custody/shares/sealed_secret.h"

#include "base/encoding.h"

#include <array>
#include <iostream>
#include <optional>

namespace porchlight::custody {
namespace {

std::optional<PaperSize> paper_size(std::string_view name) {
    if (name == "A4" || name == "a4")
        return PaperSize::kA4;
    if (name == "Letter" || name == "letter")
        return PaperSize::kLetter;
    return std::nullopt;
}

PageFacts facts_of(const Share& share, const Sharing& sharing) {
    const auto& custodian = sharing.custodians[share.index - 1];
    return {share.epoch,
            share.sharing,
            share.index,
            sharing.n(),
            sharing.k,
            custodian.name,
            custodian.authority,
            date_of_unix_seconds(now()).text(),
            sharing.destroy.text(),
            to_hex(hash_of(sharing)),
            is_rehearsal(sharing.city)};
}

// What the file says of itself fits the transcript; its scalar is not looked at.
bool belongs_to(const Share& share, const Sharing& sharing) {
    return share.epoch == sharing.epoch && share.sharing == sharing.number && share.index >= 1 &&
           share.index <= sharing.n() && share.transcript == hash_of(sharing);
}

std::string_view reason(PagePrintError error) {
    switch (error) {
        case PagePrintError::kShareSize: return "is no share file that a page can carry";
        case PagePrintError::kDoesNotFit: return "does not fit on one sheet";
        case PagePrintError::kNotDrawn: break;
    }
    return "cannot be drawn; see that the Noto and DejaVu fonts are installed";
}

int print_page(const Arguments& arguments) {
    const auto paper = paper_size(arguments.option("paper", "A4"));
    if (!paper)
        return complain("--paper takes A4 or Letter.");
    DiskFolder here("");
    const auto path = arguments.option("share");
    const auto file = here.read_secret(path);
    if (!file)
        return refuse(file.error());
    const auto share = read_secret_header(SecretKind::kShare, file->view());
    if (!share)
        return refuse(Refusal{path, std::string(explanation(share.error())), std::string(code(share.error()))});
    const auto transcript = dkg::load_transcript(here, arguments.option("transcript"));
    if (!transcript)
        return refuse(transcript.error());
    if (!belongs_to(*share, transcript->sharing))
        return refuse(
            Refusal{path, "is of another sharing than the transcript; take the one it was made with", "share_sharing"});
    const auto pdf = draw_share_page(facts_of(*share, transcript->sharing), file->view(), *paper);
    if (!pdf)
        return refuse(Refusal{path, std::string(reason(pdf.error())), "page"});
    const auto out = arguments.option("out");
    if (const auto written = here.write_secret(out, *pdf); !written)
        return refuse(written.error());
    std::cout << "The page is " << out << ". Print it, then remove the file.\n";
    return kAllDone;
}

int keep_share(const bytes& share, const std::string& out) {
    const auto header = read_secret_header(SecretKind::kShare, share);
    if (!header)
        return refuse(Refusal{"the page", std::string(explanation(header.error())), std::string(code(header.error()))});
    if (const auto written = DiskFolder("").write_secret(out, share); !written)
        return refuse(written.error());
    std::cout << "The page is whole: epoch " << header->epoch << ", sharing " << header->sharing << ", custodian "
              << header->index << ". The share is " << out << ", under its passphrase.\n";
    return kAllDone;
}

int tell_faults(const std::vector<PageFault>& faults) {
    for (const auto& fault : faults)
        std::cerr << "porchlight-custody: " << sentence(fault) << " (" << code(fault.error) << ")\n";
    return kNothingDone;
}

// Asks for the page's word and for each line until it is right.
std::expected<bytes, PageFault> type_page() {
    TypedPage page;
    std::string typed;
    std::cout << "Type the page, line by line. Small letters will do. A code that is scanned will do too.\n";
    while (const auto wanted = page.first_missing()) {
        std::cout << (page.has_word() ? "line " + std::to_string(*wanted) : std::string("page")) << ": " << std::flush;
        if (!std::getline(std::cin, typed))
            break;
        if (typed.starts_with(kCodePrefix)) {
            auto scanned = read_page(typed);
            return scanned ? std::expected<bytes, PageFault>(*std::move(scanned))
                           : std::unexpected(scanned.error().front());
        }
        const auto taken = page.has_word() ? page.take_line(*wanted, typed) : page.take_word(typed);
        if (!taken)
            std::cout << wrapped(sentence(taken.error()), 2);
    }
    return page.share();
}

int read_printed_page(const Arguments& arguments) {
    const auto in = arguments.option("in");
    const auto out = arguments.option("out");
    if (in.empty()) {
        const auto share = type_page();
        return share ? keep_share(*share, out) : tell_faults({share.error()});
    }
    const auto text = DiskFolder("").read(in, kMaxTypedPageBytes);
    if (!text)
        return refuse(text.error());
    const auto share = read_page(*text);
    return share ? keep_share(*share, out) : tell_faults(share.error());
}

constexpr std::array<std::string_view, 3> kPrintNeeds{"share", "transcript", "out"};
constexpr std::array<std::string_view, 1> kPrintTakes{"paper"};
constexpr std::array<std::string_view, 1> kReadNeeds{"out"};
constexpr std::array<std::string_view, 1> kReadTakes{"in"};

constexpr std::array<Command, 2> kCommands{{
    {"print-page", kPrintNeeds, kPrintTakes, &print_page,
     "  print-page --share FILE --transcript FILE --out PDF [--paper A4|Letter]\n"
     "      makes a page of a share, to be printed and kept; the share stays under its passphrase\n",
     Touches::kSecrets},
    {"read-page", kReadNeeds, kReadTakes, &read_printed_page,
     "  read-page --out SHARE [--in FILE]\n"
     "      reads a share back from its page: typed line by line, or from a file of typed lines or of what a\n"
     "      scanner read; says which line is wrong\n",
     Touches::kSecrets},
}};

}  // namespace

std::span<const Command> paper_commands() { return kCommands; }

}  // namespace porchlight::custody
