#include "custody/guide/scripts/rounds.h"
#include "custody/guide/scripts/scripts.h"

namespace porchlight::custody {
namespace {

constexpr std::array<Question, 1> kPresence{{{"present", "Who is in the room, and what for?"}}};

constexpr std::array<Question, 7> kAboutYou{
    {{"name", "Your name, as it is to stand on every paper.", AnswerKind::kText, "Ana Lee"},
     {"authority", "The authority that you keep the share for.", AnswerKind::kText, "City Clerk"},
     {"n", "How many custodians will there be?", AnswerKind::kNumber, "5"},
     {"dealing", "How many custodians of the old sharing deal? As many as open together, or more.", AnswerKind::kNumber,
      "3"},
     {"dealer", "Are you one of those who deal? yes or no.", AnswerKind::kText, "yes"},
     {"staying", "Will you hold a share of the new sharing? yes or no.", AnswerKind::kText, "yes"},
     {"inviter", "Do you write the invitation for all? One person does. yes or no.", AnswerKind::kText, "no"}}};

constexpr std::array<Question, 2> kAboutSharing{
    {{"k", "How many custodians shall open together from now on?", AnswerKind::kNumber, "3"},
     {"dealers", "The numbers of those who deal, in the old sharing, rising, with commas between.", AnswerKind::kText,
      "1,2,4"}}};

constexpr std::array<Option, 5> kInviteOptions{{{"introductions", "{all:introduction-*.txt}"},
                                                {"k", "{k}"},
                                                {"table", "{table}"},
                                                {"previous", "{own:epoch-*.transcript}"},
                                                {"dealers", "{dealers}"}}};
constexpr std::array<CommandLine, 1> kInvite{{{"invite", kInviteOptions}}};
constexpr std::array<Option, 4> kNewPrintOptions{{{"share", "{share:epoch-*.transcript}"},
                                                  {"transcript", "{only:epoch-*.transcript}"},
                                                  {"paper", "{paper}"},
                                                  {"out", "{dir}/share-page-{today}.pdf"}}};
constexpr std::array<CommandLine, 1> kPrintNew{{{"print-page", kNewPrintOptions}}};

constexpr std::array<Step, 11> kSteps{{
    {.name = "present",
     .title = "Who is here",
     .text = "Enough custodians of the old sharing to open, and all of the new one, each at a laptop of their own. The "
             "table is an empty memory stick; the old transcript lies in the folder of whoever invites.",
     .questions = kPresence},
    {.name = "about-you",
     .title = "Who you are in this",
     .text = "Some only deal and leave, some only receive, some do both.",
     .questions = kAboutYou},
    {.name = "introduce",
     .title = "The new custodians introduce themselves",
     .text = "Each who will hold a share does this once.",
     .commands = kIntroduce,
     .after = "Pass the stick on.",
     .skip_if = "{staying}=no"},
    {.name = "invite",
     .title = "One person writes the invitation",
     .text = "City, epoch, end and destruction stay as they are: a resharing puts nothing off.",
     .questions = kAboutSharing,
     .waits = kAllIntroduced,
     .commands = kInvite,
     .skip_if = "{inviter}=no"},
    {.name = "compare-invitation",
     .title = "All compare the invitation",
     .text = "Where the words are the same, all have the same names and numbers.",
     .waits = kInvited,
     .compares = kInvitation},
    {.name = "join",
     .title = "The new custodians join",
     .text = "Choose the passphrase of your new share.",
     .commands = kJoin,
     .after = "Pass the stick on.",
     .skip_if = "{staying}=no"},
    {.name = "deal",
     .title = "The old custodians deal",
     .text = "Your laptop deals its own share out anew. It asks for the passphrase of this ceremony and for that of "
             "your old share.",
     .waits = kAllJoined,
     .commands = kDeal,
     .after = "Pass the stick on.",
     .skip_if = "{dealer}=no"},
    {.name = "check",
     .title = "The new custodians check",
     .text = "Your laptop checks what it was given by each dealer, and names whoever cheated.",
     .waits = kAllDealt,
     .commands = kAgree,
     .after = "Pass the stick on.",
     .skip_if = "{staying}=no"},
    {.name = "finish",
     .title = "The new share is written",
     .text = "The key is the same as before; the shares are others. Who only dealt gets none. What was drawn for this "
             "ceremony is wiped.",
     .waits = kAllAgreed,
     .commands = kFinish,
     .compares = kTranscript,
     .after = "The old shares still open: see the last step."},
    {.name = "page",
     .title = "The new share on paper",
     .text = kTextOfPage,
     .questions = kPaperQuestion,
     .commands = kPrintNew,
     .after = kAfterPage,
     .skip_if = "{staying}=no"},
    {.name = "old-shares",
     .title = "The old shares still open",
     .text = "Each old custodian now destroys theirs, who stays too, and signs that it is gone: porchlight-custody "
             "guide destroy, with the number of the old sharing. Until n−k+1 have done so, the old quorum could "
             "still open."},
}};

}  // namespace

const Script kReshareScript{"reshare", "Sharing a key anew",
                            "The same key for other custodians. Old shares go on opening until they are destroyed.",
                            kSteps};

}  // namespace porchlight::custody
