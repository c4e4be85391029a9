#include "custody/guide/scripts/rounds.h"
#include "custody/guide/scripts/scripts.h"

namespace porchlight::custody {
namespace {

constexpr std::array<Question, 6> kAboutOpening{
    {{"order", "By which order or law are records opened? The id on its paper.", AnswerKind::kText, "CV-2031-2"},
     {"present", "Who is in the room, and what for?", AnswerKind::kText, "Ana Lee, Ben Ito, Cleo Diaz, counsel"},
     {"export", "The name of the export on the table.", AnswerKind::kText, "export.plx"},
     {"asker", "Do you write the request, and combine the answers? One person does. yes or no.", AnswerKind::kText,
      "no"},
     {"scope", "Which records: all of the export, or some? all or some.", AnswerKind::kText, "some"},
     {"answers", "Do you answer with a share of yours? yes or no.", AnswerKind::kText, "yes"}}};

constexpr std::array<Option, 3> kWholeOptions{
    {{"transcript", "{only:epoch-*.transcript}"}, {"in", "{table}/{export}"}, {"out", "{table}/opening-request.json"}}};
constexpr std::array<CommandLine, 1> kRequestWhole{{{"request", kWholeOptions}}};
constexpr std::array<Question, 1> kDigests{{{"records", "The digests of the records, with commas between."}}};
constexpr std::array<Option, 3> kListOptions{
    {{"transcript", "{only:epoch-*.transcript}"}, {"records", "{records}"}, {"out", "{table}/opening-request.json"}}};
constexpr std::array<CommandLine, 1> kRequestList{{{"request", kListOptions}}};

constexpr std::array<Waiting, 1> kAsked{{{"opening-request.json", "1", "the request"}}};
constexpr std::array<Comparison, 1> kRequest{{{"opening-request.json", "the request"}}};

constexpr std::array<Question, 1> kWho{{{"name", "Your name.", AnswerKind::kText, "Ana Lee"}}};
constexpr std::array<Option, 6> kAnswerOptions{{{"dir", "{dir}"},
                                                {"share", "{share:epoch-*.transcript}"},
                                                {"transcript", "{only:epoch-*.transcript}"},
                                                {"request", "{table}/opening-request.json"},
                                                {"in", "{table}/{export}"},
                                                {"out", "{table}/{slug:name}.answer"}}};
constexpr std::array<CommandLine, 1> kAnswer{{{"answer", kAnswerOptions}}};

constexpr std::array<Question, 1> kHowMany{
    {{"k", "How many custodians answer? At least as many as open together.", AnswerKind::kNumber, "3"}}};
constexpr std::array<Waiting, 1> kAnswered{{{"*.answer", "{k}", "answers"}}};
constexpr std::array<Option, 4> kCombineOptions{{{"transcript", "{only:epoch-*.transcript}"},
                                                 {"request", "{table}/opening-request.json"},
                                                 {"in", "{table}/{export}"},
                                                 {"answers", "{all:*.answer}"}}};
constexpr std::array<CommandLine, 1> kCombine{{{"combine", kCombineOptions}}};

constexpr std::array<Step, 6> kSteps{{
    {.name = "present",
     .title = "Who is here, and why",
     .text = "Each custodian has read the order on paper and judged it. Nobody answers because others do.",
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
     .text = "Where the words are the same, all answer for the same records.",
     .waits = kAsked,
     .compares = kRequest,
     .after = "Compare the request with the opening statement that the custodians signed, and with the order."},
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
     .questions = kHowMany,
     .waits = kAnswered,
     .commands = kCombine,
     .after = "Destroy the answers and the export on this stick now: together they open the records again, to anyone.",
     .skip_if = "{asker}=no"},
}};

}  // namespace

const Script kOpenScript{"open", "Opening records",
                         "Enough custodians answer for the records of one order, and for no other.", kSteps};

}  // namespace porchlight::custody
