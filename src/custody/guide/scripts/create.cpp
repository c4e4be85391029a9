#include "custody/guide/scripts/rounds.h"
#include "custody/guide/scripts/scripts.h"

namespace porchlight::custody {
namespace {

constexpr std::array<Question, 1> kPresence{
    {{"present", "Who is in the room, and what for? Custodians, witnesses, and who keeps the clock.", AnswerKind::kText,
      "Ana Lee (clerk), Ben Ito (library), two witnesses"}}};

constexpr std::array<Question, 4> kAboutYou{
    {{"name", "Your name, as it is to stand on every paper.", AnswerKind::kText, "Ana Lee"},
     {"authority", "The authority that you keep the share for.", AnswerKind::kText, "City Clerk"},
     {"n", "How many custodians are there in all?", AnswerKind::kNumber, "5"},
     {"inviter", "Do you write the invitation for all? One person does. yes or no.", AnswerKind::kText, "no"}}};

constexpr std::array<Question, 5> kAboutKey{
    {{"city", "The name of the city, exactly as in its programme.", AnswerKind::kText, "City of Lakehaven"},
     {"epoch", "The number of the epoch.", AnswerKind::kNumber, "1"},
     {"k", "How many custodians shall open together?", AnswerKind::kNumber, "3"},
     {"end", "The last day on which kiosks seal to this key.", AnswerKind::kDate, "2027-11-30"},
     {"destroy", "The day by which all shares are destroyed.", AnswerKind::kDate, "2034-11-30"}}};

constexpr std::array<Option, 7> kInviteOptions{{{"introductions", "{all:introduction-*.txt}"},
                                                {"k", "{k}"},
                                                {"table", "{table}"},
                                                {"city", "{city}"},
                                                {"epoch", "{epoch}"},
                                                {"epoch-end", "{end}"},
                                                {"epoch-destroy", "{destroy}"}}};
constexpr std::array<CommandLine, 1> kInvite{{{"invite", kInviteOptions}}};
constexpr std::array<Waiting, 1> kEverybodyDealt{{{"3-deal-*.txt", "{n}", "files of the round “deal”"}}};

constexpr std::array<Step, 11> kSteps{{
    {.name = "present",
     .title = "Who is here",
     .text = "Each custodian sits at a laptop of their own, which has never been in a network since it was set up. "
             "Nobody but the custodian touches it. The table is a memory stick that goes round.",
     .questions = kPresence},
    {.name = "introduce",
     .title = "Everybody introduces themselves",
     .text = "Each custodian does this once. A key that signs for you is made in your folder, and the table gets a "
             "paper with your name.",
     .questions = kAboutYou,
     .commands = kIntroduce,
     .after = "Pass the stick on until it has been at every laptop."},
    {.name = "invite",
     .title = "One person writes the invitation",
     .text = "It says what key is made, by whom, and how many open together. An authority with as many custodians as "
             "open together is refused.",
     .questions = kAboutKey,
     .waits = kAllIntroduced,
     .commands = kInvite,
     .skip_if = "{inviter}=no"},
    {.name = "compare-invitation",
     .title = "All compare the invitation",
     .text = "The words below follow from the invitation. Where they are the same, all have the same names, numbers "
             "and dates. One reads them out, the others look at their own screens.",
     .waits = kInvited,
     .compares = kInvitation,
     .after = "Let one person also read out the city, the dates and the names."},
    {.name = "join",
     .title = "Everybody joins",
     .text = "You choose a passphrase: at least four words that nobody would guess and that you will know in some "
             "years. It will be that of your share. It is asked for again at each step and is never shown.",
     .commands = kJoin,
     .after = "Pass the stick on."},
    {.name = "commit",
     .title = "Everybody commits",
     .text = "Your laptop draws its part of the key and seals what it will say, before it sees what the others say.",
     .waits = kAllJoined,
     .commands = kCommit,
     .after = "Pass the stick on."},
    {.name = "deal",
     .title = "Everybody deals",
     .text =
         "Your laptop opens what it committed to, and gives each other custodian their part, locked for them alone.",
     .waits = kAllCommitted,
     .commands = kDeal,
     .after = "Pass the stick on."},
    {.name = "check",
     .title = "Everybody checks",
     .text = "Your laptop checks what it was given by each of the others. If someone cheated, it names them, and the "
             "ceremony ends there.",
     .waits = kEverybodyDealt,
     .commands = kAgree,
     .after = "Pass the stick on."},
    {.name = "finish",
     .title = "The share is written",
     .text = "When all have agreed, your share is written into your folder, and what was drawn for this ceremony is "
             "wiped. The whole key was nowhere, at no time.",
     .waits = kAllAgreed,
     .commands = kFinish,
     .compares = kTranscript,
     .after = "The transcript on the table is public. It goes to the operator, for the manifest and the public log."},
    {.name = "page",
     .title = "The share on paper",
     .text = kTextOfPage,
     .questions = kPaperQuestion,
     .commands = kPrint,
     .after = kAfterPage},
    {.name = "check-share",
     .title = "One last look",
     .text = "Your share is opened once with your passphrase and compared with the transcript.",
     .commands = kCheckShare},
}};

}  // namespace

const Script kCreateScript{"create", "Making the key of an epoch",
                           "Custodians make a key together that nobody ever holds. It takes about an hour.", kSteps};

}  // namespace porchlight::custody
