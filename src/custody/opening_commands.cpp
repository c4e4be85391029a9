// open.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/create.h"
#include "custody/disk_folder.h"
#include "custody/disk_stream.h"
#include "custody/folding.h"
#include "custody/opening.h"
#include "custody/output.h"
#include "custody/quorum_files.h"
#include "custody/statements/shelf.h"

#include <unistd.h>

#include <array>
#include <iostream>

namespace porchlight::custody {
namespace {

// Prints what opens, names what does not.
int print_records(ExportReader& file, const KeyFile& share, OutputFormat format, const std::string& path,
                  ProgressStyle style) {
    std::uint64_t failed = 0;
    std::uint64_t seen = 0;
    // Where both are one terminal, the records themselves show how far it is.
    const bool one_terminal = style == ProgressStyle::kOneLine && ::isatty(STDOUT_FILENO) == 1;
    Progress progress(std::cerr, one_terminal ? ProgressStyle::kNone : style, file.size());
    const Unfolded as_they_are(std::cout);
    std::cout << heading(format);
    const auto done = open_each(file, share, [&](const Opened& opened) {
        progress.tell(++seen);
        if (!opened.record) {
            ++failed;
            progress.clear();
            std::cerr << "record " << to_hex(opened.digest) << ": " << opened.record.error() << "\n";
            return;
        }
        auto line = line_of(format, opened.digest, *opened.record);
        std::cout << line;
        wipe(line);
    });
    std::cout.flush();
    progress.finish();
    std::cerr << seen - failed << " records opened, " << failed << " failed.\n";
    if (!std::cout) {
        std::cerr << "porchlight-custody: standard output cannot be written.\n";
        return kNothingDone;
    }
    if (!done)
        refuse({done.error(), path});
    return done && failed == 0 ? kAllDone : kSomeFailed;
}

// Where several open together, one alone does not: not even with a whole key that should not be.
Result<void> check_is_of_one(const Folder& keys) {
    const std::string name(kTrustFile);
    if (!keys.exists(name))
        return {};
    const auto trust = load_trust_file(keys);
    if (!trust)
        return std::unexpected(trust.error());
    if (trust->custodians.threshold > 1 || trust->custodians.keys.size() > 1)
        return failure(Error::kTrust, name,
                       "names several custodians, who open together; use request, answer and combine");
    return {};
}

int open_records(const Arguments& arguments) {
    const auto format = output_format(arguments.option("format", "table"));
    const auto style = progress_style(arguments);
    if (!format || !style)
        return complain("--format takes table, csv or jsonl, --progress always or never.");
    const DiskFolder keys(arguments.option("dir"));
    if (const auto alone = check_is_of_one(keys); !alone)
        return refuse(alone.error());
    const auto share = load_key(keys, KeyKind::kEpoch);
    if (!share)
        return refuse(share.error());
    const auto in = arguments.option("in");
    const auto source = DiskSource::open(in);
    if (!source)
        return refuse(source.error());
    auto file = ExportReader::create(**source);
    if (!file)
        return refuse({file.error(), in});
    const int status = print_records(*file, *share, *format, in, *style);
    if (status == kNothingDone || file->is_in_order())
        return status;
    refuse({Error::kExportOrder, in});
    return kSomeFailed;
}

constexpr std::array<std::string_view, 2> kOpenNeeds{"dir", "in"};
constexpr std::array<std::string_view, 2> kOpenTakes{"format", "progress"};

constexpr std::array<Command, 1> kCommands{{
    {"open", kOpenNeeds, kOpenTakes, &open_records,
     "  open --dir DIR --in EXPORT [--format table|csv|jsonl] [--progress always|never]\n"
     "      opens the records of an export; ends with 1 if some do not open\n",
     Touches::kSecrets},
}};

}  // namespace

std::span<const Command> opening_commands() { return kCommands; }

}  // namespace porchlight::custody
