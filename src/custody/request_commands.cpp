// request.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/disk_folder.h"
#include "custody/quorum_files.h"

#include <array>
#include <iostream>
#include <sstream>

namespace porchlight::custody {
namespace {

// Digests with white space or commas between; nothing if a word is none, or there are none or too many.
std::optional<std::vector<hash256>> read_digests(std::string list) {
    for (auto& symbol : list)
        symbol = symbol == ',' ? ' ' : symbol;
    std::vector<hash256> out;
    std::istringstream in(list);
    for (std::string word; in >> word;) {
        const auto digest = array_from_hex<32>(word);
        if (!digest || out.size() == kMaxRequestedDigests)
            return std::nullopt;
        out.push_back(*digest);
    }
    return out.empty() ? std::nullopt : std::optional(std::move(out));
}

Allowed<OpeningRequest> request_named(const Arguments& arguments, const SharingKeys& keys) {
    auto list = arguments.option("records");
    if (const auto path = arguments.option("list"); !path.empty()) {
        auto read = DiskFolder("").read(path, kMaxRequestBytes);
        if (!read)
            return refusal(read.error());
        list = std::move(*read);
    }
    auto digests = read_digests(std::move(list));
    if (!digests)
        return std::unexpected(Refusal{"the list of records", "is not of 1 to 10000 digests, each of 64 hex digits",
                                       std::string(code(OpeningError::kRequestMalformed))});
    return request_for_records(keys.sharing().epoch, keys.hash(), std::move(*digests));
}

Allowed<OpeningRequest> request_export(const Arguments& arguments, const SharingKeys& keys) {
    const auto path = arguments.option("in");
    auto exported = open_export(path);
    if (!exported)
        return std::unexpected(exported.error());
    auto& reader = exported->reader;
    if (reader.epoch() != keys.sharing().epoch)
        return refusal(path, Error::kExportEpoch);
    if (reader.size() == 0 || reader.size() > kMaxRecords)
        return refusal(path, OpeningError::kRecordMissing);
    auto there = reader.next();
    while (there && *there)
        there = reader.next();
    if (!there)
        return refusal(path, there.error());
    if (!reader.is_in_order())
        return refusal(path, OpeningError::kExportOrder);
    return request_for_export(keys.sharing().epoch, keys.hash(), reader.hash_so_far(), reader.size());
}

// Two lines of standard input, so that no command line shows them.
Allowed<void> add_sought(const std::string& path, OpeningRequest& request) {
    std::cerr << "Name and date of birth (YYYY-MM-DD), on two lines:\n";
    std::string name;
    std::string dob;
    std::getline(std::cin, name);
    std::getline(std::cin, dob);
    const auto sought = Sought::create(name, dob);
    wipe(name);
    wipe(dob);
    if (!sought)
        return refusal("the name and date of birth on standard input", sought.error());
    request.sought = sought->commitment();
    if (const auto written = DiskFolder("").write_secret(path, sought->to_text().view()); !written)
        return refusal(written.error());
    return {};
}

int make_request(const Arguments& arguments) {
    const bool whole = !arguments.option("in").empty();
    const bool named = !arguments.option("records").empty();
    const bool listed = !arguments.option("list").empty();
    const auto sought = arguments.option("sought");
    if (whole + named + listed != 1 || (!sought.empty() && !whole))
        return complain("request takes one of --records, --list and --in, and --sought with --in alone.");
    const auto keys = load_sharing(arguments);
    if (!keys)
        return refuse(keys.error());
    auto request = whole ? request_export(arguments, *keys) : request_named(arguments, *keys);
    if (!request)
        return refuse(request.error());
    if (!sought.empty())
        if (const auto added = add_sought(sought, *request); !added)
            return refuse(added.error());
    const int status = write_document(to_text(*request), arguments.option("out"));
    if (status == kAllDone)
        std::cout << "Request " << to_hex(hash_of(*request)) << ": " << purpose_of(*request) << ".\n";
    return status;
}

constexpr std::array<std::string_view, 2> kNeeds{"transcript", "out"};
constexpr std::array<std::string_view, 4> kTakes{"in", "list", "records", "sought"};

constexpr std::array<Command, 1> kCommands{{
    {"request", kNeeds, kTakes, &make_request,
     "  request --transcript FILE --out FILE --records DIGEST,… | --list FILE | --in EXPORT [--sought FILE]\n"
     "      asks for an opening of these records, or of all of an export; with --sought only those of the person\n"
     "      are printed whose name and date of birth stand on two lines of standard input, and are kept in FILE\n"},
}};

}  // namespace

std::span<const Command> request_commands() { return kCommands; }

}  // namespace porchlight::custody
