// begin-opening, hold, release-hold, sign-statement, destroy, status.
#include "base/encoding.h"
#include "custody/command.h"
#include "custody/create.h"
#include "custody/destruction/planned_share.h"
#include "custody/disk_folder.h"
#include "custody/erasing.h"
#include "custody/quorum_files.h"
#include "custody/statements/account.h"
#include "custody/statements/statement_signing.h"

#include <array>
#include <iostream>

namespace porchlight::custody {
namespace {

constexpr std::string_view kNobody = "none";

date today() { return date_of_unix_seconds(now()); }

std::optional<std::uint32_t> epoch_of(const Arguments& arguments) {
    const auto epoch = parse_number(arguments.option("epoch"), 1, UINT32_MAX);
    return epoch ? std::optional(static_cast<std::uint32_t>(*epoch)) : std::nullopt;
}

Result<protocol::StatementHead> head_of_today(const Arguments& arguments, std::uint32_t epoch) {
    const auto trust = load_trust_file(DiskFolder(arguments.option("dir")));
    if (!trust)
        return std::unexpected(trust.error());
    return protocol::StatementHead{trust->city, epoch, today()};
}

// Writes what this custodian has signed, and says what it is and what comes next.
int begin(const Arguments& arguments, const protocol::Statement& statement) {
    const DiskFolder keys(arguments.option("dir"));
    const auto text = begin_statement(keys, statement);
    if (const int status = write_document(text, arguments.option("out")); status != kAllDone)
        return status;
    const auto trust = load_trust_file(keys);
    std::cout << in_words(statement, protocol::statement_id(protocol::payload_of(statement).value_or("")))
              << "Signed by you. It takes " << (trust ? trust->custodians.threshold : 0)
              << " custodians: the next signs with sign-statement. Then it goes into the public log.\n";
    return kAllDone;
}

void tell_purpose(const OpeningRequest& request) { std::cout << "The request is for " << purpose_of(request) << ".\n"; }

int begin_opening(const Arguments& arguments) {
    const auto request = load_request(arguments);
    if (!request)
        return refuse(request.error());
    const auto head = head_of_today(arguments, request->epoch);
    if (!head)
        return refuse(head.error());
    tell_purpose(*request);
    return begin(arguments, protocol::Opening{*head, request->sharing, hash_of(*request), arguments.option("reason"),
                                              arguments.option("order")});
}

int hold(const Arguments& arguments) {
    const auto epoch = epoch_of(arguments);
    if (!epoch)
        return complain("--epoch takes 1 to 4294967295.");
    const auto head = head_of_today(arguments, *epoch);
    if (!head)
        return refuse(head.error());
    return begin(arguments, protocol::Hold{*head, arguments.option("order"), arguments.option("authority")});
}

int release_hold(const Arguments& arguments) {
    const auto name = arguments.option("hold");
    const auto trust = load_trust_file(DiskFolder(arguments.option("dir")));
    if (!trust)
        return refuse(trust.error());
    const auto text = DiskFolder("").read(name, protocol::kMaxStatementBytes);
    if (!text)
        return refuse(text.error());
    const auto stands = protocol::open_statement(*text, *trust, {});
    if (!stands || !std::holds_alternative<protocol::Hold>(stands->statement))
        return refuse({Error::kStatement, name, "is not a hold that this city's custodians signed"});
    const auto head = head_of_today(arguments, protocol::head_of(stands->statement).epoch);
    if (!head)
        return refuse(head.error());
    return begin(arguments,
                 protocol::HoldRelease{*head, stands->id, arguments.option("order"), arguments.option("authority")});
}

// An opening has no more than the request's hash: which records that asks for, the request itself says.
Allowed<void> tell_request_of(const Arguments& arguments, const protocol::Opening& opening) {
    const auto request = load_request(arguments);
    if (!request)
        return std::unexpected(request.error());
    if (hash_of(*request) != opening.request)
        return refusal(arguments.option("request"), OpeningError::kNotApproved);
    tell_purpose(*request);
    return {};
}

int sign_statement(const Arguments& arguments) {
    const DiskFolder keys(arguments.option("dir"));
    const auto name = arguments.option("in");
    const auto trust = load_trust_file(keys);
    if (!trust)
        return refuse(trust.error());
    const auto text = DiskFolder("").read(name, protocol::kMaxStatementBytes);
    if (!text)
        return refuse(text.error());
    const auto draft = read_draft(*text, *trust, name);
    if (!draft)
        return refuse(draft.error());
    std::cout << in_words(draft->statement, draft->id) << "Signed by " << draft->signed_by << " of the "
              << trust->custodians.threshold << " custodians that it takes.\n";
    const auto out = arguments.option("out");
    const auto* opening = std::get_if<protocol::Opening>(&draft->statement);
    const bool has_request = !arguments.option("request").empty();
    if ((opening != nullptr && !out.empty() && !has_request) || (opening == nullptr && has_request))
        return complain(
            "sign-statement signs an opening with the --request that it is for, and nothing else with one.");
    if (has_request)
        if (const auto told = tell_request_of(arguments, *opening); !told)
            return refuse(told.error());
    if (out.empty())
        return kAllDone;
    const int status = write_document(sign_draft(keys, *draft, name), out);
    if (status == kAllDone)
        std::cout << "Your signature is added, in " << out << ".\n";
    return status;
}

std::string ask_for_schedule() {
    std::cout << "The id of the approved retention schedule: " << std::flush;
    std::string line;
    std::getline(std::cin, line);
    return line;
}

void tell_passed_over(const Shelf& shelf) {
    for (const auto& name : shelf.passed_over)
        std::cerr << "passed over " << name << "\n";
}

// Everything is checked and signed before the share is touched; once it is gone, the statement must not be lost.
int destroy_planned(const Arguments& arguments, const DestructionPlan& plan, const public_key& custodian) {
    const auto dir = arguments.option("dir");
    const auto out = arguments.option("out");
    const auto text = begin_statement(DiskFolder(dir), plan.said);
    if (!text)
        return refuse(text.error());
    if (DiskFolder("").exists(out))
        return refuse({Error::kExists, out});
    const auto named = arguments.option("share");
    const auto file = named.empty() ? std::filesystem::path(dir) / plan.share_file : std::filesystem::path(named);
    if (named != kNobody) {
        if (const auto planned = check_planned_share(DiskFolder(""), file.string(), plan, custodian); !planned)
            return refuse(planned.error());
        if (const auto erased = erase_file(file); !erased)
            return refuse(erased.error());
    }
    if (const int status = write_document(*text, out); status != kAllDone) {
        std::cout << *text;
        std::cerr << "The share is gone. Keep the line above: it is your statement.\n";
        return kSomeFailed;
    }
    std::cout
        << (named == kNobody ? "No file was touched.\n" : file.string() + " is overwritten and removed.\n")
        << "What no program can promise: a flash disk may keep old copies of a block until it needs the room; "
           "so may a snapshot or a backup. Shred the printed page, and destroy the disk where that is the rule.\n\n"
        << destruction_page(plan.said, protocol::statement_id(protocol::payload_of(plan.said).value_or("")))
        << "\nThe signed statement is in " << out << ", for the public log.\n";
    return kAllDone;
}

int destroy(const Arguments& arguments) {
    const auto epoch = epoch_of(arguments);
    const auto sharing = parse_number(arguments.option("sharing", "0"), 0, UINT32_MAX);
    if (!epoch || !sharing)
        return complain("--epoch takes 1 to 4294967295, --sharing the number of one of its sharings.");
    const DiskFolder keys(arguments.option("dir"));
    const auto custodian = load_key(keys, KeyKind::kCustodian);
    if (!custodian)
        return refuse(custodian.error());
    const auto trust = load_trust_file(keys);
    const auto shelf =
        trust ? read_shelf(keys, DiskFolder(arguments.option("statements"))) : std::unexpected(trust.error());
    if (!shelf)
        return refuse(shelf.error());
    tell_passed_over(*shelf);
    DestructionRequest request{*epoch,      static_cast<std::uint32_t>(*sharing), custodian->public_half,
                               trust->city, arguments.option("schedule"),         today()};
    if (request.schedule.empty())
        request.schedule = ask_for_schedule();
    const auto plan = plan_destruction(*shelf, request);
    if (!plan)
        return refuse(plan.error());
    return destroy_planned(arguments, *plan, custodian->public_half);
}

int status(const Arguments& arguments) {
    const auto shelf = read_shelf(DiskFolder(arguments.option("dir")), DiskFolder(arguments.option("statements")));
    if (!shelf)
        return refuse(shelf.error());
    std::cout << "today " << today().text() << ", " << shelf->statements.size() << " statements\n";
    for (const auto& epoch : shelf->epochs)
        std::cout << in_words(epoch, shelf->standing(epoch, today()), today());
    tell_passed_over(*shelf);
    return shelf->passed_over.empty() ? kAllDone : kSomeFailed;
}

constexpr std::array<std::string_view, 5> kOpeningNeeds{"dir", "request", "reason", "order", "out"};
constexpr std::array<std::string_view, 5> kHoldNeeds{"dir", "epoch", "order", "authority", "out"};
constexpr std::array<std::string_view, 5> kReleaseNeeds{"dir", "hold", "order", "authority", "out"};
constexpr std::array<std::string_view, 2> kSignNeeds{"dir", "in"};
constexpr std::array<std::string_view, 2> kSignTakes{"request", "out"};
constexpr std::array<std::string_view, 4> kDestroyNeeds{"dir", "statements", "epoch", "out"};
constexpr std::array<std::string_view, 3> kDestroyTakes{"schedule", "share", "sharing"};
constexpr std::array<std::string_view, 2> kStatusNeeds{"dir", "statements"};

constexpr std::array<Command, 6> kCommands{{
    {"begin-opening",
     kOpeningNeeds,
     {},
     &begin_opening,
     "  begin-opening --dir DIR --request FILE --reason TEXT --order ID --out FILE\n"
     "      begins the statement that the records of a request are to be opened, by this order\n"},
    {"hold",
     kHoldNeeds,
     {},
     &hold,
     "  hold --dir DIR --epoch N --order ID --authority NAME --out FILE\n"
     "      begins the statement that an epoch is to be kept, by order of a court for instance\n"},
    {"release-hold",
     kReleaseNeeds,
     {},
     &release_hold,
     "  release-hold --dir DIR --hold FILE --order ID --authority NAME --out FILE\n"
     "      begins the statement that a hold no longer stands\n"},
    {"sign-statement", kSignNeeds, kSignTakes, &sign_statement,
     "  sign-statement --dir DIR --in FILE [--request FILE] [--out FILE]\n"
     "      says what a statement is and who signed it; with --out, adds your signature: to an opening, when\n"
     "      --request is the request that it is for\n"},
    {"destroy", kDestroyNeeds, kDestroyTakes, &destroy,
     "  destroy --dir DIR --statements FOLDER --epoch N --out FILE [--schedule ID] [--share FILE|none] [--sharing M]\n"
     "      destroys your share of an epoch that is due and not on hold, and writes the statement that it is gone;\n"
     "      asks for the id of the approved schedule; --share none says so of a share that is gone already\n",
     Touches::kSecrets},
    {"status",
     kStatusNeeds,
     {},
     &status,
     "  status --dir DIR --statements FOLDER\n"
     "      says of each epoch in which state it is, what is due, and whose statements are missing\n",
     Touches::kSecrets},
}};

}  // namespace

std::span<const Command> statement_commands() { return kCommands; }

}  // namespace porchlight::custody
