// Ceremonies of one person: looking at a share, a hold, destruction, and what is due.
#include "custody/guide/scripts/rounds.h"
#include "custody/guide/scripts/scripts.h"

namespace porchlight::custody {
namespace {

constexpr std::array<Step, 1> kCheckSteps{{
    {.name = "check-share",
     .title = "Is my share right?",
     .text = "Your share is opened with your passphrase and compared with the transcript on the table. Nothing is "
             "written. Do this once a year, and after each journey of the laptop.",
     .commands = kCheckShare},
}};

constexpr std::array<Question, 3> kAboutHold{
    {{"epoch", "The number of the epoch that is to be kept.", AnswerKind::kNumber, "1"},
     {"order", "The id of the order, as on its paper.", AnswerKind::kText, "CV-2033-7"},
     {"authority", "Whose order it is.", AnswerKind::kText, "County court"}}};
constexpr std::array<Option, 5> kHoldOptions{{{"dir", "{dir}"},
                                              {"epoch", "{epoch}"},
                                              {"order", "{order}"},
                                              {"authority", "{authority}"},
                                              {"out", "{table}/hold-{slug:order}.json"}}};
constexpr std::array<CommandLine, 1> kHold{{{"hold", kHoldOptions}}};
constexpr std::array<Question, 2> kFirst{
    {{"kind", "A new hold, or the release of one? hold or release.", AnswerKind::kText, "hold"},
     {"first", "Are you the first to sign it? yes or no.", AnswerKind::kText, "yes"}}};
constexpr std::array<Question, 2> kAboutRelease{
    {{"order", "The id of the paper that lifts the hold.", AnswerKind::kText, "CV-2034-19"},
     {"authority", "Whose paper it is.", AnswerKind::kText, "County court"}}};
constexpr std::array<Option, 5> kReleaseOptions{{{"dir", "{dir}"},
                                                 {"hold", "{only:hold-*.json}"},
                                                 {"order", "{order}"},
                                                 {"authority", "{authority}"},
                                                 {"out", "{table}/release-{slug:order}.json"}}};
constexpr std::array<CommandLine, 1> kRelease{{{"release-hold", kReleaseOptions}}};
constexpr std::array<Option, 3> kSignHoldOptions{
    {{"dir", "{dir}"}, {"in", "{only:hold-*.json}"}, {"out", "{only:hold-*.json}"}}};
constexpr std::array<CommandLine, 1> kSignHold{{{"sign-statement", kSignHoldOptions}}};
constexpr std::array<Option, 3> kSignReleaseOptions{
    {{"dir", "{dir}"}, {"in", "{only:release-*.json}"}, {"out", "{only:release-*.json}"}}};
constexpr std::array<CommandLine, 1> kSignRelease{{{"sign-statement", kSignReleaseOptions}}};
constexpr std::array<Waiting, 1> kHoldWritten{{{"hold-*.json", "1", "the hold"}}};
constexpr std::array<Waiting, 1> kReleaseWritten{{{"release-*.json", "1", "the release"}}};

constexpr std::string_view kTextOfSigning =
    "It is shown to you what the statement says and who has signed. Compare it with the paper.";
constexpr std::string_view kAfterSigning =
    "When enough have signed, the file goes to the operator, for the public log.";

constexpr std::array<Step, 5> kHoldSteps{{
    {.name = "first",
     .title = "What it is, and who is first",
     .text = "A hold says that no share of an epoch is to be destroyed while an order stands. As many custodians sign "
             "it, or its release, as open together; the first writes it. Have the order on paper before you.",
     .questions = kFirst},
    {.name = "hold",
     .title = "The first writes the hold",
     .text = "Read the id of the order from its paper.",
     .questions = kAboutHold,
     .commands = kHold,
     .after = "Carry the file to the next custodian.",
     .skip_if = "{first}=no,{kind}=release"},
    {.name = "release",
     .title = "The first writes the release",
     .text = "The hold itself lies on the table.",
     .questions = kAboutRelease,
     .waits = kHoldWritten,
     .commands = kRelease,
     .after = "Carry the file to the next custodian.",
     .skip_if = "{first}=no,{kind}=hold"},
    {.name = "sign-hold",
     .title = "The next sign it",
     .text = kTextOfSigning,
     .waits = kHoldWritten,
     .commands = kSignHold,
     .after = kAfterSigning,
     .skip_if = "{first}=yes,{kind}=release"},
    {.name = "sign-release",
     .title = "The next sign it",
     .text = kTextOfSigning,
     .waits = kReleaseWritten,
     .commands = kSignRelease,
     .after = kAfterSigning,
     .skip_if = "{first}=yes,{kind}=hold"},
}};

constexpr std::array<Question, 3> kAboutDestruction{
    {{"epoch", "The number of the epoch whose share you destroy.", AnswerKind::kNumber, "1"},
     {"sharing", "The number of the sharing that it is a share of; above 1 where the key was shared anew.",
      AnswerKind::kNumber, "1"},
     {"schedule", "The id of the approved retention schedule, as on its paper.", AnswerKind::kText, "RS-2026-14"}}};
constexpr std::array<Option, 6> kDestroyOptions{
    {{"dir", "{dir}"},
     {"statements", "{table}/statements"},
     {"epoch", "{epoch}"},
     {"sharing", "{sharing}"},
     {"schedule", "{schedule}"},
     {"out", "{dir}/destruction-epoch-{epoch}-sharing-{sharing}-{today}.json"}}};
constexpr std::array<CommandLine, 1> kDestroy{{{"destroy", kDestroyOptions}}};
constexpr std::array<Question, 2> kAboutPages{
    {{"pages", "How many printed pages of this share were there, and where is each now?", AnswerKind::kText,
      "one; shredded here"},
     {"witness", "Who saw it?", AnswerKind::kText, "Ben Ito, library"}}};
constexpr std::array<Option, 2> kStatusOptions{{{"dir", "{dir}"}, {"statements", "{table}/statements"}}};
constexpr std::array<CommandLine, 1> kStatus{{{"status", kStatusOptions}}};

constexpr std::array<Step, 3> kDestroySteps{{
    {.name = "status",
     .title = "Is it due, and does no hold stand?",
     .text =
         "The statements of all custodians, from the public log, lie in the folder statements of the table, with the "
         "transcripts. A hold among them stops this, but for a share whose key was shared anew.",
     .commands = kStatus},
    {.name = "pages",
     .title = "The pages first",
     .text = "Bring every printed page of this share, and every copy of its file. Shred or burn them now, before a "
             "witness. A page that is left is a share that is left.",
     .questions = kAboutPages},
    {.name = "destroy",
     .title = "The share is destroyed",
     .text = "This cannot be taken back. The share is overwritten and removed, and a statement is signed that it is "
             "gone.",
     .questions = kAboutDestruction,
     .commands = kDestroy,
     .after = "Copy the page above onto paper and sign it, you and your witness. Give the statement to the operator."},
}};

constexpr std::array<Step, 1> kStatusSteps{{
    {.name = "status",
     .title = "What is due?",
     .text = "The statements of all custodians, from the public log, lie in the folder statements of the "
             "table, with the transcripts.",
     .commands = kStatus},
}};

}  // namespace

const Script kCheckScript{"check", "Checking a share", "Nothing is written, and no record is opened.", kCheckSteps};
const Script kHoldScript{"hold", "A hold", "An order that records be kept stops their destruction.", kHoldSteps};
const Script kDestroyScript{
    "destroy", "Destroying a share",
    "When the time of an epoch is over, or its key was shared anew, what opens it is destroyed.", kDestroySteps};
const Script kStatusScript{"status", "What is due", "Nothing is written.", kStatusSteps};

}  // namespace porchlight::custody
