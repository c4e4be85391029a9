// combine.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/folding.h"
#include "custody/opening/combination.h"
#include "custody/output.h"
#include "custody/quorum_files.h"

#include <unistd.h>

#include <array>
#include <iostream>

namespace porchlight::custody {
namespace {

// Answers as they are named on the command line, and open.
struct AnswerFiles {
    std::vector<std::string> paths;
    std::vector<std::unique_ptr<DiskSource>> sources;
};

Allowed<AnswerFiles> open_answers(const std::string& list) {
    AnswerFiles out;
    for (const auto& path : split_list(list)) {
        if (out.paths.size() == kMaxCustodians)
            return std::unexpected(Refusal{"the list of answers", "has more than 16; each custodian gives one",
                                           std::string(code(OpeningError::kAnswerTwice))});
        auto source = DiskSource::open(path);
        if (!source)
            return refusal(source.error());
        out.paths.push_back(path);
        out.sources.push_back(std::move(*source));
    }
    return out;
}

// Prints what opens and names what does not, between the lines of the progress.
class Printer {
public:
    Printer(const OpeningFiles& files, const std::optional<Sought>& sought, OutputFormat format, ProgressStyle style)
        : m_files(&files),
          m_sought(&sought),
          m_format(format),
          m_progress(std::cerr, style, files.request.count()),
          m_shares_terminal(::isatty(STDOUT_FILENO) == 1) {
        std::cout << heading(format);
    }

    void take(const CombinedRecord& opened) {
        for (const auto& fault : opened.faults)
            name(opened, fault);
        if (opened.record)
            print(opened);
        else
            tell_failed(opened);
        m_progress.tell(++m_done);
    }

    // Says how it came out: an exit status.
    int finish(bool some_left_aside) {
        m_progress.finish();
        std::cout.flush();
        std::cerr << m_done - m_failed << " records opened, " << m_failed << " failed";
        if (*m_sought)
            std::cerr << ", " << m_found << " of the person who is sought";
        std::cerr << ".\n";
        if (!std::cout) {
            std::cerr << "porchlight-custody: standard output cannot be written.\n";
            return kNothingDone;
        }
        return m_failed > 0 || m_faults > 0 || some_left_aside ? kSomeFailed : kAllDone;
    }

private:
    void print(const CombinedRecord& opened) {
        if (*m_sought && !(*m_sought)->is_found_in(*opened.record))
            return;
        ++m_found;
        if (m_shares_terminal)
            m_progress.clear();
        auto line = line_of(m_format, opened.digest, *opened.record);
        std::cout << line;
        if (m_shares_terminal)
            std::cout.flush();
        wipe(line);
    }
    // In a search nothing is told of single records.
    void tell_failed(const CombinedRecord& opened) {
        ++m_failed;
        if (*m_sought)
            return;
        m_progress.clear();
        std::cerr << "record " << to_hex(opened.digest) << ": " << opened.record.error() << "\n";
    }
    void name(const CombinedRecord& opened, const PartFault& fault) {
        ++m_faults;
        m_progress.clear();
        std::cerr << "record " << to_hex(opened.digest) << ": " << title_of(m_files->keys, fault.index) << ", "
                  << explanation(fault.error) << " (" << code(fault.error) << ")\n";
    }

    Unfolded m_as_they_are{std::cout};
    const OpeningFiles* m_files;
    const std::optional<Sought>* m_sought;
    OutputFormat m_format;
    Progress m_progress;
    bool m_shares_terminal;
    std::uint64_t m_done = 0;
    std::uint64_t m_failed = 0;
    std::uint64_t m_found = 0;
    std::uint64_t m_faults = 0;
};

void tell_left_aside(const AnswerFiles& answers, const Combination& combination, const SharingKeys& keys) {
    for (const auto& fault : combination.left_aside())
        std::cerr << "porchlight-custody: " << answers.paths[fault.answer]
                  << (keys.has(fault.index) ? ", in the name of " + title_of(keys, fault.index) + "," : "") << " "
                  << explanation(fault.error) << " (" << code(fault.error) << "); it is left aside.\n";
}

int combine_with(const Arguments& arguments, const OpeningFiles& files, const OpeningAuthority& authority,
                 const std::optional<Sought>& sought, OutputFormat format, ProgressStyle style) {
    const auto answers = open_answers(arguments.option("answers"));
    if (!answers)
        return refuse(answers.error());
    const auto in = arguments.option("in");
    auto exported = open_export(in);
    if (!exported)
        return refuse(exported.error());
    Combination combination(files.keys, files.request);
    for (const auto& source : answers->sources)
        combination.add(*source);
    const auto good = combination.check(exported->reader, authority);
    tell_left_aside(*answers, combination, files.keys);
    if (!good) {
        const bool of_request =
            good.error() == OpeningError::kTooFewAnswers || good.error() == OpeningError::kNotApproved;
        return refuse(refusal(of_request ? arguments.option("request") : in, good.error()).error());
    }
    if (const auto again = exported->begin_again(in); !again)
        return refuse(again.error());
    Printer printer(files, sought, format, style);
    const auto done =
        combination.open_each(exported->reader, [&](const CombinedRecord& opened) { printer.take(opened); });
    const int status = printer.finish(!combination.left_aside().empty());
    if (done)
        return status;
    refuse(refusal(in, done.error()).error());
    return kSomeFailed;
}

int combine_answers(const Arguments& arguments) {
    const auto format = output_format(arguments.option("format", "table"));
    const auto style = progress_style(arguments);
    if (!format || !style)
        return complain("--format takes table, csv or jsonl, --progress always or never.");
    const auto files = load_opening(arguments);
    if (!files)
        return refuse(files.error());
    const auto authority = load_authority(arguments, *files, arguments.option("trust"));
    if (!authority)
        return refuse(authority.error());
    const auto sought = load_sought(arguments, files->request);
    if (!sought)
        return refuse(sought.error());
    return combine_with(arguments, *files, **authority, *sought, *format, *style);
}

constexpr std::array<std::string_view, 7> kNeeds{"trust", "transcript", "request", "statement",
                                                 "proof", "in",         "answers"};
constexpr std::array<std::string_view, 3> kTakes{"sought", "format", "progress"};

constexpr std::array<Command, 1> kCommands{{
    {"combine", kNeeds, kTakes, &combine_answers,
     "  combine --trust FILE --transcript FILE --request FILE --statement FILE --proof FILE --in EXPORT\n"
     "      --answers FILE,FILE,… [--sought FILE] [--format table|csv|jsonl] [--progress always|never]\n"
     "      opens the records with the answers of k custodians or more, and names who gave a false part, where the\n"
     "      signed opening statement is in the public log of the trust file\n",
     Touches::kSecrets},
}};

}  // namespace

std::span<const Command> combine_commands() { return kCommands; }

}  // namespace porchlight::custody
