#include "custody/guide/scripts/rounds.h"
#include "custody/guide/scripts/scripts.h"

namespace porchlight::custody {
namespace {

constexpr std::array<Question, 9> kAboutOpening{
    {{"order", "By which order or law are records opened? The id on its paper.", AnswerKind::kText, "CV-2031-2"},
     {"reason", "For which reason? It will stand in the public log: no name, nothing of a person.", AnswerKind::kText,
      "A card was printed twice"},
     {"present", "Who is in the room, and what for?", AnswerKind::kText, "Ana Lee, Ben Ito, Cleo Diaz, counsel"},
     {"export", "The name of the export on the table.", AnswerKind::kText, "export.plx"},
     {"asker", "Do you write the request, and combine the answers? One person does. yes or no.", AnswerKind::kText,
      "no"},
     {"scope", "Which records: all of the export, or some? all or some.", AnswerKind::kText, "some"},
     {"k", "How many custodians sign the opening statement and answer? At least as many as open together.",
      AnswerKind::kNumber, "3"},
     {"answers", "Do you sign, and answer with a share of yours? yes or no.", AnswerKind::kText, "yes"},
     {"first", "Are you the first who signs the opening statement? yes or no.", AnswerKind::kText, "no"}}};

constexpr std::array<Option, 3> kWholeOptions{
    {{"transcript", "{only:epoch-*.transcript}"}, {"in", "{table}/{export}"}, {"out", "{table}/opening-request.json"}}};
constexpr std::array<CommandLine, 1> kRequestWhole{{{"request", kWholeOptions}}};
constexpr std::array<Question, 1> kDigests{{{"records", "The digests of the records, with commas between."}}};
constexpr std::array<Option, 3> kListOptions{
    {{"transcript", "{only:epoch-*.transcript}"}, {"records", "{records}"}, {"out", "{table}/opening-request.json"}}};
constexpr std::array<CommandLine, 1> kRequestList{{{"request", kListOptions}}};

constexpr std::array<Waiting, 1> kAsked{{{"opening-request.json", "1", "the request"}}};
constexpr std::array<Comparison, 1> kRequest{{{"opening-request.json", "the request"}}};

constexpr std::array<Option, 5> kBeginOptions{{{"dir", "{dir}"},
                                               {"request", "{table}/opening-request.json"},
                                               {"reason", "{reason}"},
                                               {"order", "{order}"},
                                               {"out", "{table}/opening-statement-1.json"}}};
constexpr std::array<CommandLine, 1> kBegin{{{"begin-opening", kBeginOptions}}};
constexpr std::array<Question, 1> kTurn{
    {{"turn", "Which signature is yours? 2 is the next after the first.", AnswerKind::kNumber, "2"}}};
constexpr std::array<Waiting, 1> kSignedBefore{
    {{"opening-statement-{before:turn}.json", "1", "the statement with the signature before yours"}}};
constexpr std::array<Option, 4> kSignOptions{{{"dir", "{dir}"},
                                              {"request", "{table}/opening-request.json"},
                                              {"in", "{table}/opening-statement-{before:turn}.json"},
                                              {"out", "{table}/opening-statement-{turn}.json"}}};
constexpr std::array<CommandLine, 1> kSign{{{"sign-statement", kSignOptions}}};
constexpr std::array<Waiting, 2> kLogged{{{"opening-statement-{k}.json", "1", "the statement that all have signed"},
                                          {"opening.tlog-proof", "1", "the proof that it is in the public log"}}};

constexpr std::array<Question, 1> kWho{{{"name", "Your name.", AnswerKind::kText, "Ana Lee"}}};
constexpr std::array<Option, 8> kAnswerOptions{{{"dir", "{dir}"},
                                                {"share", "{share:epoch-*.transcript}"},
                                                {"transcript", "{only:epoch-*.transcript}"},
                                                {"request", "{table}/opening-request.json"},
                                                {"statement", "{table}/opening-statement-{k}.json"},
                                                {"proof", "{table}/opening.tlog-proof"},
                                                {"in", "{table}/{export}"},
                                                {"out", "{table}/{slug:name}.answer"}}};
constexpr std::array<CommandLine, 1> kAnswer{{{"answer", kAnswerOptions}}};

constexpr std::array<Waiting, 1> kAnswered{{{"*.answer", "{k}", "answers"}}};
constexpr std::array<Option, 7> kCombineOptions{{{"trust", "{dir}/trust.json"},
                                                 {"transcript", "{only:epoch-*.transcript}"},
                                                 {"request", "{table}/opening-request.json"},
                                                 {"statement", "{table}/opening-statement-{k}.json"},
                                                 {"proof", "{table}/opening.tlog-proof"},
                                                 {"in", "{table}/{export}"},
                                                 {"answers", "{all:*.answer}"}}};
constexpr std::array<CommandLine, 1> kCombine{{{"combine", kCombineOptions}}};

constexpr std::array<Step, 9> kSteps{{
    {.name = "present",
     .title = "Who is here, and why",
     .text = "Each custodian has read the order on paper and judged it. Nobody signs or answers because others do.",
     .questions = kAboutOpening},
    {.name = "request-all",
     .title = "The request is written: all records",
     .text = "Every record of the export is asked for. Let one person say aloud why fewer would not do.",
     .commands = kRequestWhole,
     .skip_if = "{asker}=no,{scope}=some"},
    {.name = "request-some",
     .title = "The request is written: single records",
     .text = "The request names the records. What it does not name stays closed.",
     .questions = kDigests,
     .commands = kRequestList,
     .skip_if = "{asker}=no,{scope}=all"},
    {.name = "compare-request",
     .title = "All compare the request",
     .text = "Where the words are the same, all sign and answer for the same records.",
     .waits = kAsked,
     .compares = kRequest,
     .after = "Compare the request with the order."},
    {.name = "begin-statement",
     .title = "The first signs the opening statement",
     .text = "It says in public, before anything is opened, that these records are, for which reason and by which "
             "order.",
     .commands = kBegin,
     .after = "Pass the stick on to who signs next.",
     .skip_if = "{answers}=no,{first}=no"},
    {.name = "sign-statement",
     .title = "The others sign it, one after the other",
     .text = "It is shown to you what the statement says, and which records its request asks for. Compare both with "
             "the order.",
     .questions = kTurn,
     .waits = kSignedBefore,
     .commands = kSign,
     .after = "Pass the stick on: to who signs next, or to the operator of the public log when all have signed.",
     .skip_if = "{answers}=no,{first}=yes"},
    {.name = "logged",
     .title = "It stands in the public log",
     .text = "The operator enters opening-statement-{k}.json in the log, the witnesses cosign, and the operator writes "
             "the proof to the stick, as opening.tlog-proof. Nobody answers before.",
     .waits = kLogged},
    {.name = "answer",
     .title = "Custodians answer",
     .text = "Your laptop gives its part for each record that is asked for, with a proof that the part is right. Your "
             "share stays here.",
     .questions = kWho,
     .commands = kAnswer,
     .after = "Pass the stick on.",
     .skip_if = "{answers}=no"},
    {.name = "combine",
     .title = "The records are opened",
     .text = "The answers are put together; a false one is named. What is opened is shown here: let nobody look who "
             "must not.",
     .waits = kAnswered,
     .commands = kCombine,
     .after = "Destroy the answers and the export on this stick now: together they open the records again, to anyone.",
     .skip_if = "{asker}=no"},
}};

}  // namespace

const Script kOpenScript{"open", "Opening records",
                         "Enough custodians answer for the records of one order, and for no other.", kSteps};

}  // namespace porchlight::custody
