// log-create, log-append, log-prove, log-gather, trust-log: for the log's operator and the city.
#include "custody/command.h"
#include "custody/create.h"
#include "custody/disk_folder.h"
#include "custody/disk_stream.h"
#include "custody/log/operating.h"
#include "custody/statements/shelf.h"

#include <array>
#include <iostream>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxStatementFileBytes = 64U << 10;
constexpr std::array<std::string_view, 2> kAppendNeeds{"dir", "log"};

Result<protocol::Trust> read_trust(const std::string& path) { return load_trust_file(DiskFolder(""), path); }

Result<protocol::Trust> read_trust_with_log(const std::string& path) {
    auto trust = read_trust(path);
    if (trust && !trust->log)
        return failure(Error::kTrust, path, "names no public log; add it with trust-log");
    return trust;
}

int make_log(const Arguments& arguments) {
    DiskFolder keys(arguments.option("dir"));
    DiskFolder log(arguments.option("log"));
    for (auto* folder : {&keys, &log})
        if (const auto made = folder->make(); !made)
            return refuse(made.error());
    const auto key = create_log(keys, log, arguments.option("origin"));
    if (!key)
        return refuse(key.error());
    std::cout << "An empty log is in " << arguments.option("log") << ".\nlog key: " << public_log::to_text(*key)
              << '\n';
    return kAllDone;
}

using Entries = std::vector<public_log::Entry>;

Result<Entries> document_entries(const std::string& path) {
    const auto text = DiskFolder("").read(path, protocol::kMaxDocumentBytes);
    if (!text)
        return std::unexpected(text.error());
    const auto document = read_logged_document(*text, path);
    if (!document)
        return std::unexpected(document.error());
    return entries_of(*document);
}

Result<public_log::Entry> signed_entry(const Arguments& arguments, const std::string& path, bool is_statement) {
    const auto trust = read_trust(arguments.option("trust"));
    if (!trust)
        return std::unexpected(trust.error());
    const auto text = DiskFolder("").read(path, kMaxStatementFileBytes);
    if (!text)
        return std::unexpected(text.error());
    if (!is_statement)
        return entry_of_transcript(*text, *trust, path);
    const auto folder = arguments.option("statements");
    const auto papers = folder.empty() ? Shelf() : read_papers(*trust, DiskFolder(folder));
    if (!papers)
        return std::unexpected(papers.error());
    return entry_of_signed_statement(*text, *trust, papers->sharings, path);
}

Result<public_log::Entry> export_entry(const std::string& path) {
    const auto source = DiskSource::open(path);
    if (!source)
        return std::unexpected(source.error());
    auto file = ExportReader::create(**source);
    if (!file)
        return failure(file.error(), path);
    return entry_of_export(*file, path);
}

Result<Entries> only(const Result<public_log::Entry>& entry) {
    if (!entry)
        return std::unexpected(entry.error());
    return Entries{*entry};
}

// One option says what is entered.
Result<Entries> wanted_entries(const Arguments& arguments) {
    if (const auto path = arguments.option("document"); !path.empty())
        return document_entries(path);
    if (const auto path = arguments.option("statement"); !path.empty())
        return only(signed_entry(arguments, path, true));
    if (const auto path = arguments.option("export"); !path.empty())
        return only(export_entry(path));
    return only(signed_entry(arguments, arguments.option("transcript"), false));
}

// One of the four, and what tells who must have signed.
bool fit_together(const Arguments& arguments) {
    const auto has = [&](std::string_view name) { return arguments.options.contains(name); };
    const bool is_signed = has("statement") || has("transcript");
    return has("document") + has("statement") + has("transcript") + has("export") == 1 && has("trust") == is_signed &&
           (has("statement") || !has("statements"));
}

int append_to_log(const Arguments& arguments) {
    if (!fit_together(arguments))
        return complain(
            "log-append takes one of --document, --export, --transcript and --statement, the last two with"
            " --trust, and --statement with the --statements that say who holds shares.");
    const auto entries = wanted_entries(arguments);
    if (!entries)
        return refuse(entries.error());
    DiskFolder log(arguments.option("log"));
    const auto about = std::string(public_log::kind_name(entries->back()));
    const auto done = append(DiskFolder(arguments.option("dir")), log, *entries, about);
    if (!done)
        return refuse(done.error());
    std::cout << (done->added == 0 ? about + " is in the log already." : about + " is in the log.") << " It has "
              << done->size << " entries."
              << (done->added == 0 ? "" : " Have the witnesses cosign it: `porchlight-custody witness`.") << '\n';
    return kAllDone;
}

int prove_in_log(const Arguments& arguments) {
    const auto trust = read_trust_with_log(arguments.option("trust"));
    if (!trust)
        return refuse(trust.error());
    const auto copy = LogCopy::read(DiskFolder(arguments.option("log")), trust->log->log);
    if (!copy)
        return refuse(copy.error());
    const auto path = arguments.option("document");
    if (path.empty() == arguments.option("statement").empty())
        return complain("log-prove takes --document or --statement.");
    if (path.empty()) {
        const auto name = arguments.option("statement");
        const auto statement = DiskFolder("").read(name, kMaxStatementFileBytes);
        const auto entry = statement ? entry_of_statement(*statement, name) : std::unexpected(statement.error());
        if (!entry)
            return refuse(entry.error());
        const auto proof = prove(*copy, *entry, *trust->log, name);
        if (!proof)
            return refuse(proof.error());
        return write_document(public_log::to_text(*proof), arguments.option("out"));
    }
    const auto text = DiskFolder("").read(path, protocol::kMaxDocumentBytes);
    if (!text)
        return refuse(text.error());
    auto document = read_logged_document(*text, path);
    if (!document)
        return refuse(document.error());
    return write_document(prove_document(*copy, std::move(*document), *trust, path), arguments.option("out"));
}

int gather_cosignatures(const Arguments& arguments) {
    const auto trust = read_trust_with_log(arguments.option("trust"));
    if (!trust)
        return refuse(trust.error());
    const auto path = arguments.option("in");
    const auto cosigned = DiskFolder("").read(path, public_log::kMaxNoteBytes);
    if (!cosigned)
        return refuse(cosigned.error());
    DiskFolder log(arguments.option("log"));
    const auto count = gather(log, *trust->log, *cosigned, path);
    if (!count)
        return refuse(count.error());
    std::cout << *count << " witnesses have cosigned; " << trust->log->threshold << " are needed.\n";
    return kAllDone;
}

// The trust file is written and read again, which finds what a bridge would refuse.
int name_log_in_trust(const Arguments& arguments) {
    const auto path = arguments.option("trust");
    auto trust = read_trust(path);
    if (!trust)
        return refuse(trust.error());
    const auto log = public_log::parse_verifier_key(arguments.option("log-key"));
    const auto threshold = parse_number(arguments.option("threshold"), 1, public_log::kMaxWitnesses);
    if (!log || !threshold)
        return complain("--log-key takes what log-create said, --threshold 1 to 16.");
    public_log::LogPolicy policy{*log, static_cast<std::size_t>(*threshold), {}};
    for (const auto& line : split_list(arguments.option("witnesses"))) {
        auto witness = public_log::parse_verifier_key(line);
        if (!witness)
            return complain("--witnesses takes what witness-create said, with commas between.");
        policy.witnesses.push_back(std::move(*witness));
    }
    trust->log = std::move(policy);
    const auto text = protocol::to_text(*trust);
    if (!protocol::parse_trust(text))
        return complain("The witnesses must be as many as --threshold, each with a name and key of its own.");
    std::cout << "Kiosks that were enrolled before keep the trust that they have; enrol them anew.\n";
    return write_document(text, path);
}

constexpr std::array<std::string_view, 3> kCreateNeeds{"dir", "log", "origin"};
constexpr std::array<std::string_view, 6> kAppendTakes{"document",   "statement", "export",
                                                       "transcript", "trust",     "statements"};
constexpr std::array<std::string_view, 3> kProveNeeds{"log", "trust", "out"};
constexpr std::array<std::string_view, 2> kProveTakes{"document", "statement"};
constexpr std::array<std::string_view, 3> kGatherNeeds{"log", "trust", "in"};
constexpr std::array<std::string_view, 4> kTrustNeeds{"trust", "log-key", "witnesses", "threshold"};

constexpr std::array<Command, 5> kCommands{{
    {"log-create",
     kCreateNeeds,
     {},
     &make_log,
     "  log-create --dir DIR --log LOGDIR --origin NAME\n"
     "      makes log.key in DIR and an empty public log in LOGDIR, which any web server can hand out\n"},
    {"trust-log",
     kTrustNeeds,
     {},
     &name_log_in_trust,
     "  trust-log --trust FILE --log-key KEY --witnesses KEY,… --threshold N\n"
     "      names the log and its witnesses in a trust file; kiosks then take nothing that is not logged\n"},
    {"log-append", kAppendNeeds, kAppendTakes, &append_to_log,
     "  log-append --dir DIR --log LOGDIR --document FILE | --export FILE\n"
     "  log-append --dir DIR --log LOGDIR --trust FILE --transcript FILE | --statement FILE [--statements FOLDER]\n"
     "      enters a manifest or release, the root of an export's records, a sharing, or a statement that those\n"
     "      signed who must; of an opening or destruction its sharing is among the papers of FOLDER\n"},
    {"log-gather",
     kGatherNeeds,
     {},
     &gather_cosignatures,
     "  log-gather --log LOGDIR --trust FILE --in CHECKPOINT\n"
     "      takes the cosignatures from what a witness sent back\n"},
    {"log-prove", kProveNeeds, kProveTakes, &prove_in_log,
     "  log-prove --log LOGDIR --trust FILE --document FILE | --statement FILE --out FILE\n"
     "      adds to a manifest or release the proof that it is in the log, or writes that of a statement\n"},
}};

}  // namespace

std::span<const Command> log_commands() { return kCommands; }

}  // namespace porchlight::custody
