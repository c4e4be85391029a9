#include "custody/quorum_files.h"

#include "base/encoding.h"
#include "custody/disk_folder.h"
#include "custody/statements/shelf.h"
#include "log/proof.h"

#include <unistd.h>

#include <algorithm>

namespace porchlight::custody {
namespace {

// Which of the files is not as it must be.
std::string faulty_file(OpeningError error, const Arguments& arguments, const std::string& trust_path) {
    switch (error) {
        case OpeningError::kNoLog: return trust_path;
        case OpeningError::kProofMalformed:
        case OpeningError::kProofInclusion:
        case OpeningError::kProofWitnesses: return arguments.option("proof");
        default: return arguments.option("statement");
    }
}

// The first three, and how many more.
std::string first_of(const std::vector<hash256>& digests) {
    constexpr std::size_t kShown = 3;
    std::string out;
    for (std::size_t i = 0; i < std::min(digests.size(), kShown); ++i)
        out += (i == 0 ? "" : ", ") + to_hex(digests[i]);
    return out + (digests.size() > kShown ? " and " + std::to_string(digests.size() - kShown) + " more" : "");
}

}  // namespace

Allowed<SharingKeys> load_sharing(const Arguments& arguments) {
    const auto path = arguments.option("transcript");
    const auto text = DiskFolder("").read(path, kMaxTranscriptBytes);
    if (!text)
        return refusal(text.error());
    auto transcript = parse_transcript(*text);
    if (!transcript)
        return refusal(path, transcript.error());
    return SharingKeys(std::move(transcript->sharing));
}

Allowed<OpeningRequest> load_request(const Arguments& arguments) {
    const auto path = arguments.option("request");
    const auto text = DiskFolder("").read(path, kMaxRequestBytes);
    if (!text)
        return refusal(text.error());
    auto request = parse_request(*text);
    if (!request)
        return refusal(path, request.error());
    return std::move(*request);
}

Allowed<OpeningFiles> load_opening(const Arguments& arguments) {
    auto keys = load_sharing(arguments);
    if (!keys)
        return std::unexpected(keys.error());
    auto request = load_request(arguments);
    if (!request)
        return std::unexpected(request.error());
    if (const auto fit = keys->check(*request); !fit)
        return refusal(arguments.option("request"), fit.error());
    return OpeningFiles{std::move(*keys), std::move(*request)};
}

Allowed<std::optional<Sought>> load_sought(const Arguments& arguments, const OpeningRequest& request) {
    const auto path = arguments.option("sought");
    if (!request.sought)
        return std::nullopt;
    if (path.empty())
        return refusal(arguments.option("request"), OpeningError::kSoughtMissing);
    static_assert(kMaxSoughtBytes <= kMaxKeyFileBytes);
    const auto text = DiskFolder("").read_secret(path);
    if (!text)
        return refusal(text.error());
    auto sought = Sought::parse(text->view());
    if (!sought)
        return refusal(path, sought.error());
    if (sought->commitment() != *request.sought)
        return refusal(path, OpeningError::kSoughtDiffers);
    return std::move(*sought);
}

Allowed<OpenExport> open_export(const std::string& path) {
    auto source = DiskSource::open(path);
    if (!source)
        return refusal(source.error());
    auto reader = ExportReader::create(**source);
    if (!reader)
        return refusal(path, reader.error());
    return OpenExport{std::move(*source), *reader};
}

Allowed<void> OpenExport::begin_again(const std::string& path) {
    if (!source->rewind())
        return refusal(path, Error::kUnreadable);
    auto again = ExportReader::create(*source);
    if (!again)
        return refusal(path, again.error());
    reader = *again;
    return {};
}

Allowed<std::unique_ptr<LoggedOpening>> load_authority(const Arguments& arguments, const OpeningFiles& files,
                                                       const std::string& trust_path) {
    const DiskFolder here("");
    const auto trust = load_trust_file(here, trust_path);
    if (!trust)
        return refusal(trust.error());
    const auto statement = here.read(arguments.option("statement"), protocol::kMaxStatementBytes);
    if (!statement)
        return refusal(statement.error());
    const auto proof = here.read(arguments.option("proof"), public_log::kMaxProofBytes);
    if (!proof)
        return refusal(proof.error());
    auto authority = LoggedOpening::read(*statement, *proof, *trust, files.keys);
    if (!authority)
        return refusal(faulty_file(authority.error(), arguments, trust_path), authority.error());
    if (const auto permitted = (*authority)->permits(hash_of(files.request)); !permitted)
        return refusal(arguments.option("request"), permitted.error());
    return std::move(*authority);
}

std::optional<ProgressStyle> progress_style(const Arguments& arguments) {
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    const auto shown = terminal ? ProgressStyle::kOneLine : ProgressStyle::kLines;
    const auto word = arguments.option("progress", terminal ? "always" : "never");
    if (word == "always")
        return shown;
    if (word == "never")
        return ProgressStyle::kNone;
    return std::nullopt;
}

std::string purpose_of(const OpeningRequest& request) {
    const auto count = std::to_string(request.count());
    const auto epoch = " of epoch " + std::to_string(request.epoch);
    if (!request.is_for_whole_export())
        return count + " named records" + epoch + ": " + first_of(request.digests);
    return "all " + count + " records of an export" + epoch +
           (request.sought ? ", to print those of one person" : ", to print them all") + "; the export's hash is " +
           to_hex(request.export_hash);
}

std::string title_of(const SharingKeys& keys, std::uint32_t index) {
    const auto& custodian = keys.custodian(index);
    return "custodian " + std::to_string(index) + ", " + custodian.name + " (" + custodian.authority + ")";
}

}  // namespace porchlight::custody
