// Ceremonies around the public log, for people outside the city.
#include "custody/guide/scripts/scripts.h"

#include <array>

namespace porchlight::custody {
namespace {

constexpr std::array<Question, 1> kFirst{
    {{"first", "Is this the first time that you witness this log? yes or no.", AnswerKind::kText, "no"}}};
constexpr std::array<Question, 2> kAboutWitness{
    {{"name", "Your name as a witness: a domain that is yours, without spaces.", AnswerKind::kText,
      "press.example/witness"},
     {"key", "The log’s key, as log-create said it. Compare it on two ways."}}};
constexpr std::array<Option, 3> kWitnessCreateOptions{{{"dir", "{dir}"}, {"name", "{name}"}, {"log-key", "{key}"}}};
constexpr std::array<CommandLine, 1> kWitnessCreate{{{"witness-create", kWitnessCreateOptions}}};
constexpr std::array<Option, 3> kWitnessOptions{
    {{"dir", "{dir}"}, {"log", "{table}/log"}, {"out", "{dir}/cosigned-checkpoint.txt"}}};
constexpr std::array<CommandLine, 1> kWitness{{{"witness", kWitnessOptions}}};

constexpr std::array<Step, 3> kWitnessSteps{{
    {.name = "first",
     .title = "You and this log",
     .text = "A witness signs that the log only grew since the last time. The log’s folder lies on the table, as log.",
     .questions = kFirst},
    {.name = "create",
     .title = "Your key is made",
     .text = "You need it each time. Keep the folder.",
     .questions = kAboutWitness,
     .commands = kWitnessCreate,
     .after = "Give the witness key that is shown above to the city, on paper.",
     .skip_if = "{first}=no"},
    {.name = "witness",
     .title = "The log is looked at and signed",
     .text = "All that was there when you signed last must still be there.",
     .commands = kWitness,
     .after = "Give cosigned-checkpoint.txt to the operator of the log. Keep a copy: it is what others compare with."},
}};

constexpr std::array<Option, 4> kAuditOptions{{{"log", "{table}/log"},
                                               {"trust", "{table}/trust.json"},
                                               {"state", "{dir}/seen.checkpoint"},
                                               {"statements", "{table}/statements"}}};
constexpr std::array<CommandLine, 1> kAudit{{{"audit", kAuditOptions}}};

constexpr std::array<Step, 1> kAuditSteps{{
    {.name = "audit",
     .title = "Is the log as it was, and is all in it?",
     .text = "On the table lie the log’s folder as log, the city’s trust file as trust.json, and in the folder "
             "statements every opening, hold and destruction that you have heard of.",
     .commands = kAudit,
     .after = "Compare the root above with that of somebody else, or use audit --compare with their checkpoint."},
}};

}  // namespace

const Script kWitnessScript{"witness", "Witnessing the public log", "For somebody whom the city does not pay.",
                            kWitnessSteps};
const Script kAuditScript{"audit", "Auditing the public log", "Anyone can do this, as often as they like.",
                          kAuditSteps};

}  // namespace porchlight::custody
