// The files that the commands of an opening by a quorum take, read and checked. Main thread.
#pragma once

#include "custody/arguments.h"
#include "custody/disk_stream.h"
#include "custody/export_reader.h"
#include "custody/opening/logged_opening.h"
#include "custody/opening/progress.h"
#include "custody/opening/sharing_keys.h"
#include "custody/opening/sought.h"
#include "custody/refusal.h"

#include <memory>
#include <string>

namespace porchlight::custody {

// Everything that has to do with an opening has these two.
struct OpeningFiles {
    SharingKeys keys;
    OpeningRequest request;
};

// --transcript: signed by every custodian.
Allowed<SharingKeys> load_sharing(const Arguments& arguments);
// --request.
Allowed<OpeningRequest> load_request(const Arguments& arguments);
// --transcript and --request, which fit each other.
Allowed<OpeningFiles> load_opening(const Arguments& arguments);
// --sought where the request is for one person, whom it has to be; nothing where it is not.
Allowed<std::optional<Sought>> load_sought(const Arguments& arguments, const OpeningRequest& request);

// An export, from its first envelope.
struct OpenExport {
    std::unique_ptr<DiskSource> source;
    ExportReader reader;

    // From its first envelope again.
    Allowed<void> begin_again(const std::string& path);
};
Allowed<OpenExport> open_export(const std::string& path);

// --statement and --proof, which permit this opening by the trust file of this path.
Allowed<std::unique_ptr<LoggedOpening>> load_authority(const Arguments& arguments, const OpeningFiles& files,
                                                       const std::string& trust_path);

// --progress always, never; else where standard error is a terminal. Nothing for any other word.
std::optional<ProgressStyle> progress_style(const Arguments& arguments);

// "12 named records of epoch 7: DIGEST, DIGEST, DIGEST and 9 more", …
std::string purpose_of(const OpeningRequest& request);
// "custodian 2, Ana Lee (City Clerk)"
std::string title_of(const SharingKeys& keys, std::uint32_t index);

}  // namespace porchlight::custody
