// Steps that making a key and resharing one have in common. Constants, any thread.
#pragma once

#include "custody/guide/script.h"

#include <array>

namespace porchlight::custody {

inline constexpr std::array<Option, 2> kRoundOptions{{{"dir", "{dir}"}, {"table", "{table}"}}};
inline constexpr std::array<CommandLine, 1> kJoin{{{"ceremony-join", kRoundOptions}}};
inline constexpr std::array<CommandLine, 1> kCommit{{{"ceremony-commit", kRoundOptions}}};
inline constexpr std::array<CommandLine, 1> kDeal{{{"ceremony-deal", kRoundOptions}}};
inline constexpr std::array<CommandLine, 1> kAgree{{{"ceremony-check", kRoundOptions}}};
inline constexpr std::array<CommandLine, 1> kFinish{{{"ceremony-finish", kRoundOptions}}};

inline constexpr std::array<Option, 4> kIntroduceOptions{{{"dir", "{dir}"},
                                                          {"name", "{name}"},
                                                          {"authority", "{authority}"},
                                                          {"out", "{table}/introduction-{slug:name}.txt"}}};
inline constexpr std::array<CommandLine, 1> kIntroduce{{{"introduce", kIntroduceOptions}}};

inline constexpr std::array<Waiting, 1> kAllIntroduced{{{"introduction-*.txt", "{n}", "introductions"}}};
inline constexpr std::array<Waiting, 1> kInvited{{{"invitation.txt", "1", "the invitation"}}};
inline constexpr std::array<Waiting, 1> kAllJoined{{{"1-join-*.txt", "{n}", "files of the round “join”"}}};
inline constexpr std::array<Waiting, 1> kAllCommitted{{{"2-commit-*.txt", "{n}", "files of the round “commit”"}}};
inline constexpr std::array<Waiting, 1> kAllDealt{{{"3-deal-*.txt", "{dealing}", "files of the round “deal”"}}};
inline constexpr std::array<Waiting, 1> kAllAgreed{{{"4-agree-*.txt", "{n}", "files of the round “agree”"}}};

inline constexpr std::array<Comparison, 1> kInvitation{{{"invitation.txt", "the invitation"}}};
inline constexpr std::array<Comparison, 1> kTranscript{{{"epoch-*.transcript", "the transcript of the sharing"}}};

inline constexpr std::array<Question, 1> kPaperQuestion{
    {{"paper", "Which paper is in the printer, A4 or Letter?", AnswerKind::kText, "A4"}}};
inline constexpr std::array<Option, 4> kPrintOptions{{{"share", "{share:epoch-*.transcript}"},
                                                      {"transcript", "{only:epoch-*.transcript}"},
                                                      {"paper", "{paper}"},
                                                      {"out", "{dir}/share-page.pdf"}}};
inline constexpr std::array<CommandLine, 1> kPrint{{{"print-page", kPrintOptions}}};
inline constexpr std::array<Option, 2> kCheckShareOptions{
    {{"share", "{share:epoch-*.transcript}"}, {"transcript", "{only:epoch-*.transcript}"}}};
inline constexpr std::array<CommandLine, 1> kCheckShare{{{"check-share", kCheckShareOptions}}};

inline constexpr std::string_view kTextOfPage =
    "Now your share goes on paper, so that it outlives this laptop. Print the file that is made here on a printer that "
    "hangs on this laptop by a cable, and on no network.";
inline constexpr std::string_view kAfterPage =
    "Put the page into an envelope and seal it; write your name and today’s date over the seam. Switch the printer off "
    "and on. Keep the passphrase elsewhere, never with the page.";

}  // namespace porchlight::custody
